/// A name of one kind of thing. The kind is part of the type, so a node's name
/// cannot be handed to what asks for a deployment's.
package struct Name<Kind: NameKind>: Hashable, Sendable {
  package let text: String
  /// Takes a text that was already judged by `NameRule`.
  package init(_ text: String) { self.text = text }
}

/// What a name names; only its type matters.
package protocol NameKind: Sendable {
  /// As messages say it: `node`, `deployment`.
  static var noun: String { get }
}

extension Name: Comparable {
  package static func < (left: Name, right: Name) -> Bool { left.text < right.text }
}

extension Name: CustomStringConvertible {
  package var description: String { text }
}

package enum NodeKind: NameKind { package static let noun = "node" }
package enum ModelKind: NameKind { package static let noun = "model" }
package enum DeploymentKind: NameKind { package static let noun = "deployment" }
package enum RouteKind: NameKind { package static let noun = "route" }
package enum LinkKind: NameKind { package static let noun = "link" }
package enum ServiceKind: NameKind { package static let noun = "service" }
package enum GroupKind: NameKind { package static let noun = "group" }
package enum ScenarioKind: NameKind { package static let noun = "scenario" }

package typealias NodeName = Name<NodeKind>
package typealias ModelName = Name<ModelKind>
package typealias DeploymentName = Name<DeploymentKind>
package typealias RouteName = Name<RouteKind>
package typealias LinkName = Name<LinkKind>
package typealias ServiceName = Name<ServiceKind>
package typealias GroupName = Name<GroupKind>
package typealias ScenarioName = Name<ScenarioKind>
