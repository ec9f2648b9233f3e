import FleetCatalog

/// The catalog for one compile: each entry is decoded once, however many nodes
/// and deployments ask for it.
final class CatalogLookup {
  private let catalog: Catalog
  private var accelerators: [String: AcceleratorEntry?] = [:]
  private var models: [String: ModelEntry?] = [:]
  private var engines: [String: EngineEntry?] = [:]

  init(_ catalog: Catalog) { self.catalog = catalog }

  func accelerator(_ id: String) -> AcceleratorEntry? {
    if let known = accelerators[id] { return known }
    let entry = catalog.accelerator(id)
    accelerators[id] = .some(entry)
    return entry
  }

  func model(_ id: String) -> ModelEntry? {
    if let known = models[id] { return known }
    let entry = catalog.model(id)
    models[id] = .some(entry)
    return entry
  }

  func engine(_ id: String) -> EngineEntry? {
    if let known = engines[id] { return known }
    let entry = catalog.engine(id)
    engines[id] = .some(entry)
    return entry
  }

  var acceleratorIDs: [String] { catalog.acceleratorIDs }
  var modelIDs: [String] { catalog.modelIDs }
  var engineIDs: [String] { catalog.engineIDs }
}
