@testable import CodexWire

/// Changes a value as a newer server may: adds members, enum values and union branches that the schema does not contain.
/// Such values must always be decodable.
struct Mutator: Sendable {
  let bundle: SchemaBundle

  /// One possible change.
  struct Site: Hashable, Sendable, CustomStringConvertible {
    enum Kind: String, Hashable, Sendable, CaseIterable {
      /// Adds a member to a struct that does not declare the member.
      case unknownMember
      case unknownEnumValue
      /// Changes the tag of an internally tagged union.
      case unknownTag
      /// Changes the name of the only member, or the string, of an externally tagged union.
      case unknownKey
      /// Changes the member of an externally tagged union in an object with other properties.
      case unknownVariant
    }

    enum Step: Hashable, Sendable {
      case member(String)
      case element(Int)
    }

    var kind: Kind
    var path: [Step]

    var description: String {
      let pointer = path.map { step in
        switch step {
        case .member(let name): "/" + JSONPointer.escape(name)
        case .element(let index): "/\(index)"
        }
      }
      return "\(kind.rawValue) at \(path.isEmpty ? "the whole value" : pointer.joined())"
    }
  }

  /// All possible changes of the value; those of outer values come first.
  func sites(in value: JSONValue, as node: SchemaNode) -> [Site] {
    var sites: [Site] = []
    collect(value, node, at: [], into: &sites)
    return sites
  }

  /// Returns the value with one change.
  func mutated(_ value: JSONValue, at site: Site, using random: inout SplitMix64) -> JSONValue {
    if site.kind == .unknownVariant, case .member(let key)? = site.path.last {
      return changed(value, along: site.path.dropLast()) { renamed(key, in: $0, using: &random) }
    }
    return changed(value, along: site.path[...]) { change($0, site.kind, using: &random) }
  }

  private func renamed(_ key: String, in value: JSONValue, using random: inout SplitMix64) -> JSONValue {
    guard case .object(var members) = value, let member = members.removeValue(forKey: key) else { return value }
    members["unknown-\(random.next() % 1_000)"] = member
    return .object(members)
  }

  /// Returns the value with a member added to every struct in it.
  func withUnknownMembers(_ value: JSONValue, as node: SchemaNode, using random: inout SplitMix64) -> JSONValue {
    // The pointers of outer values stay valid when inner values change.
    sites(in: value, as: node).filter { $0.kind == .unknownMember }
      .reduce(value) { mutated($0, at: $1, using: &random) }
  }

  // MARK: Finding sites

  private func collect(_ value: JSONValue, _ node: SchemaNode, at path: [Site.Step], into sites: inout [Site]) {
    switch SchemaReader(bundle: bundle).read(value, as: node) {
    case .untyped, .unrecognized, .scalar: break
    case .enumeration: sites.append(Site(kind: .unknownEnumValue, path: path))
    case .array(let items):
      for (index, element) in (value.arrayValue ?? []).enumerated() {
        collect(element, items, at: path + [.element(index)], into: &sites)
      }
    case .dictionary(let values):
      for (name, member) in sorted(value) { collect(member, values, at: path + [.member(name)], into: &sites) }
    case .externallyTagged(let tag, let payload):
      sites.append(Site(kind: .unknownKey, path: path))
      if let payload, let inner = value[tag] { collect(inner, payload, at: path + [.member(tag)], into: &sites) }
    case .structure(let declared):
      // An additional member whose type the schema declares may be invalid, so none is added.
      if declared.additional == nil { sites.append(Site(kind: .unknownMember, path: path)) }
      for (name, member) in sorted(value) {
        let path = path + [.member(name)]
        if declared.tags.contains(name) {
          sites.append(Site(kind: .unknownTag, path: path))
          continue
        }
        if declared.keys.contains(name) { sites.append(Site(kind: .unknownVariant, path: path)) }
        if let property = declared.properties[name] {
          if member == .null, !property.isRequired { continue }
          collect(member, property.node, at: path, into: &sites)
        } else if let additional = declared.additional {
          collect(member, additional, at: path, into: &sites)
        }
      }
    }
  }

  private func sorted(_ value: JSONValue) -> [(key: String, value: JSONValue)] {
    (value.objectValue ?? [:]).sorted { $0.key < $1.key }
  }

  // MARK: Changing a site

  private func changed(
    _ value: JSONValue,
    along path: ArraySlice<Site.Step>,
    _ change: (JSONValue) -> JSONValue
  ) -> JSONValue {
    switch (path.first, value) {
    case (.member(let name)?, .object(var members)):
      members[name] = members[name].map { changed($0, along: path.dropFirst(), change) }
      return .object(members)
    case (.element(let index)?, .array(var elements)):
      elements[index] = changed(elements[index], along: path.dropFirst(), change)
      return .array(elements)
    default: return change(value)
    }
  }

  private func change(_ value: JSONValue, _ kind: Site.Kind, using random: inout SplitMix64) -> JSONValue {
    let number = random.next() % 1_000
    let name = "unknown-\(number)"
    switch (kind, value) {
    case (.unknownMember, .object(var members)):
      members[name] = SampleValues.untyped.randomElement(using: &random)
      return .object(members)
    case (.unknownKey, .object(let members)):
      return .object([name: members.values.first ?? .null])
    case (_, .integer): return .integer(1_000_000 + Int64(number))
    default: return .string(name)
    }
  }
}
