import CodexWire
import Testing

@Suite("Additional properties")
struct AdditionalPropertiesTests {
  @Test("Additional properties are kept, whatever their values are")
  func open() throws {
    let record = try expectRoundTrip(#"{"name":"n","more":[1],"none":null}"#, as: OpenRecord.self)
    #expect(record == OpenRecord(name: "n", additionalProperties: ["more": [1], "none": .null]))
    #expect(try encoded(OpenRecord(name: "n")) == ["name": "n"])
  }

  @Test("Additional properties have the type that the schema gives them")
  func typed() throws {
    let counted = try expectRoundTrip(#"{"total":3,"a":1,"b":2}"#, as: CountedRecord.self)
    #expect(counted == CountedRecord(total: 3, additionalProperties: ["a": 1, "b": 2]))
    #expect(try failure(of: #"{"a":"one"}"#, as: CountedRecord.self).hasPrefix("/a"))

    let detailed = try expectRoundTrip(#"{"class":"c","first":{"text":"t"}}"#, as: DetailedRecord.self)
    #expect(detailed.additionalProperties["first"]?.text == "t")

    let nullable = try expectRoundTrip(#"{"name":"n","a":"b","c":null}"#, as: NullableValues.self)
    #expect(nullable.additionalProperties == ["a": "b", "c": nil])
  }

  @Test("A declared property is written instead of an additional property with its name")
  func collision() throws {
    let record = OpenRecord(name: "n", additionalProperties: ["name": "other", "more": 1])
    #expect(try encoded(record) == ["name": "n", "more": 1])
  }

  @Test("A closed object ignores properties that a newer server adds")
  func closed() throws {
    try expectRoundTrip(#"{"name":"n","more":1}"#, as: ClosedRecord.self, writing: #"{"name":"n"}"#)
    try expectRoundTrip("{}", as: ClosedEmptyRecord.self)
  }

  @Test("An object without declared properties is a dictionary")
  func tables() throws {
    let table: StringTable = ["a": "b"]
    let records: RecordTable = ["r": ClosedRecord(name: "n")]
    let holder = try expectRoundTrip(
      #"{"table":{"a":"b"},"records":{"r":{"name":"n"}},"optionals":{"x":"y","z":null},"empty":{}}"#,
      as: TableHolder.self
    )
    #expect(
      holder == TableHolder(empty: .init(), optionals: ["x": "y", "z": nil], records: records, table: table)
    )
  }
}
