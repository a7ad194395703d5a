#if os(macOS) || os(Linux)
/// What a terminal shows: a grid of characters with their styles.
///
/// The screen understands the control sequences that the example programs write: moving the cursor, erasing, colours, bold, dim and
/// inverse. Other sequences are ignored. Each character is one column wide.
struct TerminalScreen {
  struct Style: Hashable {
    /// The number of an ANSI colour, from 0 to 7. `nil` is the usual colour.
    var color: Int?
    var isBold = false
    var isDim = false
    var isInverse = false
  }

  struct Cell: Hashable {
    var character: Character = " "
    var style = Style()
  }

  let width: Int
  let height: Int
  private(set) var rows: [[Cell]]
  private var row = 0
  private var column = 0
  private var style = Style()
  /// The beginning of a control sequence or of a character whose rest has not come yet.
  private var pending: [UInt8] = []

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    rows = Array(repeating: Array(repeating: Cell(), count: width), count: height)
  }

  /// The text of the screen, without spaces at the ends of lines.
  var text: String {
    rows.map { row in
      String(String(row.map(\.character)).reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// Shows what a program has written.
  mutating func write(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var rest = pending[...]
    while let first = rest.first {
      if first == 0x1B {
        guard let length = Self.sequenceLength(rest) else { break }
        control(rest.prefix(length))
        rest = rest.dropFirst(length)
      } else if first < 0x80 {
        put(first)
        rest = rest.dropFirst()
      } else {
        let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard rest.count >= length else { break }
        put(Character(String(decoding: rest.prefix(length), as: UTF8.self)))
        rest = rest.dropFirst(length)
      }
    }
    pending = Array(rest)
  }

  private mutating func put(_ byte: UInt8) {
    switch byte {
    case 0x0A: lineFeed()
    case 0x0D: column = 0
    case 0x20...0x7E: put(Character(Unicode.Scalar(byte)))
    default: break
    }
  }

  private mutating func put(_ character: Character) {
    if column >= width {
      column = 0
      lineFeed()
    }
    rows[row][column] = Cell(character: character, style: style)
    column += 1
  }

  private mutating func lineFeed() {
    if row < height - 1 {
      row += 1
    } else {
      rows.removeFirst()
      rows.append(Array(repeating: Cell(), count: width))
    }
  }

  /// The length of the control sequence at the beginning. `nil` when its end has not come yet.
  private static func sequenceLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 2 else { return nil }
    guard bytes[bytes.startIndex + 1] == UInt8(ascii: "[") else { return 2 }
    guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    return end - bytes.startIndex + 1
  }

  private mutating func control(_ sequence: ArraySlice<UInt8>) {
    guard sequence.count >= 3, let final = sequence.last else { return }
    let text = String(decoding: sequence.dropFirst(2).dropLast(), as: UTF8.self)
    let numbers = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    switch UInt8(final) {
    case UInt8(ascii: "H"):
      row = min(max(numbers[0], 1), height) - 1
      column = min(max(numbers.count > 1 ? numbers[1] : 1, 1), width) - 1
    case UInt8(ascii: "J") where numbers[0] == 2:
      rows = Array(repeating: Array(repeating: Cell(), count: width), count: height)
    case UInt8(ascii: "K"):
      let erased =
        numbers[0] == 2 ? 0..<width : numbers[0] == 1 ? 0..<min(column + 1, width) : min(column, width)..<width
      for index in erased { rows[row][index] = Cell() }
    case UInt8(ascii: "m"):
      for number in numbers { select(number) }
    default: break
    }
  }

  /// Changes the style of the characters that follow, as the sequence "Select Graphic Rendition" says.
  private mutating func select(_ number: Int) {
    switch number {
    case 0: style = Style()
    case 1: style.isBold = true
    case 2: style.isDim = true
    case 7: style.isInverse = true
    case 30...37: style.color = number - 30
    default: break
    }
  }
}
#endif
