/// A value that may hold something this release of the protocol does not know.
public protocol Recognizable {
  /// Whether the value is one that the schema knows; `false` for `unrecognized(…)`.
  var isRecognized: Bool { get }
}

/// An enum of the schema that stays open: a value from a newer server is kept in `unrecognized(…)`, never an error.
///
/// Two values are equal when their raw values are.
public protocol OpenEnum: RawRepresentable, Codable, Hashable, Sendable, Recognizable
where RawValue: Codable & Hashable & Sendable {
  /// The case of `rawValue`, or `unrecognized(rawValue)`.
  init(rawValue: RawValue)
}

extension OpenEnum {
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try RawValue(from: decoder))
  }

  public func encode(to encoder: any Encoder) throws {
    try rawValue.encode(to: encoder)
  }

  public static func == (left: Self, right: Self) -> Bool { left.rawValue == right.rawValue }

  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

/// A union of the schema that stays open: a branch from a newer server is kept as raw JSON in `unrecognized(…)`.
public protocol OpenUnion: Codable, Hashable, Sendable, Recognizable {}
