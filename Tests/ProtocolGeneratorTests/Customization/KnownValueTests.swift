import Testing

@testable import ProtocolGenerator

@Suite("The section knownValues")
struct KnownValueTests {
  private static let bundle = WrapperFixture.bundle().replacing(
    #""Policy":"#,
    with: #""Effort": {"type": "string"}, "Policy":"#
  )

  private static func input(_ customization: String) -> GeneratorInput {
    GeneratorInput(
      stable: Stage.file(bundle),
      customization: Stage.file(customization, path: "customization.json")
    )
  }

  @Test("makes a string an open enum with these values, in this order")
  func values() throws {
    let model = try ModelPipeline.model(of: Self.input(#"{"knownValues": {"Effort": ["low", "x-high"]}}"#))
    let type = try #require(model.types.first { $0.id.path == "Effort" })
    guard case .openEnum(let values) = type.kind else { return #expect(Bool(false), "\(type.kind)") }
    #expect(values.isOpenString)
    #expect(values.values.map(\.text) == ["low", "x-high"])
    #expect(values.values.map(\.swiftName) == ["low", "xHigh"])
  }

  @Test(
    "reports an entry that does not fit the schema",
    arguments: [
      (
        #"{"Efort": ["low"]}"#, "/Efort",
        #"there is no type "Efort" in the schema, so this entry has no effect; did you mean "Effort"?"#
      ),
      (
        #"{"Policy": ["ask"]}"#, "/Policy",
        #""Policy" is not a string without an enum, so its values cannot be named here"#
      ),
      (#"{"Effort": []}"#, "/Effort", "this entry names no values"),
      (#"{"Effort": ["low", "low"]}"#, "/Effort/1", #"the value "low" is listed twice"#),
    ]
  )
  func errors(entry: String, place: String, message: String) {
    let errors = Stage.errors { _ = try ModelPipeline.model(of: Self.input(#"{"knownValues": \#(entry)}"#)) }
    #expect(errors == ["customization.json#/knownValues\(place): error: \(message)"])
  }
}
