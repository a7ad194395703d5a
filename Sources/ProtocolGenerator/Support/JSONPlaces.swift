/// Finds the lines, the columns and the bytes of places in a JSON text, in one pass over the text.
///
/// The text is only scanned: its strings and numbers are not checked. For a text that is not JSON, some places are not found.
struct JSONPlaces {
  private let bytes: [UInt8]
  private var index = 0
  private var found: [String: Int] = [:]
  private var ends: [String: Int] = [:]

  /// The pointers that are searched, as a tree of their parts.
  private final class Wanted {
    var pointer: String?
    var parts: [String: Wanted] = [:]
  }

  /// The position of each pointer that the text has: that of the name of a member, or of an element of an array.
  static func positions(of pointers: Set<String>, in bytes: [UInt8]) -> [String: Diagnostic.Position] {
    scanned(for: pointers, in: bytes).positions
  }

  /// The bytes of each pointer that the text has: those of a member with its name, or of an element of an array. White space around
  /// them does not belong to them.
  static func ranges(of pointers: Set<String>, in bytes: [UInt8]) -> [String: Range<Int>] {
    let places = scanned(for: pointers, in: bytes)
    return places.found.reduce(into: [:]) { ranges, place in
      var end = places.ends[place.key] ?? place.value
      while end > place.value, bytes[end - 1] <= UInt8(ascii: " ") { end -= 1 }
      ranges[place.key] = place.value..<end
    }
  }

  private static func scanned(for pointers: Set<String>, in bytes: [UInt8]) -> JSONPlaces {
    let root = Wanted()
    for pointer in pointers {
      var node = root
      for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
        let name = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
        let next = node.parts[name] ?? Wanted()
        node.parts[name] = next
        node = next
      }
      node.pointer = pointer
    }
    var places = JSONPlaces(bytes: bytes)
    places.skipSpace()
    places.value(root, at: places.index)
    return places
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var positions: [String: Diagnostic.Position] {
    var positions: [String: Diagnostic.Position] = [:]
    var line = 1
    var start = 0
    var next = 0
    for (pointer, offset) in found.sorted(by: { $0.value < $1.value }) {
      while next < offset {
        if bytes[next] == UInt8(ascii: "\n") {
          line += 1
          start = next + 1
        }
        next += 1
      }
      positions[pointer] = Diagnostic.Position(line: line, column: offset - start + 1)
    }
    return positions
  }

  // MARK: Scanning

  /// Scans a value of which some parts are searched. The recursion is as deep as the pointers are long.
  private mutating func value(_ wanted: Wanted, at place: Int) {
    if let pointer = wanted.pointer, found[pointer] == nil { found[pointer] = place }
    defer { if let pointer = wanted.pointer, ends[pointer] == nil { ends[pointer] = index } }
    skipSpace()
    guard !wanted.parts.isEmpty, index < bytes.count else { return skipValue() }
    switch bytes[index] {
    case UInt8(ascii: "{"):
      index += 1
      skipSpace()
      while index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
        let start = index
        skipString()
        let name = (try? JSONValue(parsing: Array(bytes[start..<index])))?.stringValue
        skipSpace()
        if index < bytes.count, bytes[index] == UInt8(ascii: ":") { index += 1 }
        part(name.flatMap { wanted.parts[$0] }, at: start)
      }
      index += 1
    case UInt8(ascii: "["):
      index += 1
      skipSpace()
      var number = 0
      while index < bytes.count, bytes[index] != UInt8(ascii: "]") {
        let start = index
        part(wanted.parts[String(number)], at: index)
        number += 1
        if index == start { return }
      }
      index += 1
    default: skipValue()
    }
  }

  /// Scans a member or an element, and the comma behind it.
  private mutating func part(_ wanted: Wanted?, at place: Int) {
    if let wanted { value(wanted, at: place) } else { skipValue() }
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: ",") { index += 1 }
    skipSpace()
  }

  private mutating func skipSpace() {
    while index < bytes.count, bytes[index] <= UInt8(ascii: " ") { index += 1 }
  }

  private mutating func skipString() {
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index + 1, bytes.count)
  }

  private mutating func skipValue() {
    skipSpace()
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
        index += 1
      case UInt8(ascii: ","):
        if depth == 0 { return }
        index += 1
      default: index += 1
      }
      if depth == 0, index < bytes.count, ends(bytes[index]) { return }
    }
  }

  /// Whether a value outside of objects and arrays ends before this byte.
  private func ends(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }
}
