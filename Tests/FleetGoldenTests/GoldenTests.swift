import FleetCompiler
import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import FleetValues
import Foundation
import Testing

/// Each folder in Fixtures is a case: `cluster.yaml` in, `expected/` out.
@Suite struct GoldenTests {
  @Test(arguments: try Golden.cases)
  func compiles(_ name: String) throws {
    let folder = Golden.fixtures.appending(path: name)
    let output = try Fixture(folder).output
    var files = Dictionary(
      uniqueKeysWithValues: output.artifacts.map {
        ($0.outputPath, Golden.File(contents: Data($0.contents.bytes), mode: $0.mode))
      })
    let report = TextRenderer().render(
      output.analysis.diagnostics, in: output.analysis.sources)
    files["diagnostics.txt"] = Golden.File(report)
    #expect(try Golden.problems(files, in: folder.appending(path: "expected")) == [])
  }

  /// Every kind of file is looked at, and given to its program, somewhere.
  @Test(arguments: Compiler().emitters.indices)
  func emitterWritesSomewhere(_ index: Int) throws {
    var compiler = Compiler()
    let emitter = compiler.emitters[index]
    compiler.emitters = [emitter]
    let written = try Golden.cases.contains { name in
      let source = try Fixture.source(in: Golden.fixtures.appending(path: name))
      return compiler.compile(source).artifacts.contains { $0.node != nil }
    }
    #expect(written, "no golden case has a file of \(type(of: emitter))")
  }

  /// Every code has been looked at as a person sees it.
  @Test(arguments: Compiler.descriptors.map(\.code))
  func isRenderedSomewhere(_ code: String) throws {
    let reports = try Golden.cases.compactMap { name in
      let file = Golden.fixtures.appending(path: "\(name)/expected/diagnostics.txt")
      return try? String(contentsOf: file, encoding: .utf8)
    }
    #expect(reports.contains { $0.contains("[\(code)]") })
  }
}

/// A case: a spec, and the user's own templates where it has some.
struct Fixture {
  var output: Compiler.Output

  init(_ folder: URL) throws {
    let templates = try Self.templates(in: folder.appending(path: "templates"))
    output = Self.compile(try Self.source(in: folder), templates: templates)
  }

  static func source(in folder: URL) throws -> SourceFile {
    let bytes = Array(try Data(contentsOf: folder.appending(path: "cluster.yaml")))
    return SourceFile(path: "cluster.yaml", bytes: bytes)
  }

  static func compile(
    _ source: SourceFile, templates: [String: SourceFile] = [:]
  ) -> Compiler.Output {
    var compiler = Compiler()
    compiler.today = CalendarDate("2026-11-25")
    compiler.overrides = templates
    return compiler.compile(source)
  }

  private static func templates(in folder: URL) throws -> [String: SourceFile] {
    let paths = (FileManager.default.subpaths(atPath: folder.path) ?? []).sorted()
    var files: [String: SourceFile] = [:]
    for path in paths {
      guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path)
      else { continue }
      files[path] = SourceFile(
        id: FileID(Int32(files.count + 1)), path: "templates/\(path)", bytes: Array(data))
    }
    return files
  }
}
