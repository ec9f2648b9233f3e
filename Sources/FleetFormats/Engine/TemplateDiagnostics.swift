package import FleetDiagnostics

/// What can be wrong with a template, or with what fills it.
package enum TemplateDiagnostics {
  package static let descriptors = [
    TemplateNames.unknownHole, TemplateNames.ambiguousHole, TemplateNames.mismatch,
    TemplateNames.badPartial, TemplateParser.malformed, TemplateRenderer.unfit,
    SlotRule.unsafeHole, TemplateLibrary.unknownOverride,
  ]
}
