/// A message of the generator about its input: the problem, its place, and what to do.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    /// The generator cannot generate code.
    case error
    /// The generated code is correct, but less precise than it could be.
    case warning

    public static func < (left: Self, right: Self) -> Bool { left == .error && right == .warning }
  }

  public var severity: Severity
  /// The path of the file as the user wrote it.
  public var file: String
  /// The JSON pointer of the place, such as `/definitions/v2/Thread`. `nil` when the message is about the whole file.
  public var pointer: String?
  /// The line and the column, counted from 1, where the file is not valid JSON.
  public var position: Position?
  /// The problem and, after a semicolon or in a second sentence, the remedy.
  public var message: String
  /// Whether the message is about an entry of a customization that fits nothing in the schema. The message is settled when the
  /// value at `pointer` is removed from the file.
  public var isUnusedEntry = false

  public struct Position: Hashable, Sendable {
    public var line: Int
    public var column: Int
  }

  public init(
    _ severity: Severity,
    file: String,
    pointer: String? = nil,
    position: Position? = nil,
    message: String
  ) {
    self.severity = severity
    self.file = file
    self.pointer = pointer
    self.position = position
    self.message = message
  }

  static func error(
    _ file: String,
    _ pointer: String?,
    _ message: String,
    isUnusedEntry: Bool = false
  ) -> Diagnostic {
    var diagnostic = Diagnostic(.error, file: file, pointer: pointer, message: message)
    diagnostic.isUnusedEntry = isUnusedEntry
    return diagnostic
  }
}

extension Diagnostic: CustomStringConvertible, Comparable {
  /// The message with its place in front: `schema/app.json#/definitions/Thread: error: …`, or with the line and the
  /// column in the form of a compiler's message.
  public var description: String {
    var place = file
    if let position { place += ":\(position.line):\(position.column)" }
    if let pointer { place += "#\(pointer)" }
    // The pointer and the message contain names of the input, and the description is often printed to a terminal.
    return "\(place): \(severity.rawValue): \(message)".printable
  }

  /// Orders errors before warnings, then by place.
  public static func < (left: Self, right: Self) -> Bool {
    (left.severity, left.file, left.pointer ?? "", left.message)
      < (right.severity, right.file, right.pointer ?? "", right.message)
  }
}

/// The error that stops the generator. It contains every error that was found in the input, sorted.
public struct GeneratorError: Error, Hashable, Sendable, CustomStringConvertible {
  public var diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics.sorted() }

  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
