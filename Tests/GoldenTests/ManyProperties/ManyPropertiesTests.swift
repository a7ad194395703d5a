import CodexWire
import Testing

@Suite("Many properties")
struct ManyPropertiesTests {
  /// A value for each of the sixty properties, which have six types in turn.
  private static let members = (0..<60).reduce(into: [String: JSONValue]()) { members, index in
    let values: [JSONValue] = ["text", .integer(Int64(index)), true, "maybe", 0.5, ["a", "b"]]
    members[(index < 10 ? "field0" : "field") + "\(index)"] = values[index % 6]
  }

  @Test("Sixty properties are read and written")
  func all() throws {
    let record = try expectRoundTrip(text(of: JSONValue.object(Self.members)), as: WideRecord.self)
    #expect(record.field00 == "text")
    #expect(record.field55 == 55)
    #expect(record.field59 == ["a", "b"])
  }

  @Test("Each of the required ones must be there", arguments: [0, 5, 10, 20, 25, 30, 35, 40, 50, 55])
  func required(index: Int) throws {
    let name = (index < 10 ? "field0" : "field") + "\(index)"
    var members = Self.members
    members[name] = nil
    #expect(
      try failure(of: text(of: JSONValue.object(members)), as: WideRecord.self) == "the member \"\(name)\" is missing"
    )
  }

  @Test("One that is required but nullable may be missing", arguments: [15, 45])
  func requiredNullable(index: Int) throws {
    var members = Self.members
    members["field\(index)"] = nil
    let record = try decoded(text(of: JSONValue.object(members)), as: WideRecord.self)
    #expect(try encoded(record)["field\(index)"] == .null)
  }
}
