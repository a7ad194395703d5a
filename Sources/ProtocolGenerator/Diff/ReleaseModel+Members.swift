import CodexWire

/// The members of an object: the properties of its struct, and those of unions that are flattened into the object.
extension ReleaseModel {
  /// The property for the member `name` of a struct's object, or `nil` if the object has no such member. A member that only
  /// some branches of a flattened union have is optional.
  func member(_ name: String, of structure: Structure) -> Property? {
    if let property = structure.properties.first(where: { $0.name == name && $0.presence != .flattened }) {
      return property
    }
    for union in structure.properties where union.presence == .flattened {
      let branches = branches(of: union)
      let found = branches.compactMap { branch in branch.first { $0.name == name } }
      guard var property = found.first else { continue }
      if found.count < branches.count || found.contains(where: { !$0.mustBeGiven }) { property.presence = .optional }
      return property
    }
    return nil
  }

  /// The members of each branch of a flattened union. A tag is one of the members, and its default value is the tag's value
  /// in the branch.
  func branches(of property: Property) -> [[Property]] {
    guard let id = property.type.name, case .union(let union)? = types[id]?.kind else { return [] }
    return union.branches.map { branch in
      let payload = structure(branch.payload)?.properties ?? []
      switch union.kind.form(of: branch) {
      case .payload: return payload
      case .string(let name), .object(_, payload: .property(let name)):
        return [Property(name: name, type: branch.payload ?? .json, presence: .required)]
      case .object(let tags, payload: .none), .object(let tags, payload: .properties):
        return branch.payloadHasTag ? payload : tagProperties(tags) + payload
      }
    }
  }

  private func tagProperties(_ tags: [String: String]) -> [Property] {
    tags.sorted { $0.key < $1.key }.map { name, value in
      var property = Property(name: name, type: .scalar(.string), presence: .required)
      property.defaultValue = .string(value)
      return property
    }
  }
}
