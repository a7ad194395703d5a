#if os(macOS) || os(Linux)
/// What a terminal shows: interprets the control sequences that the program `chat` writes, and records all others as errors.
struct TerminalScreen {
  struct Cell: Equatable {
    var character: Character = " "
    /// The parameters of the last sequence that set a style, such as "32" for green. Empty for plain text.
    var style = ""
  }

  let width: Int
  let height: Int
  private(set) var cells: [[Cell]]
  /// Whether the program shows its own screen, and not that of the shell.
  private(set) var isAlternate = false
  private(set) var isCursorVisible = true
  /// Control sequences that this type does not know.
  private(set) var unknown: [String] = []
  private var row = 0
  private var column = 0
  private var style = ""
  /// The bytes of a sequence or of a character that is not complete.
  private var rest: [UInt8] = []

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    cells = Self.empty(width, height)
  }

  private static func empty(_ width: Int, _ height: Int) -> [[Cell]] {
    Array(repeating: Array(repeating: Cell(), count: width), count: height)
  }

  /// The lines of the screen, without spaces at their ends.
  var lines: [String] {
    cells.map { row in
      var line = String(row.map(\.character))
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  var text: String { lines.joined(separator: "\n") }

  /// The style of the first character of a text. `nil` when the screen does not show the text in one line.
  func style(of text: String) -> String? {
    for (row, line) in lines.enumerated() {
      if let range = line.range(of: text) {
        return cells[row][line.distance(from: line.startIndex, to: range.lowerBound)].style
      }
    }
    return nil
  }

  mutating func receive(_ bytes: some Sequence<UInt8>) {
    rest += bytes
    while let length = nextLength() {
      let part = Array(rest[..<length])
      rest.removeFirst(length)
      if part[0] == 0x1B {
        control(String(decoding: part.dropFirst(), as: UTF8.self))
      } else {
        for character in String(decoding: part, as: UTF8.self) { put(character) }
      }
    }
  }

  /// The length of the next control sequence or text that is complete. `nil` when more bytes are needed.
  private func nextLength() -> Int? {
    guard let first = rest.first else { return nil }
    if first == 0x1B {
      guard rest.count > 2 else { return nil }
      return rest[2...].firstIndex { (0x40..<0x7F).contains($0) }.map { $0 + 1 }
    }
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    return rest.count < length ? nil : length
  }

  private mutating func control(_ sequence: String) {
    guard sequence.first == "[", let command = sequence.last else { return unknown.append(sequence) }
    let parameters = String(sequence.dropFirst().dropLast())
    switch command {
    case "J" where parameters == "2": cells = Self.empty(width, height)
    case "K" where parameters == "2": cells[row] = Self.empty(width, 1)[0]
    case "m": style = parameters == "0" ? "" : parameters
    case "H":
      let numbers = parameters.split(separator: ";").compactMap { Int($0) }
      guard numbers.count == 2, (1...height).contains(numbers[0]), (1...width).contains(numbers[1]) else {
        return unknown.append(sequence)
      }
      (row, column) = (numbers[0] - 1, numbers[1] - 1)
    case "h" where parameters == "?1049":
      isAlternate = true
      cells = Self.empty(width, height)
    case "l" where parameters == "?1049": isAlternate = false
    case "h" where parameters == "?25": isCursorVisible = true
    case "l" where parameters == "?25": isCursorVisible = false
    default: unknown.append(sequence)
    }
  }

  private mutating func put(_ character: Character) {
    if character.isNewline {
      (row, column) = (min(row + 1, height - 1), 0)
      return
    }
    guard character.asciiValue.map({ $0 >= 0x20 }) ?? true, column < width else {
      return unknown.append("\(character.unicodeScalars.map(\.value)) in column \(column)")
    }
    cells[row][column] = Cell(character: character, style: style)
    column += 1
  }
}
#endif
