/// The one coding key of all generated types: the name of a JSON object's member as it stands on the wire.
///
/// One shared type instead of a `CodingKeys` enum per struct makes generated code a quarter smaller and faster to build.
public struct WireKey: CodingKey, ExpressibleByStringLiteral {
  public let stringValue: String
  public var intValue: Int? { nil }

  public init(_ name: String) { stringValue = name }
  public init(stringLiteral name: String) { stringValue = name }
  public init?(stringValue: String) { self.stringValue = stringValue }
  public init?(intValue: Int) { return nil }
}
