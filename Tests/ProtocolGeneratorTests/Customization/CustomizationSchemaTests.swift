import CodexWire
import Testing

@testable import ProtocolGenerator

/// The JSON Schema of the customization, which editors use for completion, describes exactly what `CustomizationReader`
/// reads.
@Suite("The JSON Schema of the customization")
struct CustomizationSchemaTests {
  private let schema: JSONValue

  init() throws { schema = try JSONValue(parsing: Stage.repositoryFile("schema/customization.schema.json").bytes) }

  @Test("has the sections that the reader has, and no others")
  func sections() {
    #expect(names(schema) == CustomizationReader.sections.sorted())
    #expect(names(schema["properties"]?["experimental"]) == CustomizationReader.experimentalSections.sorted())
  }

  @Test("has the members that the reader has, and no others")
  func members() {
    #expect(names(schema["definitions"]?["preset"]) == WrapperSettingsReader.presetMembers.sorted())
    let addition = names(schema["definitions"]?["presetAddition"])
    #expect(addition == WrapperSettingsReader.experimentalPresetMembers.sorted())
    #expect(names(schema["definitions"]?["case"]) == WrapperSettingsReader.caseMembers.sorted())
    #expect(names(schema["definitions"]?["adapter"]) == WrapperSettingsReader.adapterMembers.sorted())
    let request = names(schema["definitions"]?["serverRequest"])
    #expect(request == WrapperSettingsReader.serverRequestMembers.sorted())
    let notification = names(schema["definitions"]?["notification"])
    #expect(notification == NotificationTrait.allCases.map(\.rawValue).sorted())
    for object in [schema, schema["properties"]?["experimental"]] {
      let dates = names(object?["properties"]?["dates"])
      #expect(dates == RepresentationSettings.dateUnits.map(\.rawValue).sorted())
      let durations = names(object?["properties"]?["durations"])
      #expect(durations == TimeUnit.allCases.map(\.rawValue).sorted())
    }
    #expect(names(schema["definitions"]?["documentation"]) == DocumentationSettings.members.sorted())
    #expect(names(schema["definitions"]?["limit"]) == LimitSettings.members.sorted())
    #expect(names(schema["definitions"]?["wrapper"]) == WrapperSettingsReader.wrapperMembers.sorted())
  }

  @Test("describes every section and every member, and allows no others")
  func descriptions() {
    let definitions = schema["definitions"]?.objectValue ?? [:]
    let objects = [schema, schema["properties"]?["experimental"]] + definitions.values.map { $0 }
    for object in objects.compactMap(\.self) {
      guard let members = object["properties"]?.objectValue else { continue }
      #expect(object["additionalProperties"] == .bool(false))
      #expect(members.filter { $0.value["description"]?.stringValue == nil }.keys.sorted() == [])
    }
  }

  private func names(_ object: JSONValue?) -> [String]? { object?["properties"]?.objectValue?.keys.sorted() }
}
