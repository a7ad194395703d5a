@_spi(Generated) import CodexWire
import Foundation
import Testing

@Suite("A secret property")
struct SecretTests {
  @Test("is read and written like a property without the wrapper, also when it is absent")
  func coding() throws {
    try expectRoundTrip(Account(name: "a", token: "t", env: ["k": "v"]), #"{"env":{"k":"v"},"name":"a","token":"t"}"#)
    try expectRoundTrip(Account(name: "a", token: nil, env: [:]), #"{"env":{},"name":"a"}"#)
  }

  @Test("is read and written by the fast path")
  func fastPath() throws {
    let account = Account(name: "a", token: "t", env: ["k": "v"])
    #expect(try WireDecoder().decode(Account.self, from: WireEncoder.encode(account)) == account)
  }

  @Test("is compared and hashed by its value")
  func equality() {
    let account = Account(name: "a", token: "t", env: [:])
    #expect(account != Account(name: "a", token: "u", env: [:]))
    #expect(Set([account, account, Account(name: "a", token: nil, env: [:])]).count == 2)
  }

  @Test("is shown as <redacted> by descriptions, dump and Mirror of every value that contains it")
  func descriptions() {
    let account = Account(name: "shown", token: "hidden", env: ["shown?": "hidden"])
    let message = Message(account, envelope: NoParams())
    var dumped = ""
    dump(message, to: &dumped)
    let mirrored = Mirror(reflecting: account).children.map { "\($0.label ?? "") \($0.value)" }.joined()
    for text in ["\(message)", String(reflecting: message), "\([account])", dumped, mirrored] {
      #expect(!text.contains("hidden"))
      #expect(text.contains("<redacted>"))
      #expect(text.contains("shown"))
    }
  }

  @Test("is left out of the error about a value that cannot be decoded")
  func errors() throws {
    let failure = try failure(of: #"{"name":"a","env":{"k":18446744073709551616}}"#, as: Account.self)

    #expect(failure.pointer == "/env")
    #expect(failure.reason.contains("is a secret"))
    #expect(!failure.description.contains("1844"))
  }
}

@Suite("The description of untyped JSON")
struct JSONValueDescriptionTests {
  @Test("shows <redacted> for strings in members whose names look like names of secrets")
  func secrets() {
    let json: JSONValue = [
      "type": "new", "apiKey": "hidden", "inner": [["auth_token": ["hidden", ["a": "hidden"]]]], "tokens": 5,
    ]
    let message = UnrecognizedMessage(json)
    var dumped = ""
    dump(message, to: &dumped)
    for text in ["\(json)", "\(message)", String(reflecting: message), dumped] {
      #expect(!text.contains("hidden"))
      #expect(text.contains("<redacted>"))
      #expect(text.contains("new"))
      #expect(text.contains("5"))
    }
    #expect(json["apiKey"] == "hidden")
  }

  @Test("is the one that Swift makes for enums, when there is no secret")
  func others() {
    #expect("\(JSONValue.null)" == "null")
    #expect(
      "\(JSONValue.array([.bool(true), .integer(1)]))"
        == "array([CodexWire.JSONValue.bool(true), CodexWire.JSONValue.integer(1)])"
    )
    #expect("\(JSONValue.object(["a": .string("b")]))" == #"object(["a": CodexWire.JSONValue.string("b")])"#)
  }
}

@Suite("Names of secrets")
struct SecretNameTests {
  @Test(
    "have a word for a secret",
    arguments: [
      "apiKey", "OPENAI_API_KEY", "accessToken", "GITHUB_TOKEN", "Authorization", "set-cookie", "userCode",
      "PGPASSWORD",
      "APIKEY", "credentials", "privateKeyPEM", "AWS_SECRET_ACCESS_KEY", "mcp_servers.x.bearer_token",
    ]
  )
  func secrets(name: String) { #expect(Redaction.isSecretName(name)) }

  @Test(
    "do not only contain the letters of such a word",
    arguments: ["keyboard", "tokenizer", "HOME", "PATH", "code", "author", "monkey", "decode", "", "_", "1"]
  )
  func others(name: String) { #expect(!Redaction.isSecretName(name)) }
}

private struct Account: Codable, Hashable, WireValue {
  var name: String
  @Secret var token: String?
  @Secret var env: [String: String]

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("name", \.name)
    type.optional("token", \._token)
    type.required("env", \._env)
  }
}
