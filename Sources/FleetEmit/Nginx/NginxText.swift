import FleetFormats
import FleetValues

/// Values in nginx's own spelling.
enum NginxText {
  /// In the largest unit that says it exactly: `32m`. nginx has `k`, `m` and
  /// `g`, and reads a bare number as bytes.
  static func size(_ size: Bytes) -> Plain {
    let units = [(1 << 30, "g"), (1 << 20, "m"), (1 << 10, "k")]
    let unit = units.first { size.count > 0 && size.count % Int64($0.0) == 0 }
    return unit.map { Plain(known: "\(size.count / Int64($0.0))\($0.1)") } ?? Plain(size.count)
  }

  /// The same words as the spec's: nginx knows `ms`, `s`, `m`, `h` and `d`.
  static func time(_ span: TimeSpan) -> Plain { Plain(known: span.description) }
}
