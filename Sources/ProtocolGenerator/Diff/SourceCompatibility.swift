/// Judges whether a program in another module that compiles with code generated from the old schema also compiles with code
/// generated from the new schema.
///
/// The program may use all public declarations: read and write properties, create structs, switch over enums and unions (with
/// an `@unknown default` case, which `@nonexhaustive` requires), and call functions with any arguments. As with every promise
/// of source compatibility, two uses are not covered: references to functions without a call, and the program's own extensions
/// that declare a name which the new code declares too.
struct SourceCompatibility {
  let old: ReleaseModel
  let new: ReleaseModel
  let matching: TypeMatching

  // MARK: Types

  /// Whether two type references are the same type for the compiler, apart from aliases.
  func isSameType(_ oldType: TypeReference, _ newType: TypeReference) -> Bool {
    swiftType(oldType, old) == swiftType(newType, new)
  }

  private func swiftType(_ type: TypeReference, _ side: ReleaseModel) -> String {
    side.swiftSpelling.text(side.resolved(type))
  }

  /// The type of the Swift property.
  private func swiftType(_ property: Property, _ side: ReleaseModel) -> String {
    var property = property
    property.type = side.resolved(property.type)
    return property.isAdditional ? side.swiftSpelling.text(additional: property) : side.swiftSpelling.text(property)
  }

  /// The verdict on a change of a type, or `nil` if the Swift type is the same.
  func type(_ oldType: TypeReference, _ newType: TypeReference) -> Verdict? {
    if isSameType(oldType, newType) { return nil }
    return .breaking("its type is \(swiftType(newType, new)) instead of \(swiftType(oldType, old))")
  }

  // MARK: Enums and unions

  /// The verdict on a new case of an enum.
  ///
  /// The enums of a public module are `@nonexhaustive`, which compilers since Swift 6.3 know: there, a switch in another module
  /// must have a default case. Inside of a module and of its package, a switch over all cases needs none.
  var newCase: Verdict {
    new.isOwnModule
      ? .breaking(
        "the module is not public, so a switch over the enum without a default case does not compile any more"
      )
      : .safe("the enum is @nonexhaustive, so with Swift 6.3 or newer every switch over it has a default case")
  }

  // MARK: Structs

  /// The verdict on a property that is required or nullable in one release only, or `nil` if no program notices it.
  ///
  /// - Parameter newProperty: The property of the old release, with its presence in the new release.
  func presence(_ oldProperty: Property, _ newProperty: Property, in owner: TypeID) -> Verdict? {
    let (oldType, newType) = (swiftType(oldProperty, old), swiftType(newProperty, old))
    if oldType != newType { return .breaking("the property is \(newType) instead of \(oldType)") }
    return initializer(in: owner, of: oldProperty)
  }

  /// The verdict on calls of a struct's memberwise initializer when a property is new, or becomes required or optional. `nil`
  /// if all calls compile.
  func initializer(in owner: TypeID, of property: Property) -> Verdict? {
    guard let oldType = old.types[owner], let id = matching.newIDs[owner], let newType = new.types[id],
      case .structure(let before) = oldType.kind, case .structure(let after) = newType.kind
    else { return nil }
    // Only the given property may differ: what happens to the other parameters is reported with their own properties.
    let others = before.properties.filter { other in
      other.name != property.name
        && after.properties.contains { $0.name == other.name && $0.mustBeGiven == other.mustBeGiven }
    }
    func call(_ structure: Structure) -> CallSignature {
      let isFlattened = property.presence == .flattened
      let own = structure.properties.filter { $0.name == property.name && ($0.presence == .flattened) == isFlattened }
      let all = (others + own).sorted { ($0.mustBeGiven ? 0 : 1, $0.name) < ($1.mustBeGiven ? 0 : 1, $1.name) }
      return signature(Structure(properties: all), old)
    }
    guard let reason = call(before).incompatibilities(with: call(after)).first else { return nil }
    let text = "calls of the initializer do not compile: \(reason)"
    return old.usage.directions(of: owner).contains(.clientToServer)
      ? .breaking(text) : .risky("\(text); clients only receive this type, so mostly tests create it")
  }

  /// The verdict on a property that moves from the experimental to the stable API, or `nil` if it has a default value.
  func requiredArgument(for property: Property, in owner: TypeID) -> Verdict? {
    guard property.mustBeGiven else { return nil }
    let text = "without the package trait ExperimentalAPI, calls of the initializer must pass it now"
    return old.usage.directions(of: owner).contains(.clientToServer) ? .breaking(text) : .risky(text)
  }

  private func signature(_ structure: Structure, _ side: ReleaseModel) -> CallSignature {
    CallSignature(
      parameters: structure.allProperties.map { property in
        CallSignature.Parameter(
          label: property.swiftName,
          type: swiftType(property, side),
          hasDefault: !property.mustBeGiven || property.isAdditional
        )
      }
    )
  }

  // MARK: Functions of the SDK

  /// Whether all calls of the initializer of a method's parameters compile with the new release.
  func paramsAreCompatible(_ oldMethod: Method, _ newMethod: Method) -> Bool {
    guard let oldStructure = old.structure(oldMethod.params), let newStructure = new.structure(newMethod.params) else {
      return old.structure(oldMethod.params) == nil && new.structure(newMethod.params) == nil
    }
    return signature(oldStructure, old).incompatibilities(with: signature(newStructure, new)).isEmpty
  }
}
