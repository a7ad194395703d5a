/// Removes members and elements from a JSON text that a person wrote. The rest of the text keeps its layout.
enum JSONRemoval {
  /// The text without the values at some places.
  ///
  /// - Parameters:
  ///   - pointers: The JSON pointers of members of objects and of elements of arrays. A place that the text does not have is ignored.
  ///   - bytes: A valid JSON text.
  static func removing(_ pointers: Set<String>, from bytes: [UInt8]) -> [UInt8] {
    let ranges = JSONPlaces.ranges(of: pointers, in: bytes).filter { !$0.key.isEmpty }.map(\.value)
      .sorted { $0.lowerBound < $1.lowerBound }
    var editor = Editor(bytes)
    var end = 0
    // A place inside of a place that is removed is removed with it.
    for range in ranges where range.lowerBound >= end {
      editor.remove(range)
      end = range.upperBound
    }
    return editor.result
  }

  private struct Editor {
    private let bytes: [UInt8]
    private var isRemoved: [Bool]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      isRemoved = Array(repeating: false, count: bytes.count)
    }

    var result: [UInt8] { bytes.indices.filter { !isRemoved[$0] }.map { bytes[$0] } }

    /// Removes a value, and the comma that separates the value from the next one or, at the end of a list, from the one before.
    mutating func remove(_ range: Range<Int>) {
      var next = range.upperBound
      while next < bytes.count, isSpace(next) { next += 1 }
      if next < bytes.count, bytes[next] == UInt8(ascii: ",") {
        removeWithLine(range.lowerBound..<(next + 1))
      } else {
        mark(startOfLast(range.lowerBound)..<range.upperBound)
      }
    }

    /// Removes a value and its comma. If nothing else is in the lines of the value, the lines are removed.
    private mutating func removeWithLine(_ range: Range<Int>) {
      var start = range.lowerBound
      while start > 0, isRemoved[start - 1] || isBlank(start - 1) { start -= 1 }
      var end = range.upperBound
      while end < bytes.count, isBlank(end) { end += 1 }
      let startsLine = start == 0 || bytes[start - 1] == UInt8(ascii: "\n")
      let startsList = start > 0 && [UInt8(ascii: "["), UInt8(ascii: "{")].contains(bytes[start - 1])
      let endsLine = end == bytes.count || bytes[end] == UInt8(ascii: "\n")
      switch (startsLine || startsList, endsLine) {
      case (true, true) where startsLine: mark(start..<min(end + 1, bytes.count))
      case (true, _): mark(range.lowerBound..<end)
      case (false, _): mark(start..<range.upperBound)
      }
    }

    /// The place of the comma in front of the last value of a list, or the start of the value if the list has no other value.
    private func startOfLast(_ start: Int) -> Int {
      var place = start
      while place > 0, isRemoved[place - 1] || isSpace(place - 1) { place -= 1 }
      return place > 0 && bytes[place - 1] == UInt8(ascii: ",") ? place - 1 : start
    }

    private mutating func mark(_ range: Range<Int>) { for index in range { isRemoved[index] = true } }

    private func isSpace(_ index: Int) -> Bool { bytes[index] <= UInt8(ascii: " ") }

    private func isBlank(_ index: Int) -> Bool {
      bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "\t")
    }
  }
}
