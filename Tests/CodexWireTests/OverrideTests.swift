import CodexWire
import Testing

@Suite("An Override")
struct OverrideTests {
  private struct Settings: Equatable {
    var text: Override<String> = .inherit
    var flag: Override<Bool> = .inherit
    var count: Override<Int> = .inherit
    var ratio: Override<Double> = .inherit
    var names: Override<[String]> = .inherit
    var members: Override<[String: Int]> = .inherit
    var json: Override<JSONValue> = .inherit
  }

  @Test("is set by a literal of its value's type, and inherits by nil")
  func literals() {
    var settings = Settings()
    settings.text = "a"
    settings.flag = true
    settings.count = 1
    settings.ratio = 0.5
    settings.names = ["a", "b"]
    settings.members = ["a": 1]
    settings.json = ["a": [1, true]]
    #expect(settings.text.value == "a")
    #expect(settings.flag.value == true)
    #expect(settings.count.value == 1)
    #expect(settings.ratio.value == 0.5)
    #expect(settings.names.value == ["a", "b"])
    #expect(settings.members.value == ["a": 1])
    #expect(settings.json.value == .object(["a": .array([.integer(1), .bool(true)])]))

    settings = Settings(text: nil, flag: nil, count: nil, ratio: nil, names: nil, members: nil, json: nil)
    #expect(settings == Settings())
  }

  @Test("converts arguments: a value is set, nil inherits, and an override stays as it is")
  func arguments() {
    let text: String? = "a"
    let noText: String? = nil
    #expect(Override("a") == .set("a"))
    #expect(Override<String>(text) == .set("a"))
    #expect(Override<String>(noText) == .inherit)
    #expect(Override<String>(.inherit) == .inherit)
    #expect(Override<[String]>(["a"]) == .set(["a"]))
    #expect(Override<Duration>(.seconds(1)) == .set(.seconds(1)))
    #expect(Override<Duration>(.milliseconds(5)) == .set(.milliseconds(5)))
    #expect(Override<String>(Override<String>.set("a")) == .set("a"))
  }

  @Test("takes the last of several members of a dictionary literal with the same key, like a JSON value")
  func repeatedKey() {
    let override: Override<JSONValue> = ["a": 1, "a": 2]
    let value: JSONValue = ["a": 1, "a": 2]
    #expect(override == .set(value))
  }
}
