import Foundation
import PackagePlugin

/// Writes the Swift that lists a folder: checks, emitters, catalog entries,
/// templates.
@main
struct Codegen: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let tool = try context.tool(named: "fleetc-codegen").url
    let sources = target.directoryURL
    return try ["Checks", "Emitters", "Entries", "templates"].compactMap { name -> Command? in
      let folder = sources.appending(path: name).resolvingSymlinksInPath()
      guard FileManager.default.fileExists(atPath: folder.path) else { return nil }
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        .map { folder.appending(path: $0) }.filter { !$0.hasDirectoryPath }
      let output = context.pluginWorkDirectoryURL.appending(path: "\(name)+Generated.swift")
      return .buildCommand(
        displayName: "Listing \(name)", executable: tool,
        arguments: [name, folder.path, output.path], inputFiles: files, outputFiles: [output])
    }
  }
}
