import CJansson

/// Reads JSON with jansson. The only file that calls it.
package enum JSONReader {
  package struct Malformed: Error, Hashable, Sendable {
    package var message: String
    package var line: Int
    package var column: Int
  }

  /// The value of a whole document. A duplicate key is an error: two readers
  /// would keep two different values.
  package static func value(of bytes: [UInt8]) throws(Malformed) -> JSONValue {
    var error = json_error_t()
    let flags = size_t(JSON_REJECT_DUPLICATES) | size_t(JSON_DECODE_ANY)
    let root = unsafe bytes.withUnsafeBytes { buffer in
      unsafe json_loadb(buffer.baseAddress, buffer.count, flags, &error)
    }
    guard let root = unsafe root else {
      let text = unsafe withUnsafeBytes(of: error.text) { buffer in
        unsafe String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      throw Malformed(message: text, line: Int(error.line), column: Int(error.column))
    }
    defer { unsafe json_decref(root) }
    return unsafe value(of: root)
  }

  /// jansson refuses documents nested deeper than 2,048, which bounds this.
  private static func value(of json: UnsafeMutablePointer<json_t>) -> JSONValue {
    switch unsafe json.pointee.type {
    case JSON_TRUE: return .bool(true)
    case JSON_FALSE: return .bool(false)
    case JSON_INTEGER: return unsafe .integer(Int(json_integer_value(json)))
    case JSON_REAL: return unsafe .decimal("\(json_real_value(json))")
    case JSON_STRING:
      let length = unsafe json_string_length(json)
      let text = unsafe UnsafeRawBufferPointer(start: json_string_value(json), count: length)
      return unsafe .string(String(decoding: text, as: UTF8.self))
    case JSON_ARRAY:
      let items = unsafe (0..<json_array_size(json)).compactMap { index in
        unsafe json_array_get(json, index).map { unsafe value(of: $0) }
      }
      return .array(items)
    case JSON_OBJECT: return unsafe .object(members(of: json))
    default: return .null
    }
  }

  private static func members(of json: UnsafeMutablePointer<json_t>) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    var iterator = unsafe json_object_iter(json)
    while let current = unsafe iterator {
      let key = unsafe String(cString: json_object_iter_key(current))
      members[key] = unsafe json_object_iter_value(current).map { unsafe value(of: $0) }
      unsafe iterator = json_object_iter_next(json, current)
    }
    return members
  }
}
