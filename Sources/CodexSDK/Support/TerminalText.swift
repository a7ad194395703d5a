extension String {
  /// The text without the sequences and characters that change how a terminal shows text: colours, cursor movements, window
  /// titles, other control characters, and characters that reverse the direction of the text. Line ends and tabs are kept.
  ///
  /// Texts of other programs end up in error messages, and error messages in terminals and logs.
  var withoutTerminalControls: String {
    var result = String.UnicodeScalarView()
    var scalars = unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      switch scalar.value {
      case 0x1B:
        Self.skipSequence(&next, &scalars)
      case 0x9B:
        Self.skipControlSequence(&next, &scalars)
      case 0x0D:
        // A carriage return alone also begins a line, because the text after it would overwrite the text before it.
        if next != "\n" { result.append("\n") }
      case 0x09, 0x0A: result.append(scalar)
      case 0x00..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private typealias Scalars = String.UnicodeScalarView.Iterator

  /// Skips what follows an escape character.
  private static func skipSequence(_ next: inout Unicode.Scalar?, _ scalars: inout Scalars) {
    switch next {
    case "[":
      next = scalars.next()
      skipControlSequence(&next, &scalars)
    case "]", "P", "X", "^", "_":
      // A string, such as the title of the window. It ends with BEL or with ESC \. A sequence that does not end is skipped up to
      // the end of the line, so that it cannot hide the rest of the text.
      while let scalar = next, scalar != "\u{7}", scalar != "\n" {
        next = scalars.next()
        if scalar == "\u{1B}" { break }
      }
      if next == "\u{7}" || next == "\\" { next = scalars.next() }
    case let scalar? where (0x20..<0x30).contains(scalar.value):
      next = scalars.next()
      if next != "\n" { next = scalars.next() }
    case let scalar? where scalar.value >= 0x20: next = scalars.next()
    default: break
    }
  }

  /// Skips the parameters and the final character of a control sequence.
  private static func skipControlSequence(_ next: inout Unicode.Scalar?, _ scalars: inout Scalars) {
    while let scalar = next, (0x20..<0x40).contains(scalar.value) { next = scalars.next() }
    if let scalar = next, (0x40..<0x7F).contains(scalar.value) { next = scalars.next() }
  }
}
