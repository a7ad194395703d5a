import Testing

@testable import ProtocolGenerator

@Suite("The spelling of a type in Swift")
struct TypeSpellingTests {
  @Test(
    "follows the syntax of Swift",
    arguments: [
      (TypeReference.scalar(.int64), "Int"), (.scalar(.uint32), "Int"), (.scalar(.uint64), "UInt64"),
      (.json, "JSONValue"),
      (.optional(.scalar(.string)), "String?"),
      (.array(.optional(.named(TypeID(path: "v2/Shop")))), "[Shop?]"),
      (.dictionary(.array(.json)), "[String: [JSONValue]]"),
      (.named(TypeID(path: "v2/Shop/owner/name")), "Shop.Owner.Name"),
      (.named(TypeID(path: "v2/Lost")), "Missing_v2_Lost"),
    ]
  )
  func reference(reference: TypeReference, text: String) {
    #expect(spelling.text(reference) == text)
  }

  @Test(
    "expresses the presence of a property",
    arguments: [
      (Property.Presence.required, "Int"),
      (.requiredNullable, "Int?"),
      (.optional, "Int?"),
      (.threeState, "Patch<Int>"),
      (.flattened, "Int"),
    ]
  )
  func property(presence: Property.Presence, text: String) {
    #expect(spelling.text(Property(name: "count", type: .scalar(.int), presence: presence)) == text)
  }

  @Test("is a dictionary for additional properties")
  func additional() {
    let property = Property(name: "additionalProperties", type: .scalar(.boolean), presence: .flattened)
    #expect(spelling.text(additional: property) == "[String: Bool]")
  }

  private var spelling: TypeSpelling {
    func type(_ path: String, _ swiftName: String, nested: [TypeDeclaration] = []) -> TypeDeclaration {
      TypeDeclaration(
        id: TypeID(path: path),
        name: path.lastComponent,
        swiftName: swiftName,
        kind: .structure(Structure(properties: [])),
        nested: nested
      )
    }
    let owner = type("v2/Shop/owner", "Owner", nested: [type("v2/Shop/owner/name", "Name")])
    return TypeSpelling([type("v2/Shop", "Shop", nested: [owner])])
  }
}
