import FleetCluster
package import FleetDiagnostics
package import FleetSpec
package import FleetValues

/// Warnings that the spec accepts on purpose: `allow`.
package struct Waivers: Sendable {
  private let waivers: [Located<WaiverSpec>]
  private let today: CalendarDate?
  private let known: [DiagnosticDescriptor]

  package static let descriptors = [notAllowable, unusedWaiver, expiredWaiver]

  /// - Parameter today: decides which waivers have expired; none where it is nil.
  package init(
    _ waivers: [Located<WaiverSpec>], today: CalendarDate?, known: [DiagnosticDescriptor]
  ) {
    self.waivers = waivers
    self.today = today
    self.known = known
  }

  /// Removes what is allowed, and reports waivers that allow nothing.
  package func apply(to diagnostics: inout [Diagnostic]) {
    var findings: [Diagnostic] = []
    for waiver in waivers {
      let code = waiver.value.code.value.string
      if let until = waiver.value.until, let today, until.value < today {
        findings.append(expired(waiver.value, until))
        continue
      }
      guard let descriptor = known.first(where: { $0.code == code || $0.name == code }) else {
        if !FutureFindings.warnings.contains(code) { findings.append(unknown(waiver.value.code)) }
        continue
      }
      if descriptor.severity == .error {
        findings.append(notAllowable(waiver.value.code, descriptor.name))
        continue
      }
      let before = diagnostics.count
      diagnostics.removeAll { $0.descriptor.code == descriptor.code && covers(waiver.value, $0) }
      if diagnostics.count == before { findings.append(unused(waiver.value, descriptor)) }
    }
    diagnostics += findings
  }

  private func covers(_ waiver: WaiverSpec, _ diagnostic: Diagnostic) -> Bool {
    let places = Set(waiver.at.map { Self.canonical($0.value.string) })
    return places.isEmpty || places == Set(diagnostic.subjects.map(Self.canonical))
  }

  /// A bare name may be a node, and then means `node:NAME`.
  private static func canonical(_ place: String) -> String {
    ElementID(place)?.description ?? place
  }

  private func unknown(_ code: Located<Text>) -> Diagnostic {
    if FutureFindings.errors.contains(code.value.string) {
      return notAllowable(code, code.value.string)
    }
    let names = known.filter { $0.severity == .warning }.map(\.name) + FutureFindings.warnings
    return .unknownName(
      "finding", code.value.string, at: code.span, known: names,
      help: ["see what there is with `fleetc list checks`"])
  }

  private func notAllowable(_ code: Located<Text>, _ name: String) -> Diagnostic {
    Diagnostic(
      Self.notAllowable, "`\(name)` is an error and cannot be allowed", at: code.span,
      help: ["mend what it finds; only warnings can be accepted"])
  }

  private func unused(_ waiver: WaiverSpec, _ descriptor: DiagnosticDescriptor) -> Diagnostic {
    let places = waiver.at.map(\.value.string).joined(separator: ", ")
    return Diagnostic(
      Self.unusedWaiver,
      "nothing reports `\(descriptor.name)`\(places.isEmpty ? "" : " at \(places)")",
      at: waiver.code.span, help: ["remove the waiver"])
  }

  private func expired(_ waiver: WaiverSpec, _ until: Located<CalendarDate>) -> Diagnostic {
    Diagnostic(
      Self.expiredWaiver, "the waiver of `\(waiver.code.value)` ended on \(until.value)",
      at: until.span,
      notes: [.init("its reason was: \(waiver.reason.value)", at: waiver.reason.span)],
      help: ["look at it again, then set a new date or remove the waiver"])
  }
}
