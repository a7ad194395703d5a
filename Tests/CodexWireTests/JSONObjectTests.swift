import Foundation
import Testing

@testable import CodexWire

@Suite("The members of a JSON object")
struct JSONObjectTests {
  private static let composed = "\u{E9}"
  private static let decomposed = "e\u{301}"

  @Test("are found by the code points of their names")
  func subscripts() {
    var object: JSONObject = [Self.composed: 1]
    #expect(object[Self.composed] == 1)
    #expect(object[Self.decomposed] == nil)

    object[Self.decomposed] = 2
    #expect(object.count == 2)
    #expect(object[Self.composed] == 1 && object[Self.decomposed] == 2)
    #expect(JSONValue.object(object)[Self.decomposed] == 2)

    object[Self.composed] = nil
    #expect(object == [Self.decomposed: 2])
    #expect(object.removeValue(forKey: Self.composed) == nil)
    #expect(object.removeValue(forKey: Self.decomposed) == 2)
    #expect(object.isEmpty)
  }

  @Test("with names that differ in their code points make objects that are not equal")
  func equality() {
    let (composed, decomposed): (JSONValue, JSONValue) = ([Self.composed: 1], [Self.decomposed: 1])
    let both: JSONValue = [Self.composed: 1, Self.decomposed: 1]

    #expect(composed != decomposed)
    #expect(Set([composed, decomposed, both, [Self.decomposed: 1, Self.composed: 1]]).count == 3)
    #expect(["a": 1, "b": [2]] as JSONObject == ["b": [2], "a": 1])
    #expect((["a": 1, "b": 2] as JSONObject).hashValue == (["b": 2, "a": 1] as JSONObject).hashValue)
  }

  @Test(
    "have names of any length, and of strings that are slices or come from Foundation",
    arguments: [0, 1, 15, 16, 300]
  )
  func lengths(count: Int) {
    let name = String(repeating: "n", count: count)
    let object: JSONObject = [name: 1]

    #expect(object[String((name + "x").dropLast())] == 1)
    #expect(object[NSString(string: name) as String] == 1)
    #expect(object[name + "n"] == nil)
  }

  @Test("are a collection of names and values")
  func collection() {
    let object: JSONObject = ["a": 1, "b": 2, "c": 3]

    #expect(Set(object.keys) == ["a", "b", "c"])
    #expect(object.values.compactMap(\.intValue).sorted() == [1, 2, 3])
    #expect(object.sorted { $0.key < $1.key }.map(\.value) == [1, 2, 3])
    #expect(object.indices.map { object[$0].key }.sorted() == ["a", "b", "c"])
    #expect(object.mapValues { .string("\($0.intValue ?? 0)") } == ["a": "1", "b": "2", "c": "3"])
    #expect(object.filter { $0.key != "b" } == ["a": 1, "c": 3])
    #expect(object.merging(["a": 9, "d": 4]) { own, _ in own } == ["a": 1, "b": 2, "c": 3, "d": 4])
    #expect(object.merging(["a": 9]) { $1 }["a"] == 9)
  }

  @Test("are converted from and to dictionaries, which have one of several equivalent names")
  func dictionaries() {
    let members: [String: JSONValue] = ["a": 1, "b": 2]

    #expect(JSONObject(members) == ["a": 1, "b": 2])
    #expect(JSONValue.object(members) == ["a": 1, "b": 2])
    #expect(Dictionary(JSONObject(members)) == members)
    for object in [[Self.composed: 1, Self.decomposed: 2], [Self.decomposed: 2, Self.composed: 1]] as [JSONObject] {
      // The letter e comes before é.
      #expect(Dictionary(object) == [Self.decomposed: 2])
    }
  }

  @Test("are written in one order when their names are equivalent")
  func sortedText() {
    let texts = (0..<8).map { count in
      // Objects with other numbers of members have their members in another order.
      var object = JSONObject((0..<count).map { ("x\($0)", .null) })
      object[Self.composed] = 1
      object[Self.decomposed] = 2
      for index in 0..<count { object["x\(index)"] = nil }
      return JSONValue.object(object).sortedText
    }

    #expect(Set(texts) == [Array("{\"e\u{301}\":2,\"\u{E9}\":1}".utf8)])
  }

  @Test("have a description like a dictionary, sorted and without secrets")
  func description() {
    let object: JSONObject = ["b": 1, "a": [true], "accessToken": "hidden"]
    var dumped = ""
    dump(object, to: &dumped)

    #expect(
      "\(object)" == """
        ["a": CodexWire.JSONValue.array([CodexWire.JSONValue.bool(true)]), \
        "accessToken": CodexWire.JSONValue.string("<redacted>"), "b": CodexWire.JSONValue.integer(1)]
        """
    )
    #expect(String(reflecting: object) == "\(object)")
    #expect("\(JSONObject())" == "[:]")
    #expect(!dumped.contains("hidden") && dumped.contains("accessToken"))
  }

  @Test("have different hash values also when their names are equivalent")
  func collidingNames() throws {
    // Each of 14 letters is written in one of two compositions, so all names are equal as `String`s.
    let names = (0..<16_384).map { bits in
      (0..<14).map { bits >> $0 & 1 == 0 ? Self.composed : Self.decomposed }.joined()
    }
    let text = "{" + names.map { "\"\($0)\":0" }.joined(separator: ",") + "}"

    let object = try #require(try WireDecoder().decode(JSONValue.self, from: Data(text.utf8)).objectValue)

    #expect(object.count == 16_384)
    // Equal hash values would make reading take time that grows with the square of the number of names.
    #expect(Set(object.keys.prefix(1_000).map { ([$0: 0] as JSONObject).hashValue }).count > 900)
  }
}
