/// The coding key of all generated types: the name of a JSON object's member.
///
/// One type for all structs instead of a `CodingKeys` enum per struct makes generated code a quarter smaller and faster to
/// build.
struct WireKey: CodingKey, ExpressibleByStringLiteral {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ name: String) { stringValue = name }
  init(stringLiteral name: String) { stringValue = name }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { return nil }
}
