package import FleetDiagnostics
import FleetValues

/// Templates by path: the built-in ones, and the user's that replace them file
/// by file.
package struct TemplateLibrary: Sendable {
  package static let unknownOverride = DiagnosticDescriptor(
    code: "F0507", name: "unknown-override", severity: .error,
    explanation: """
      A file under `--templates` replaces no built-in template, so nothing would ever
      read it. Its path below that folder must be the built-in's, as `fleetc list
      templates` prints it.

      ```yaml fails
      --- templates/sysctl/60-fleet.conf
      vm.max_map_count = 1048576
      ```

      ```yaml passes
      --- templates/sysctl/60-fleetc.conf
      vm.max_map_count = 1048576
      ```
      """)

  private var files: [String: SourceFile]
  private let builtIn: [String: SourceFile]

  /// The templates that come with fleetc. Their file numbers count up from the
  /// lowest there is, far from those of what a user wrote.
  package static let builtIn = TemplateLibrary(
    EmbeddedTemplates.all.enumerated().map { index, file in
      SourceFile(
        id: FileID(.min + Int32(index)), path: "\(file.path)", text: "\(file.text)")
    })

  package init(_ files: [SourceFile]) {
    builtIn = Dictionary(files.map { ($0.path, $0) }) { _, last in last }
    self.files = builtIn
  }

  /// Puts a user's files in place of the built-in ones of the same path.
  ///
  /// - Parameter overrides: by path below the user's folder.
  package func overridden(
    by overrides: [String: SourceFile], into diagnostics: inout [Diagnostic]
  ) -> TemplateLibrary {
    var library = self
    for (path, file) in overrides.sorted(by: { $0.key < $1.key }) {
      if builtIn[path] != nil {
        library.files[path] = file
        continue
      }
      let near = nearestName(to: path, in: paths)
      diagnostics.append(
        Diagnostic(
          Self.unknownOverride, "no built-in template is called '\(path)'",
          at: SourceSpan(file: file.id, start: 0, end: 0),
          help: [near.map { "call it '\($0)'" } ?? "see 'fleetc list templates'"]))
    }
    return library
  }

  package var paths: [String] { files.keys.sorted() }

  /// A template as it is read: the user's, where there is one.
  package func source(of path: String) -> SourceFile? { files[path] }

  /// For `fleetc templates diff`, and for those that show places in built-ins.
  package func builtInSource(of path: String) -> SourceFile? { builtIn[path] }
  package func source(of id: FileID) -> SourceFile? {
    files.values.first { $0.id == id } ?? builtIn.values.first { $0.id == id }
  }

  /// Compiles a template for views of a shape, or reports why it cannot be. To
  /// ask for a path that no built-in has is our own mistake.
  package func compile(
    _ path: String, for shape: TemplateShape, into diagnostics: inout [Diagnostic]
  ) -> Template? {
    guard let file = files[path], let format = TemplateFormat.of(path) else {
      broken("there is no template '\(path)', or no format of that name")
    }
    var compiler = TemplateCompiler(format, shape, self)
    let template = compiler.compile(file, path: path, shape)
    diagnostics += compiler.diagnostics
    if let template, template.writesNothing, file.id != builtIn[path]?.id {
      diagnostics.append(
        Diagnostic(
          TemplateParser.malformed, "the template writes nothing",
          at: SourceSpan(file: file.id, start: 0, end: 0),
          help: ["a line of comment is enough, where nothing is meant"]))
      return nil
    }
    return template
  }

  /// What the first comment of a template says of its names, in the form of
  /// `TemplateShape.outline`: on each line the first two words count.
  package func outline(of path: String) -> [String] {
    let text = files[path].map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    guard text.hasPrefix("{{!"), let end = text.firstRange(of: "}}") else { return [] }
    let lines = text[..<end.lowerBound].split(separator: "\n").dropFirst()
    let margin = lines.map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return lines.map { line in
      let words = line.split(separator: " ").prefix(2).joined(separator: " ")
      return String(line.prefix { $0 == " " }.dropFirst(margin)) + words
    }
  }
}
