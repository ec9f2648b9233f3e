import CYAML
import FleetDiagnostics

/// The events of a YAML stream, in order. The only file that calls libyaml.
///
/// libyaml keeps a pointer to its own parser, so the parser lives on the heap,
/// where Swift never moves it. It counts characters, so every mark is turned
/// into a UTF-8 offset here, before anything else sees it.
@safe
struct EventStream: ~Copyable {
  enum Kind {
    case scalar(isPlain: Bool)
    case alias, sequence, mapping, end, documentStart, documentEnd, streamStart, streamEnd
  }

  /// One event. The bytes of its text are lent until the next one is read.
  @safe
  struct Event: ~Copyable {
    var kind: Kind
    var start: Int
    var end: Int
    var isBlock = false
    var hasTag = false
    var anchor: String?
    fileprivate(set) var text = unsafe UnsafeBufferPointer<UInt8>(start: nil, count: 0)

    func append(to pool: inout [UInt8]) { unsafe pool.append(contentsOf: text) }
  }

  struct Malformed: Error {
    var message: String
    var start: Int
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let event: UnsafeMutablePointer<yaml_event_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private var offsets: CharacterOffsets

  /// - Parameter bytes: valid UTF-8; a byte order mark is stepped over.
  init(_ bytes: [UInt8]) {
    unsafe input = .allocate(capacity: bytes.count)
    _ = unsafe input.initialize(from: bytes)
    unsafe parser = .allocate(capacity: 1)
    unsafe event = .allocate(capacity: 1)
    unsafe event.initialize(to: yaml_event_t())
    unsafe yaml_parser_initialize(parser)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    offsets = CharacterOffsets(bytes)
    let skipped = offsets.byteOrderMark
    unsafe yaml_parser_set_input_string(
      parser, input.baseAddress.map { unsafe $0 + skipped }, input.count - skipped)
  }

  deinit {
    unsafe yaml_event_delete(event)
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe event.deallocate()
    unsafe input.deallocate()
  }

  mutating func next() throws(Malformed) -> Event {
    unsafe yaml_event_delete(event)
    guard unsafe yaml_parser_parse(parser, event) == 1 else { throw problem() }
    let start = unsafe offsets.offset(of: Int(event.pointee.start_mark.index))
    let end = unsafe offsets.offset(of: Int(event.pointee.end_mark.index))
    var result = unsafe Event(kind: .documentEnd, start: start, end: end)
    describe(&result)
    return result
  }

  private func describe(_ result: inout Event) {
    switch unsafe event.pointee.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.pointee.data.scalar
      result.kind = unsafe .scalar(isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      unsafe result.isBlock =
        scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE
      unsafe result.text = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      unsafe note(anchor: scalar.anchor, tag: scalar.tag, in: &result)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = unsafe event.pointee.data.sequence_start
      result.kind = .sequence
      unsafe result.isBlock = sequence.style == YAML_BLOCK_SEQUENCE_STYLE
      unsafe note(anchor: sequence.anchor, tag: sequence.tag, in: &result)
    case YAML_MAPPING_START_EVENT:
      let mapping = unsafe event.pointee.data.mapping_start
      result.kind = .mapping
      unsafe result.isBlock = mapping.style == YAML_BLOCK_MAPPING_STYLE
      unsafe note(anchor: mapping.anchor, tag: mapping.tag, in: &result)
    case YAML_ALIAS_EVENT:
      result.kind = .alias
      unsafe note(anchor: event.pointee.data.alias.anchor, tag: nil, in: &result)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: result.kind = .end
    case YAML_DOCUMENT_START_EVENT: result.kind = .documentStart
    case YAML_STREAM_START_EVENT: result.kind = .streamStart
    case YAML_STREAM_END_EVENT: result.kind = .streamEnd
    default: result.kind = .documentEnd
    }
  }

  private func note(
    anchor: UnsafeMutablePointer<yaml_char_t>?, tag: UnsafeMutablePointer<yaml_char_t>?,
    in result: inout Event
  ) {
    unsafe result.anchor = anchor.map { unsafe String(cString: $0) }
    unsafe result.hasTag = tag != nil
  }

  private mutating func problem() -> Malformed {
    let parser = unsafe parser.pointee
    let message = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "cannot be read"
    // A reader's problem is counted in bytes, and has no mark.
    if unsafe parser.error == YAML_READER_ERROR {
      return unsafe Malformed(
        message: message, start: Int(parser.problem_offset) + offsets.byteOrderMark)
    }
    return unsafe Malformed(
      message: message, start: offsets.offset(of: Int(parser.problem_mark.index)))
  }
}
