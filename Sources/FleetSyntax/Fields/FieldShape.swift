/// What a field's value looks like, as data: for the JSON Schema, the reference
/// page, and an editor's completions. It says less than the reader checks.
package indirect enum FieldShape: Sendable {
  case text
  case boolean
  case integer(ClosedRange<Int>)
  /// Text of a written form, such as a size: its name and an example.
  case quantity(String, example: String)
  case keywords([String])
  /// The name of a thing of this kind.
  case reference(String)
  case list(FieldShape)
  case map(key: String, FieldShape)
  case record(RecordShape)
  case either([FieldShape])
}
