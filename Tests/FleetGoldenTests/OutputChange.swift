import FleetDiagnostics
import FleetFormats

/// What a change of one value did to the files.
struct OutputChange {
  var before: [Artifact]
  /// Where the value stood.
  var places: [SourceSpan]
  var after: [Artifact]
  var newPlaces: [SourceSpan]

  /// What changed and does not name the value, as it reads.
  ///
  /// Where files come or go, a value decides more than words: then each file that
  /// changed must name it somewhere. Else each line must.
  var unexplained: [String] {
    let old = files(before)
    let new = files(after)
    let paths = Set(old.keys).union(new.keys).sorted().filter {
      old[$0]?.contents.bytes != new[$0]?.contents.bytes
    }
    if Set(old.keys) != Set(new.keys) {
      return paths.filter { path in
        !names(old[path]?.allSpans, places) && !names(new[path]?.allSpans, newPlaces)
      }
    }
    return paths.flatMap { lines(of: $0, old[$0]?.contents, new[$0]?.contents) }
  }

  /// Runs of lines that took the place of others. Of two that stand for each other
  /// one must name the value: where a word is gone, only the old line has it.
  private func lines(of path: String, _ old: SourcedText?, _ new: SourcedText?) -> [String] {
    let (oldLines, newLines) = (lines(old), lines(new))
    let change = newLines.difference(from: oldLines)
    var removed = change.removals.map(\.offset)[...]
    var inserted = change.insertions.map(\.offset)[...]
    var problems: [String] = []
    var (before, after) = (0, 0)
    while before < oldLines.count || after < newLines.count {
      let isGone = removed.first == before
      let isNew = inserted.first == after
      let isNamed =
        isGone && names(old?.spans(ofLine: before + 1), places)
        || isNew && names(new?.spans(ofLine: after + 1), newPlaces)
      if (isGone || isNew) && !isNamed {
        let line = isNew ? newLines[after] : oldLines[before]
        // Blank lines and lone brackets are alike: which of them is new is a guess.
        if line.contains(where: { $0.isLetter || $0.isNumber }) {
          problems.append("\(isNew ? "+" : "-") \(path):\(isNew ? after + 1 : before + 1): \(line)")
        }
      }
      if isGone { removed.removeFirst() }
      if isNew { inserted.removeFirst() }
      if isGone || !isNew { before += 1 }
      if isNew || !isGone { after += 1 }
    }
    return problems
  }

  /// The manifest says where every file comes from, and itself comes from them all.
  private func files(_ artifacts: [Artifact]) -> [String: Artifact] {
    let files = artifacts.filter { $0.path != Manifest.path }
    return Dictionary(uniqueKeysWithValues: files.map { ($0.outputPath, $0) })
  }

  private func lines(_ text: SourcedText?) -> [Substring] {
    text?.text.split(separator: "\n", omittingEmptySubsequences: false) ?? []
  }

  private func names(_ spans: [SourceSpan]?, _ places: [SourceSpan]) -> Bool {
    spans?.contains { places.contains($0) } ?? false
  }
}

extension CollectionDifference.Change {
  fileprivate var offset: Int {
    switch self {
    case .insert(let offset, _, _), .remove(let offset, _, _): offset
    }
  }
}
