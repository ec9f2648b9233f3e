/// A thing that can be lost, in the one grammar that specs, waivers, reports
/// and files share: `node:box`, `gpu:box/0`, `engine:chat`, `link:lan`,
/// `service:redis`, `group:ups`. A bare name is a node.
package enum ElementID: Hashable, Sendable {
  case node(NodeName)
  case gpu(NodeName, device: Int)
  case engine(DeploymentName)
  case link(LinkName)
  case service(ServiceName)
  case group(GroupName)

  package static let prefixes = ["node", "gpu", "engine", "link", "service", "group"]

  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[parts.count - 1])
    guard parts.count == 1 || parts[0] != "gpu" else {
      guard let gpu = Self.gpu(in: name) else { return nil }
      self = gpu
      return
    }
    guard NameRule.name.accepts(name) else { return nil }
    switch parts.count == 1 ? "node" : parts[0] {
    case "node": self = .node(NodeName(name))
    case "engine": self = .engine(DeploymentName(name))
    case "link": self = .link(LinkName(name))
    case "service": self = .service(ServiceName(name))
    case "group": self = .group(GroupName(name))
    default: return nil
    }
  }

  private static func gpu(in text: String) -> ElementID? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, NameRule.name.accepts(parts[0]),
      parts[1] == "0" || parts[1].first != "0", let device = UInt16(parts[1])
    else { return nil }
    return .gpu(NodeName(String(parts[0])), device: Int(device))
  }
}

extension ElementID: CustomStringConvertible {
  package var description: String {
    switch self {
    case .node(let name): "node:\(name)"
    case .gpu(let name, let device): "gpu:\(name)/\(device)"
    case .engine(let name): "engine:\(name)"
    case .link(let name): "link:\(name)"
    case .service(let name): "service:\(name)"
    case .group(let name): "group:\(name)"
    }
  }
}
