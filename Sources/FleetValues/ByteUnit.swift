/// A unit of size. `KB MB GB TB` are powers of 1000 and `KiB MiB GiB TiB` of
/// 1024, always: a reader must never have to guess which one was meant.
package enum ByteUnit: String, CaseIterable, Sendable {
  case kilo = "KB"
  case kibi = "KiB"
  case mega = "MB"
  case mebi = "MiB"
  case giga = "GB"
  case gibi = "GiB"
  case tera = "TB"
  case tebi = "TiB"

  package enum Base: Sendable { case decimal, binary }

  package var base: Base {
    switch self {
    case .kilo, .mega, .giga, .tera: .decimal
    case .kibi, .mebi, .gibi, .tebi: .binary
    }
  }

  /// Bytes in one unit.
  package var size: Int64 {
    switch self {
    case .kilo: 1000
    case .mega: 1_000_000
    case .giga: 1_000_000_000
    case .tera: 1_000_000_000_000
    case .kibi: 1 << 10
    case .mebi: 1 << 20
    case .gibi: 1 << 30
    case .tebi: 1 << 40
    }
  }
}
