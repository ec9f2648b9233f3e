import ArgumentParser
import FleetCompiler
import FleetDiagnostics
import Glibc

/// Whether to colour what people read.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// Options that every command has.
struct CommonOptions: ParsableArguments {
  @Option(help: "Colour: auto, always or never (FLEETC_COLOR; NO_COLOR counts too).")
  var color: ColourChoice?

  @Flag(name: [.short, .long], help: "Say nothing but what is wrong.")
  var quiet = false

  mutating func validate() throws {
    color = try color ?? EnvironmentTwin.choice("FLEETC_COLOR")
  }

  /// Whether standard error is to be coloured.
  var isColoured: Bool {
    switch color ?? .auto {
    case .always: return true
    case .never: return false
    case .auto:
      return Console.variable("NO_COLOR") == nil && Console.variable("TERM") != "dumb"
        && Console.isTerminal(STDERR_FILENO)
    }
  }
}

/// What to compile, and with which templates.
struct InputOptions: ParsableArguments {
  @Argument(help: "The spec; `-` is standard input.")
  var file = "cluster.yaml"

  @Option(help: "A folder whose files replace built-in templates (FLEETC_TEMPLATES).")
  var templates: String?

  @Flag(help: "Let warnings count as errors.")
  var strict = false

  func source() throws(WorldFailure) -> SourceFile {
    do {
      let bytes = try DiskReader(awaitsPipes: true).contents(of: file, range: nil)
      return SourceFile(path: file == "-" ? "<stdin>" : file, bytes: bytes)
    } catch {
      throw WorldFailure(error)
    }
  }

  /// The compiler with the user's templates.
  func compiler() throws(WorldFailure) -> Compiler {
    var compiler = Compiler()
    compiler.today = Clock.today
    if let folder = templates ?? Console.variable("FLEETC_TEMPLATES") {
      compiler.overrides = try TemplateFolder(path: folder).files()
    }
    return compiler
  }

  /// Whether the findings end a command with exit 1.
  func fails(_ diagnostics: [Diagnostic]) -> Bool {
    diagnostics.hasErrors || strict && !diagnostics.isEmpty
  }
}
