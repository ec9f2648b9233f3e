import ArgumentParser
import FleetCompiler
import FleetDiagnostics

/// How findings are printed.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case human, short, json

  func text(of diagnostics: [Diagnostic], in sources: SourceMap, colour: Bool) -> String {
    switch self {
    case .human: TextRenderer(colour: colour).render(diagnostics, in: sources)
    case .short: ShortRenderer().render(diagnostics, in: sources)
    case .json: JSONRenderer().render(diagnostics, in: sources)
    }
  }
}

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Analyses a spec and reports; writes nothing.",
    discussion: "Example: fleetc check cluster.yaml --format short")

  @OptionGroup var input: InputOptions
  @OptionGroup var common: CommonOptions

  @Option(help: "human, short or json (FLEETC_FORMAT).")
  var format: ReportFormat?

  mutating func validate() throws {
    format = try format ?? EnvironmentTwin.choice("FLEETC_FORMAT")
  }

  func run() throws {
    // Compiling shows what is wrong with templates as well, and writes nothing.
    let analysis = try input.compiler().compile(try input.source()).analysis
    let findings = analysis.diagnostics
    let format = format ?? .human
    let text = format.text(of: findings, in: analysis.sources, colour: common.isColoured)
    if format == .human {
      Console.error(text)
      if !common.quiet { Console.error((text.isEmpty ? "" : "\n") + Self.summary(findings)) }
    } else {
      Console.out(text)
    }
    if input.fails(findings) { throw ExitCode(1) }
  }

  /// `2 errors, 1 warning`.
  static func summary(_ findings: [Diagnostic]) -> String {
    let errors = findings.count(where: \.isError)
    let warnings = findings.count - errors
    func count(_ number: Int, _ noun: String) -> String {
      "\(number == 0 ? "no" : "\(number)") \(noun)\(number == 1 ? "" : "s")"
    }
    return "fleetc: \(count(errors, "error")), \(count(warnings, "warning"))\n"
  }
}
