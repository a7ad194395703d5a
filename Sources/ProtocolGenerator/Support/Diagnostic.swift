/// Something the generator has to say about its input: what, where, and what to do.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Nothing can be generated.
    case error
    /// The output is right but says less than it could.
    case warning

    public static func < (left: Self, right: Self) -> Bool { left == .error && right == .warning }
  }

  public var severity: Severity
  /// The path of the file, as the user gave it.
  public var file: String
  /// The JSON pointer of the place, such as `/definitions/v2/Thread`. `nil` when the whole file is meant.
  public var pointer: String?
  /// Line and column from 1, where the file is not even JSON.
  public var position: Position?
  /// What is wrong and, after a semicolon or in a second sentence, what to do about it.
  public var message: String

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

  static func error(_ file: String, _ pointer: String?, _ message: String) -> Diagnostic {
    Diagnostic(.error, file: file, pointer: pointer, message: message)
  }
}

extension Diagnostic: CustomStringConvertible, Comparable {
  /// `schema/app.json#/definitions/Thread: error: …`, or with line and column as compilers write them.
  public var description: String {
    var place = file
    if let position { place += ":\(position.line):\(position.column)" }
    if let pointer { place += "#\(pointer)" }
    return "\(place): \(severity.rawValue): \(message)"
  }

  /// Errors first, then by place.
  public static func < (left: Self, right: Self) -> Bool {
    (left.severity, left.file, left.pointer ?? "", left.message)
      < (right.severity, right.file, right.pointer ?? "", right.message)
  }
}

/// The generator stopped: its input has errors. All that were found are here, sorted.
public struct GeneratorError: Error, Hashable, Sendable, CustomStringConvertible {
  public var diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics.sorted() }

  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
