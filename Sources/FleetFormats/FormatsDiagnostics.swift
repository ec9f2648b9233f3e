package import FleetDiagnostics

/// The codes that this layer reports, for the manual and its tests. Each is
/// declared beside the code that reports it.
package enum FormatsDiagnostics {
  package static let all: [DiagnosticDescriptor] = [
    TemplateNames.unknownHole, TemplateParser.malformed, TemplateNames.ambiguousHole,
    TemplateNames.mismatch, SlotRule.unsafeHole, TemplateNames.badPartial,
    TemplateLibrary.unknownOverride, TemplateRenderer.unfit,
  ]
}
