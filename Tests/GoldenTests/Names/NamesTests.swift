import CodexWire
import Testing

@Suite("Names")
struct NamesTests {
  @Test("Names of every style become Swift names, and stay on the wire as they are")
  func styles() throws {
    let members = NamedMembers(
      default: "d",
      initValue: "i",
      schema: "s",
      _2fa: true,
      httpHeaders: [:],
      pascalCaseName: "p",
      acmeKey: "a",
      baseURL: "b",
      fooBar: "one",
      fooUnderscoreBar: "two",
      kebabCaseName: "k",
      snakeCaseName: "n",
      threadID: "t",
      threadIDs: ["t"]
    )

    #expect(
      try encoded(members) == [
        "default": "d", "init": "i", "$schema": "s", "2fa": true, "HTTPHeaders": [:], "PascalCaseName": "p",
        "acmeKey": "a", "baseUrl": "b", "fooBar": "one", "foo_bar": "two", "kebab-case-name": "k",
        "snake_case_name": "n", "threadId": "t", "thread_ids": ["t"],
      ]
    )
    #expect(try decoded(try text(of: members), as: NamedMembers.self) == members)
  }

  @Test("Keywords of Swift are properties like any other")
  func keywords() throws {
    let members = try expectRoundTrip(
      #"{"default":"d","init":"i","_default":"u","protocol":"p","extension":"x","enum":"e","self":"s","Self":"S","#
        + #""Type":"t","in":false,"_meta":{},"hashValue":1,"hash":"h","description":"text"}"#,
      as: NamedMembers.self
    )
    #expect(members.default == "d")
    #expect(members.initValue == "i")
    #expect(members.protocol == "p")
    #expect(members.selfValue == "s")
    #expect(members.selfType == "S")
    #expect(members.underscoreDefault == "u")
  }

  @Test("A property may have the name of a variable that generated code uses")
  func locals() throws {
    let value = try expectRoundTrip(
      #"{"object":"o","decoder":"d","encoder":"e","encode":"c","value":"v","reader":"r","error":"x","newValue":"n"}"#,
      as: LocalNames.self
    )
    #expect(value.object == "o")
    #expect(value.decoder == "d")
    #expect(value.encoder == "e")
  }

  @Test(
    "Every value has a case, whatever it is called",
    arguments: [
      ("default", NamedValues.default), ("init", .initValue), ("self", .selfValue), ("Type", .type), ("nil", .nil),
      ("none", .none), ("some", .some), ("true", .true), ("2fa", ._2fa), ("NOT_AVAILABLE", .notAvailable),
      ("snake_case", .snakeCase), ("a/b", .aSlashB), ("a-b", .aDashB), ("unrecognized", .unrecognizedValue),
      ("", .empty), ("threadId", .threadID), ("URL", .url), ("Acme", .acme),
    ]
  )
  func values(rawValue: String, value: NamedValues) throws {
    #expect(try expectRoundTrip("\"\(rawValue)\"", as: NamedValues.self) == value)
    #expect(value.rawValue == rawValue)
    #expect(value.isRecognized)
  }

  @Test(
    "A branch may be called after a keyword, a type of Swift or the union itself",
    arguments: ["default", "init", "type", "string", "namedBranches"]
  )
  func branches(tag: String) throws {
    let value = try expectRoundTrip(#"{"type":"\#(tag)","text":"x"}"#, as: NamedBranches.self)
    #expect(value.isRecognized)
  }

  @Test("A branch called unrecognized is a branch that is known")
  func unrecognizedBranch() throws {
    let value = try expectRoundTrip(#"{"type":"unrecognized"}"#, as: NamedBranches.self)
    #expect(value == .unrecognizedValue)
    #expect(value.isRecognized)
  }

  @Test("Definitions have the names of Swift types, or the one the customization gives")
  func definitions() throws {
    let value = try expectRoundTrip(#"{"named":{"x":1.5}}"#, as: SnakeCaseDefinition.self)
    #expect(value == SnakeCaseDefinition(named: _3dPoint(x: 1.5)))

    let renamed = try expectRoundTrip(
      #"{"kind_of":"a","patch":{"text":"t"},"namedValues":{"text":"nil"}}"#,
      as: Rebaptized.self
    )
    #expect(renamed.sort == .a)
    #expect(renamed.patch == Rebaptized.PatchPayload(text: "t"))
    #expect(renamed.namedValues == Rebaptized.NamedValuesPayload(text: .nil))
  }
}
