import FleetEmit
import FleetFormats
import Testing

/// Each built-in template begins with a comment that lists its holes: the manual
/// of whoever replaces it, so it must be what the emitter really declares.
@Suite struct TemplateOutlineTests {
  @Test func everyTemplateListsItsHoles() {
    let uses = Emitters.all.flatMap(\.templates)
    #expect(!uses.isEmpty)
    for use in uses {
      #expect(
        TemplateLibrary.builtIn.outline(of: use.path) == use.shape.outline,
        "the first comment of \(use.path)")
    }
  }
}
