/// One line a diagnostic, for editors and `grep`:
/// `cluster.yaml:7:11: error[F0402] port-collision: port 8080 … is taken`.
package struct ShortRenderer: Sendable {
  package init() {}

  package func render(_ diagnostics: [Diagnostic], in sources: SourceMap) -> String {
    var places = PlaceFinder(sources)
    return diagnostics.inReportOrder().map { diagnostic in
      let descriptor = diagnostic.descriptor
      return "\(places.describe(diagnostic.span)): \(descriptor.severity.rawValue)"
        + "[\(descriptor.code)] \(descriptor.name): \(diagnostic.message.visible)\n"
    }.joined()
  }
}
