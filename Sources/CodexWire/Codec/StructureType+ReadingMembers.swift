// Reads structs with flattened properties, with additional members, or with more than 64 properties, on the fast path.

extension StructureType {
  /// Reads a struct that `readMembers` does not support: first finds the text of each member, then reads the properties in
  /// the order of the description.
  func readAll(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    let start = cursor
    let members = try cursor.members()
    if members.keys.contains(where: isConfusable) { throw FastPathUnavailable() }
    clearPadding(of: value)
    var initialized: [(type: any WireType, offset: Int)] = []
    do throws(FastPathUnavailable) {
      for property in properties {
        if var text = members.member(named: property.key.string) {
          try property.type.read(&text, into: value + property.offset)
        } else {
          let mayBeAbsent = property.presence != .required
          guard mayBeAbsent, property.type.initializeAbsent(value + property.offset) else {
            throw FastPathUnavailable()
          }
        }
        initialized.append((property.type, property.offset))
      }
      for part in flattened {
        var whole = start
        try part.type.read(&whole, into: value + part.offset)
        initialized.append((part.type, part.offset))
      }
      if let additional {
        let others = members.filter { !names.contains($0.key) }
        try additional.type.readMembers(others, into: value + additional.offset)
      }
    } catch {
      for part in initialized { part.type.destroy(value + part.offset) }
      throw error
    }
  }
}

extension [String: JSONCursor] {
  /// The text of the member with a name, compared by code points.
  func member(named name: String) -> JSONCursor? {
    guard let index = index(forKey: name), self[index].key.utf8.elementsEqual(name.utf8) else { return nil }
    return self[index].value
  }
}
