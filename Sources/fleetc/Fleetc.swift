import ArgumentParser

/// The command line's root: it names the program, holds the commands, and maps
/// every end to one of the exit codes that scripts may rely on.
@main
struct Fleetc: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "fleetc",
    abstract: "Compiles one cluster.yaml into the files of every node.",
    discussion: """
      Example: fleetc check cluster.yaml && fleetc build -o out

      Exit codes: 0 fine, 1 findings or stale output, 2 usage or input and output, \
      70 a bug in fleetc, 130 interrupted.
      """,
    version: version,
    subcommands: [
      CheckCommand.self, BuildCommand.self, ShowCommand.self, ExplainCommand.self,
      ListCommand.self, TemplatesCommand.self,
    ])

  @Option(help: "Print the manual of a diagnostic, such as F0402 or port-collision.")
  var explain: String?

  func run() throws {
    guard let explain else { throw CleanExit.helpRequest(self) }
    try ExplainCommand.print(explain)
  }

  static func main() {
    CrashReport.install()
    FileSizeLimit.becomesAnError()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as WorldFailure {
      Console.error("fleetc: \(failure)\n")
      Console.exit(2)
    } catch let failure as OutputFailure {
      Console.error("fleetc: \(failure)\n")
      Console.exit(2)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code == .success {
        Console.out(message.isEmpty ? "" : message + "\n")
      } else if !message.isEmpty {
        Console.error(message + "\n")
      }
      Console.exit(code == .validationFailure ? 2 : code.rawValue)
    }
    Console.exit(0)
  }
}
