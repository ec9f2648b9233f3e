import ArgumentParser

/// The command line's root: it names the program and holds the commands.
@main
struct Fleetc: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "fleetc",
    abstract: "Compiles one cluster.yaml into the files of every node.",
    version: version)
}
