import Foundation
import Testing

@testable import CodexWire

@Suite("A JSON text without its secrets")
struct RedactedJSONTests {
  private func redacted(_ text: String, _ names: Set<String> = ["code", "config"]) -> String? {
    RedactedJSON.redact(Array(text.utf8), secretNames: names).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    "has a placeholder in place of each secret, and is otherwise the same text",
    arguments: [
      (#"{"id": 1,  "method":"x"}"#, #"{"id": 1,  "method":"x"}"#),
      (#"{"code":"s","mode":"t"}"#, #"{"code":"<redacted>","mode":"t"}"#),
      (#"{"code" : 17 ,"a":1}"#, #"{"code" : "<redacted>" ,"a":1}"#),
      (#"{"code":-1.5e3}"#, #"{"code":"<redacted>"}"#),
      (#"{"code":null,"config":true}"#, #"{"code":null,"config":true}"#),
      (#"{"config":{"a":["}",{"b":"]\""}],"c":1},"d":2}"#, #"{"config":"<redacted>","d":2}"#),
      (#"{"config":["s",["t"]],"d":"u"}"#, #"{"config":"<redacted>","d":"u"}"#),
      (#"{"apiKey":"s","totalTokens":7}"#, #"{"apiKey":"<redacted>","totalTokens":7}"#),
      (
        #"{"credentials":{"user":"s","n":[1,"t"]},"d":"u"}"#,
        #"{"credentials":{"user":"<redacted>","n":[1,"<redacted>"]},"d":"u"}"#
      ),
      (#"{"env":{"PIN":"s"},"d":"u"}"#, #"{"env":{"PIN":"<redacted>"},"d":"u"}"#),
      (#"{"http_headers":{"X":"s"}}"#, #"{"http_headers":{"X":"<redacted>"}}"#),
      (#"{"environment":"local"}"#, #"{"environment":"local"}"#),
      (#"[{"code":"s"},"code",{"d":["code","t"]}]"#, #"[{"code":"<redacted>"},"code",{"d":["code","t"]}]"#),
      (#"{"c\u006fde":"s","a\"pi":"t"}"#, #"{"c\u006fde":"<redacted>","a\"pi":"t"}"#),
      (#"{"code":"a\\\"b\\","d":"t"}"#, #"{"code":"<redacted>","d":"t"}"#),
      (
        #"{"a":{"code":"s"},"b":"t","token":["u",{"c":"v"}],"e":"w"}"#,
        #"{"a":{"code":"<redacted>"},"b":"t","token":["<redacted>",{"c":"<redacted>"}],"e":"w"}"#
      ),
      (#""code""#, #""code""#),
      ("7", "7"),
      (#"{"code":"s"} "#, #"{"code":"<redacted>"} "#),
      (#"{"code":{},"config":[],"d":{}}"#, #"{"code":"<redacted>","config":"<redacted>","d":{}}"#),
      (#"{"ü":"é","code":"日本"}"#, #"{"ü":"é","code":"<redacted>"}"#),
    ]
  )
  func replaces(text: String, expected: String) { #expect(redacted(text) == expected) }

  @Test(
    "does not exist for a text that is not valid JSON, in which secrets cannot be found",
    arguments: [
      "", "{", #"{"code":"s"#, #"{"code":"s"}}"#, #"{"code":'s'}"#, "s", #"{"code" "s"}"#, "\u{0}", #"{"a":"\"#,
    ]
  )
  func refuses(text: String) { #expect(redacted(text) == nil) }

  @Test("does not exist for a text that is nested too deeply")
  func deep() {
    let text = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(redacted(text) == nil)
  }

  /// Replaces the secrets in a parsed value, by the same rules.
  private func expected(_ value: JSONValue, hidesStrings: Bool = false) -> JSONValue {
    switch value {
    case .string: return hidesStrings ? "<redacted>" : value
    case .array(let elements): return .array(elements.map { expected($0, hidesStrings: hidesStrings) })
    case .object(let members):
      var result: [String: JSONValue] = [:]
      for (name, value) in members {
        switch value {
        case .null, .bool: result[name] = value
        case _ where name == "config": result[name] = "<redacted>"
        case .object where name == "env": result[name] = expected(value, hidesStrings: true)
        default: result[name] = expected(value, hidesStrings: hidesStrings || name == "token")
        }
      }
      return .object(result)
    default: return value
    }
  }

  private func random(depth: Int, _ generator: inout some RandomNumberGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
    case 0: return .null
    case 1: return .bool(.random(using: &generator))
    case 2: return .integer(.random(in: -9...9, using: &generator))
    case 3, 4: return .string(["", "text", "\"\\", "config", "{[,:", "é\u{1}"].randomElement(using: &generator) ?? "")
    case 5:
      return .array((0..<Int.random(in: 0...3, using: &generator)).map { _ in random(depth: depth - 1, &generator) })
    default:
      let names = ["config", "env", "token", "a", "b\"", "é", ""].shuffled(using: &generator)
      let members = names.prefix(Int.random(in: 0...4, using: &generator)).map {
        ($0, random(depth: depth - 1, &generator))
      }
      return .object(Dictionary(uniqueKeysWithValues: members))
    }
  }

  @Test("is the text of the value in which the secrets are replaced, for random values")
  func randomValues() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<5000 {
      let value = random(depth: 5, &generator)
      let text = try JSONEncoder().encode(value)
      let result = try #require(RedactedJSON.redact(text, secretNames: ["config"]))
      #expect(try JSONValue(parsing: result) == expected(value), "\(String(decoding: text, as: UTF8.self))")
    }
  }
}
