import FleetValues

/// A name or path put together from plain parts.
func plain(_ text: String) -> Plain {
  guard let plain = Plain(text) else { broken("'\(text)' is not plain") }
  return plain
}
