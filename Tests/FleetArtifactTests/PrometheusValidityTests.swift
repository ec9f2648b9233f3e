import FleetJSON
import FleetTestSupport
import Foundation
import Testing

/// What Prometheus makes of its files.
@Suite struct PrometheusValidityTests {
  private static let folder = "etc/prometheus/"

  @Test(arguments: try GoldenNode.having(folder)) func promtoolTakesEveryFile(
    _ node: GoldenNode
  ) throws {
    let root = try TemporaryFolder()
    try node.write(below: Self.folder, to: root)
    let configuration = root.file("etc/prometheus/prometheus.yml")
    let promtool = try Tool("promtool", from: .debian("prometheus"))
    let checked = try promtool.run(["check", "config", configuration.path])
    #expect(checked.status == 0 && checked.errors == "", "\(checked.output)\(checked.errors)")
    #expect(!checked.output.contains("WARN"))

    let targets = node.paths(below: "\(Self.folder)targets/")
    #expect(!targets.isEmpty)
    for path in targets {
      let job = path.split(separator: "/").last.map { String($0.dropLast(".json".count)) } ?? ""
      // It waits for all of the time, and reads a file at once.
      let found = try promtool.run(
        ["check", "service-discovery", "--timeout=1s", configuration.path, job])
      #expect(found.status == 0, "\(path): \(found.errors)")
      let groups = try JSONReader.value(of: Array(node.files[path]?.contents ?? Data())).array
      let discovered = try JSONReader.value(of: Array(found.outputData)).array
      #expect(discovered?.count == groups?.count, "\(path)")
    }
  }

  /// Its command line stands in a drop-in, whose last `ExecStart` counts.
  @Test(arguments: try GoldenNode.having(folder)) func itStarts(_ node: GoldenNode) throws {
    let root = try TemporaryFolder()
    try node.write(below: Self.folder, to: root)
    try root.write("", to: "data/lock")
    let unit = node.texts(below: "etc/systemd/system/prometheus.service.d/").values.joined()
    let lines = unit.replacing("\\\n", with: " ").split(separator: "\n")
    let command = try #require(lines.last { $0.hasPrefix("ExecStart=/") })
      .dropFirst("ExecStart=".count)
      .replacing("/etc/prometheus/", with: "\(root.path)/etc/prometheus/")
      .replacing("/var/lib/prometheus/metrics2/", with: "\(root.path)/data")
    let script = """
      \(command) >"$0/log" 2>&1 &
      while kill -0 $! && ! grep -q 'Server is ready' "$0/log"; do sleep 0.05; done
      kill $! && wait
      cat "$0/log"
      """
    let result = try OwnNetwork.run("{ \(script); }", root.path)
    #expect(result.output.contains("Server is ready"), "\(result.output)\(result.errors)")
  }
}
