/// Whether a program in another module that compiles against code generated from the old schema compiles against the new.
///
/// The program may use everything that is public: read and write properties, construct structs, switch over enums and
/// unions (with the `@unknown default` that `@nonexhaustive` asks for), call functions with any arguments. Left out, as
/// every promise of source compatibility leaves it out: functions that are referred to without a call, and extensions of
/// the program's own that have the name of something new.
struct SourceCompatibility {
  let old: ReleaseModel
  let new: ReleaseModel
  let matching: TypeMatching

  // MARK: Types

  /// Whether two references are the same type for the compiler: plain names for other types make no difference.
  func isSameType(_ oldType: TypeReference, _ newType: TypeReference) -> Bool {
    swiftType(oldType, old) == swiftType(newType, new)
  }

  private func swiftType(_ type: TypeReference, _ side: ReleaseModel) -> String { side.spelling.text(side.resolved(type)) }

  /// The type of the stored property.
  private func swiftType(_ property: Property, _ side: ReleaseModel) -> String {
    var property = property
    property.type = side.resolved(property.type)
    if property.presence == .flattened, property.name == "additionalProperties" {
      return side.spelling.text(additional: property)
    }
    return side.spelling.text(property)
  }

  func type(_ oldType: TypeReference, _ newType: TypeReference) -> Verdict? {
    if isSameType(oldType, newType) { return nil }
    return .breaking("its type is \(swiftType(newType, new)) instead of \(swiftType(oldType, old))")
  }

  // MARK: Structs

  /// A property that both have, and that must be there on one side only, or may be null on one side only.
  ///
  /// - Parameter newProperty: The old property with the presence of the new one.
  func presence(_ oldProperty: Property, _ newProperty: Property, in owner: TypeID) -> Verdict? {
    let (oldType, newType) = (swiftType(oldProperty, old), swiftType(newProperty, old))
    if oldType != newType { return .breaking("the property is \(newType) instead of \(oldType)") }
    return initializer(in: owner, of: oldProperty)
  }

  /// What callers of the memberwise initializer notice of a property that is new, or that must be given on one side only.
  func initializer(in owner: TypeID, of property: Property) -> Verdict? {
    guard let oldType = old.types[owner], let id = matching.new[owner], let newType = new.types[id],
      case .structure(let before) = oldType.kind, case .structure(let after) = newType.kind
    else { return nil }
    // What others do to the initializer is their change: here they all stay as they were.
    let others = before.properties.filter { other in
      other.name != property.name
        && after.properties.contains { $0.name == other.name && $0.mustBeGiven == other.mustBeGiven }
    }
    func call(_ structure: Structure, _ side: ReleaseModel) -> CallSignature {
      let isFlattened = property.presence == .flattened
      let own = structure.properties.filter { $0.name == property.name && ($0.presence == .flattened) == isFlattened }
      let all = (others + own).sorted { ($0.mustBeGiven ? 0 : 1, $0.name) < ($1.mustBeGiven ? 0 : 1, $1.name) }
      return signature(Structure(properties: all), old)
    }
    guard let reason = call(before, old).breaks(against: call(after, new)).first else { return nil }
    let text = "calls of the initializer do not compile: \(reason)"
    if old.usage.directions(of: owner).contains(.sent) { return .breaking(text) }
    return .risky(text + "; as clients only receive this type, that is mostly in tests")
  }

  private func signature(_ structure: Structure, _ side: ReleaseModel) -> CallSignature {
    CallSignature(
      parameters: (structure.properties + [structure.additional].compactMap(\.self)).map { property in
        let isAdditional = property.presence == .flattened && property.name == "additionalProperties"
        return CallSignature.Parameter(
          label: property.swiftName,
          type: swiftType(property, side),
          hasDefault: !property.mustBeGiven || isAdditional
        )
      }
    )
  }

  // MARK: Wrappers

  /// Whether calls of the initializer of a method's parameters compile as before.
  func paramsAreCompatible(_ oldMethod: Method, _ newMethod: Method) -> Bool {
    guard let oldStructure = old.structure(oldMethod.params), let newStructure = new.structure(newMethod.params) else {
      return old.structure(oldMethod.params) == nil && new.structure(newMethod.params) == nil
    }
    return signature(oldStructure, old).breaks(against: signature(newStructure, new)).isEmpty
  }
}
