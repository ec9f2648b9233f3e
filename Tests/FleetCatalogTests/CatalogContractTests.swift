import FleetCatalog
import FleetDiagnostics
import FleetJSON
import FleetMemory
import FleetTestSupport
import FleetValues
import Foundation
import Testing

/// What every entry of the catalog owes its reader, asserted for all at once.
@Suite struct CatalogContractTests {
  @Test(arguments: try EntryFile.all) func entryDecodes(_ file: EntryFile) throws {
    var diagnostics: [Diagnostic] = []
    let entry = file.decode(into: &diagnostics)
    #expect(diagnostics.map(\.message) == [])
    let id = try #require(entry).id
    #expect(file.name == "\(id).yaml" && id == id.lowercased())
    #expect(file.lookUp(id)?.id == id, "it is in the checkout and not in the program")
  }

  @Test func nothingElseIsInTheProgram() throws {
    let files = Dictionary(grouping: try EntryFile.all, by: \.folder)
      .mapValues { $0.map { String($0.name.dropLast(".yaml".count)) }.sorted() }
    #expect(Catalog.builtIn.acceleratorIDs == files["accelerators"])
    #expect(Catalog.builtIn.engineIDs == files["engines"])
    #expect(Catalog.builtIn.modelIDs == files["models"])
    #expect(Catalog.builtIn.programIDs == files["programs"])
  }

  @Test(arguments: try EntryFile.all) func entrySaysWhoLookedWhereAndWhen(
    _ file: EntryFile
  ) throws {
    var diagnostics: [Diagnostic] = []
    let entry = try #require(file.decode(into: &diagnostics))
    let source = entry.source
    // A note may follow.
    let isAddress = source.prefixMatch(of: /https:\/\/[^\s\/]+\/\S+/) != nil
    let isFile = source.prefixMatch(of: /[\w.-]+\/[\w.-]+@[0-9a-f]{7,40}:\s?\S+/) != nil
    #expect(isAddress || isFile, "'\(source)' is neither a URL nor owner/repo@commit:path")
    // A date that is none does not decode; one to come is none of a look.
    #expect(try entry.checked > #require(CalendarDate("2024-01-01")))
  }

  @Test(arguments: EntryFile.folders) func namesAreUnique(
    _ folder: String
  ) throws {
    var owners: [String: String] = [:]
    for file in try EntryFile.all where file.folder == folder {
      var diagnostics: [Diagnostic] = []
      let entry = try #require(file.decode(into: &diagnostics))
      for name in [entry.id] + entry.aliases.map({ $0.lowercased() }) {
        let owner = owners.updateValue(entry.id, forKey: name)
        #expect(owner == nil, "'\(name)' is \(owner ?? "")'s and \(entry.id)'s")
        #expect(file.lookUp(name)?.id == entry.id)
      }
    }
  }

  /// What publishers say is kept with the tests of the memory rules.
  private static let published: [String: JSONValue] = {
    let file = PackageRoot.file("Tests/FleetMemoryTests/Vectors/architectures.json")
    let vectors = (try? JSONReader.value(of: Array(Data(contentsOf: file))))?.array ?? []
    return Dictionary(vectors.map { ($0["id"]?.string?.lowercased() ?? "", $0) }) { $1 }
  }()

  @Test(arguments: Catalog.builtIn.modelIDs.filter { published[$0] != nil })
  func modelHasThePublishedParameters(_ id: String) throws {
    let vector = try #require(Self.published[id])
    let model = try #require(Catalog.builtIn.model(id)).architecture
    let count = try #require(model.parameterCount)
    #expect(vector["params_total"]?.integer.map(Int64.init) == count)
    #expect(try Architecture(configuration: vector) == model)
  }

  @Test func mostModelsAreComparedWithWhatIsPublished() {
    let ids = Catalog.builtIn.modelIDs
    #expect(ids.count { Self.published[$0] != nil } * 2 > ids.count)
  }

  @Test(arguments: Catalog.builtIn.modelIDs) func modelHasItsParameters(_ id: String) throws {
    let model = try #require(Catalog.builtIn.model(id))
    let count = try #require(model.parameters)
    #expect(model.architecture.parameterCount == Int64(count))
    #expect(model.architecture.trainedContext == Int64(model.context))
    #expect((model.active != nil) == (model.architecture.experts != nil))
    if let active = model.active { #expect(active < count) }
  }

  @Test(arguments: Catalog.builtIn.acceleratorIDs) func acceleratorHasMemory(_ id: String) throws {
    let card = try #require(Catalog.builtIn.accelerator(id))
    #expect((card.memory != nil) == (card.kind == .discrete))
    #expect(card.backends.isEmpty == (card.kind == .npu))
    #expect(Set(card.backends).count == card.backends.count)
    if let memory = card.memory, let usable = card.cudaMemory { #expect(usable <= memory) }
  }
}
