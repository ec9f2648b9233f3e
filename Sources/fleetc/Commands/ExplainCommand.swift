import ArgumentParser
import FleetCompiler
import FleetDiagnostics
import FleetValues

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Prints the manual of a diagnostic.",
    discussion: "Example: fleetc explain F0402")

  @OptionGroup var common: CommonOptions

  @Argument(help: "A code or a name: F0402, port-collision.")
  var code: String

  func run() throws { try Self.print(code) }

  static func print(_ code: String) throws {
    let all = Compiler.descriptors
    guard
      let descriptor = all.first(where: {
        $0.code.lowercased() == code.lowercased() || $0.name == code.lowercased()
      })
    else {
      let nearest = nearestName(to: code, in: all.flatMap { [$0.code, $0.name] })
      throw WorldFailure(
        "no diagnostic is called '\(code)': "
          + (nearest.map { "did you mean \($0)?" } ?? "see fleetc list checks"))
    }
    let severity = descriptor.severity.rawValue
    let manual = descriptor.explanation.split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in line.hasPrefix("```") ? heading(of: line) : String(line) }
      .joined(separator: "\n")
    Console.out(
      "\(descriptor.code) \(descriptor.name) (\(severity))\n\n\(manual)\n")
  }

  /// What the fence of an example says: what becomes of it.
  private static func heading(of fence: Substring) -> String {
    if fence.contains(" fails") { return "  --- reports it" }
    if fence.contains(" passes") { return "  --- is fine" }
    return "  ---"
  }
}
