import FleetEmit
import FleetFormats
import Testing

@Suite struct TemplateTests {
  /// What an operator reads first in a template is what it may use.
  @Test func commentsListTheHoles() {
    for use in Emitters.all.flatMap(\.templates) {
      #expect(TemplateLibrary.builtIn.outline(of: use.path) == use.shape.outline, "\(use.path)")
    }
  }
}
