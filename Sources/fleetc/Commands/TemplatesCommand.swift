import ArgumentParser
import FleetDiagnostics
import FleetFormats
import FleetValues

struct TemplatesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "templates", abstract: "Shows the built-in templates.",
    discussion: "Example: fleetc templates show nginx/fleetc.conf",
    subcommands: [Show.self])

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Prints a built-in template, or their names.")

    @OptionGroup var common: CommonOptions

    @Argument(help: "The template's path, as `fleetc list templates` prints it.")
    var name: String?

    func run() throws {
      let library = TemplateLibrary.builtIn
      guard let name else {
        Console.out(library.paths.map { $0 + "\n" }.joined())
        return
      }
      guard let file = library.source(of: name) else {
        let nearest = nearestName(to: name, in: library.paths)
        throw WorldFailure(
          "there is no template '\(name)': "
            + (nearest.map { "did you mean \($0)?" } ?? "see fleetc list templates"))
      }
      Console.out(String(decoding: file.bytes, as: UTF8.self))
    }
  }
}
