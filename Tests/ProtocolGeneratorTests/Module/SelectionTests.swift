import Testing

@testable import ProtocolGenerator

@Suite("What is selected for a module")
struct SelectionTests {
  private func selection(_ settings: String) throws -> Selection {
    let model = try ModelPipeline.model(of: ModuleFixture.input(nil))
    let file = Stage.file(settings, path: "codexgen.json")
    return try Selection(ModuleSettings.read(ModuleInput(settings: file)), in: model)
  }

  private static let allMethods = ["files/list", "thread/name/set", "thread/read", "thread/start"]

  @Test(
    "is what the settings name, and everything that reaches",
    arguments: [
      (#"{"types": ["Box"]}"#, ["Box"], []),
      (#"{"types": ["Lo*", "Rule"]}"#, ["Loose", "Rule"], []),
      (
        #"{"methods": ["thread/name/*"]}"#, ["ThreadNameSetParams", "ThreadNameSetResponse"], ["thread/name/set"]
      ),
      (
        #"{"methods": ["thread/start"]}"#,
        ["Box", "Loose", "Policy", "Rule", "ThreadStartParams", "ThreadStartResponse"], ["thread/start"]
      ),
      (#"{"types": ["ThreadStartParams"]}"#, ["Box", "Loose", "Policy", "Rule", "ThreadStartParams"], []),
      (
        #"{"types": ["Policy"], "methods": ["files/list"]}"#, ["FilesListParams", "FilesListResponse", "Policy"],
        ["files/list"]
      ),
      (
        #"{"types": [], "wrappers": ["files/*"]}"#, ["FilesListParams", "FilesListResponse"], ["files/list"]
      ),
    ] as [(String, [String], [String])]
  )
  func reach(settings: String, types: [String], methods: [String]) throws {
    let selection = try selection(settings)

    #expect(selection.types.map(\.path).sorted() == types)
    #expect(selection.methods.sorted() == methods)
  }

  @Test(
    "is everything when neither types nor methods are chosen",
    arguments: ["{}", #"{"wrappers": ["thread/read"]}"#]
  )
  func everything(settings: String) throws {
    let model = try ModelPipeline.model(of: ModuleFixture.input(nil))

    let selection = try selection(settings)

    #expect(selection.types == Set(model.types.map(\.id)))
    #expect(selection.methods.sorted() == Self.allMethods)
  }

  @Test(
    "has wrappers only where the settings want them",
    arguments: [
      ("{}", []),
      (#"{"wrappers": false}"#, []),
      (#"{"wrappers": true}"#, allMethods),
      (#"{"wrappers": true, "methods": ["files/list"]}"#, ["files/list"]),
      (#"{"wrappers": ["thread/read"], "methods": ["files/list"]}"#, ["thread/read"]),
    ] as [(String, [String])]
  )
  func wrappers(settings: String, wrappers: [String]) throws {
    #expect(try selection(settings).wrappers.sorted() == wrappers)
  }

  @Test("does not warn of methods that it leaves out")
  func warnings() throws {
    let bundle = WrapperFixture.bundle(methods: WrapperFixture.method("ping"))

    let all = try Generator.generate(ModuleFixture.input("{}", bundle: bundle))
    let some = try Generator.generate(ModuleFixture.input(#"{"methods": ["thread/*"]}"#, bundle: bundle))

    #expect(all.warnings.map(\.message).allSatisfy { $0.contains("\"ping\"") } && all.warnings.count == 1)
    #expect(some.warnings == [])
  }

  @Test(
    "is an error where an entry hits nothing",
    arguments: [
      (
        #"{"types": ["Boxx"]}"#,
        ##"codexgen.json#/types/0: error: there is no definition "Boxx" in the schema, so this entry keeps nothing; "##
          + #"did you mean "Box"?"#
      ),
      (
        #"{"methods": ["thread/read", "tread/*"]}"#,
        ##"codexgen.json#/methods/1: error: no method starts with "tread/", so this entry keeps nothing; "##
          + #"did you mean "thread/"?"#
      ),
      (
        #"{"wrappers": ["thread/raed"]}"#,
        ##"codexgen.json#/wrappers/0: error: there is no method of the server "thread/raed" in the schema, "##
          + #"so this entry keeps nothing; did you mean "thread/read"?"#
      ),
    ]
  )
  func nothing(settings: String, message: String) {
    #expect(ModuleFixture.errors(settings) == [message])
  }

  @Test("says all that hits nothing at once")
  func together() {
    let errors = ModuleFixture.errors(#"{"types": ["X", "Y"], "methods": ["z"], "wrappers": ["w"]}"#)

    #expect(errors.count == 4)
  }
}
