import CodexWire

/// The members of a struct's object, those of unions that stand in the same object too.
extension ReleaseModel {
  /// The member called `name`. One that only some branches have may be missing.
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

  /// The members of each branch of a union that is flattened into an object. The tag has its value as default.
  func branches(of property: Property) -> [[Property]] {
    guard let id = property.type.name, case .union(let union)? = types[id]?.kind else { return [] }
    return union.branches.map { branch in
      if union.kind == .externallyTagged {
        return [Property(name: branch.tag, type: branch.payload ?? .json, presence: .required)]
      }
      let members = structure(branch.payload)?.properties ?? []
      guard case .internallyTagged(let tag) = union.kind, !branch.payloadHasTag else { return members }
      var property = Property(name: tag, type: .scalar(.string), presence: .required)
      property.defaultValue = .string(branch.tag)
      return [property] + members
    }
  }
}
