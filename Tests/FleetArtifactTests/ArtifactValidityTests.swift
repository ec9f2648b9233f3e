import FleetJSON
import FleetTestSupport
import Foundation
import Testing

/// Every golden file is taken by the program that will read it on a node.
@Suite struct ArtifactValidityTests {
  @Test func thereAreMany() throws {
    #expect(try GoldenTree.all.count >= 9 && GoldenNode.all.count >= 17)
  }

  /// A file of a new kind wants a test here.
  @Test(arguments: try GoldenNode.all) func everyFileIsJudged(_ node: GoldenNode) {
    let folders = [
      "etc/nginx/", "etc/prometheus/", "etc/sysctl.d/", "etc/systemd/system/",
      "usr/lib/sysusers.d/", "usr/lib/tmpfiles.d/",
    ]
    let others = node.files.keys.filter { path in
      !folders.contains(where: path.hasPrefix) && !path.hasSuffix(".sh") && !path.hasSuffix("/env")
    }
    #expect(others.sorted() == [])
  }

  @Test(arguments: try GoldenNode.having("etc/nginx/")) func nginxTakesIt(
    _ node: GoldenNode
  ) throws {
    let files = node.texts(below: "etc/nginx/")
    let root = try NginxFolder()
    try root.write(files)
    let names = files.values.flatMap { $0.matches(of: /server ([a-z][a-z0-9.-]*):/) }
    try root.know(names.map { String($0.1) })
    #expect(try root.complaints() == "")
  }

  @Test(arguments: try GoldenNode.having("etc/sysctl.d/")) func theKernelTakesItsSettings(
    _ node: GoldenNode
  ) throws {
    let root = try TemporaryFolder()
    try node.write(below: "etc/sysctl.d/", to: root)
    // They belong to a network: one that is the test's own changes no machine's.
    for path in node.paths(below: "etc/sysctl.d/") {
      let result = try OwnNetwork.run("sysctl --load=\"$0\"", root.file(path).path)
      #expect(result.status == 0 && result.errors == "", "\(path): \(result.errors)")
    }
  }

  @Test(arguments: try GoldenTree.all) func sha256sumAgreesWithTheManifest(
    _ tree: GoldenTree
  ) throws {
    let bytes = try #require(tree.files[GoldenTree.manifest]).contents
    let entries = try #require(try JSONReader.value(of: Array(bytes))["files"]?.array)
    var sums = ""
    var listed: Set<String> = []
    for entry in entries {
      let path = entry["path"]?.string ?? ""
      sums += "\(entry["sha256"]?.string ?? "")  \(path)\n"
      listed.insert(path)
      let mode = tree.files[path].map { "0" + String($0.mode, radix: 8) }
      #expect(entry["mode"]?.string == mode, "\(path)")
      #expect(entry["spans"]?.array?.isEmpty == false, "\(path) comes from nowhere")
    }
    let others = Set(tree.files.keys).subtracting([GoldenTree.report, GoldenTree.manifest])
    #expect(listed == others)
    let result = try Tool("sha256sum", from: .debian("coreutils")).run(
      ["--check", "--strict", "--quiet", "-"], input: Data(sums.utf8), in: tree.folder)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
  }

  @Test(arguments: try GoldenTree.all) func jsonIsJSON(_ tree: GoldenTree) throws {
    for (path, file) in tree.files where path.hasSuffix(".json") {
      #expect(throws: Never.self, "\(path)") { try JSONReader.value(of: Array(file.contents)) }
    }
  }
}
