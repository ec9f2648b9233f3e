package import FleetDiagnostics
package import FleetSyntax
package import FleetValues

/// One model in one engine process, as it is written.
package struct DeploymentSpec: Record {
  package var about: String?
  package var model: Located<ModelName>
  package var node: Located<NodeName>?
  package var devices: [Located<Int>]?
  package var engine: Located<Text>
  package var version: Located<EngineVersion>?
  package var program: Located<Plain>?
  package var context: Located<Int>?
  package var parallel: Located<Int>?
  package var batch: Located<Int>?
  package var kv: Located<CacheTypes>?
  package var cpu: Located<HostPartSpec>?
  package var split: Located<[Located<Int>]>?
  package var budget: Located<SizeOrShare>?
  package var flashAttention: Located<Bool>?
  package var promptCache: Located<Bytes>?
  package var port: Located<Port>?
  package var listen: Located<IPAddress>?
  package var startTimeout: Located<TimeSpan>?
  package var flags: [(key: Located<String>, value: Located<FlagValue>)]
  package var environment: [(key: Located<String>, value: Located<Text>)]
  package var origin: Origin

  package init?(reading record: inout RecordReader) {
    about = record.optional(Self.about)?.value
    let model = record.required(Self.model)
    node = record.optional(Self.node)
    devices = record.optional(Self.devices)?.value
    let engine = record.required(Self.engine)
    version = record.optional(Self.version)
    program = record.optional(Self.program)
    context = record.optional(Self.context)
    parallel = record.optional(Self.parallel)
    batch = record.optional(Self.batch)
    kv = record.optional(Self.kv)
    cpu = record.optional(Self.cpu)
    split = record.optional(Self.split)
    budget = record.optional(Self.budget)
    flashAttention = record.optional(Self.flashAttention)
    promptCache = record.optional(Self.promptCache)
    port = record.optional(Self.port)
    listen = record.optional(Self.listen)
    startTimeout = record.optional(Self.startTimeout)
    flags = record.optional(Self.flags)?.value ?? []
    environment = record.optional(Self.environment)?.value ?? []
    origin = record.origin
    guard let model, let engine else { return nil }
    self.model = model
    self.engine = engine
  }
}
