import FleetDiagnostics
import FleetFormats
import FleetTestSupport
import Foundation
import Testing

/// The templates that are embedded are those of the folder.
@Suite struct BuiltInTemplateTests {
  @Test func theFolderIsEmbedded() throws {
    let folder = PackageRoot.file("templates")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      !(try folder.appending(path: $0).resourceValues(forKeys: [.isDirectoryKey]).isDirectory
        ?? false)
    }
    #expect(TemplateLibrary.builtIn.paths == paths.sorted())
    for path in paths {
      let bytes = Array(try Data(contentsOf: folder.appending(path: path)))
      #expect(TemplateLibrary.builtIn.source(of: path)?.bytes == bytes, "\(path) is out of date")
    }
  }

  @Test(arguments: TemplateLibrary.builtIn.paths) func listsItsHoles(_ path: String) {
    let text = TemplateLibrary.builtIn.source(of: path).map {
      String(decoding: $0.bytes, as: UTF8.self)
    }
    #expect(text?.hasPrefix("{{!\n") == true)
    #expect(TemplateLibrary.builtIn.outline(of: path) != [])
  }

  @Test func anOutlineIsTheShapesOwn() {
    let setting = TemplateShape([
      TemplateShape.Field("key", .plain), TemplateShape.Field("value", .plain),
    ])
    let shape = TemplateShape([TemplateShape.Field("settings", .list(setting))])
    #expect(TemplateLibrary.builtIn.outline(of: "sysctl/60-fleetc.conf") == shape.outline)
    #expect(shape.outline == ["settings list", "  key plain", "  value plain"])
  }
}
