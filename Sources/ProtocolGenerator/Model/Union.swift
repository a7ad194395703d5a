/// A type whose values have one of several forms.
struct Union: Hashable, Sendable {
  var kind: Kind
  var branches: [Branch]
  /// Whether the schema itself ends the union with a branch that takes any other value. The generated case
  /// `unrecognized` stands for that branch.
  var hasCatchAll = false
}

/// One form that the values of a union may have.
struct Branch: Hashable, Sendable {
  /// The tag's value in JSON; for a union without tags, the name of the branch.
  var tag: String
  var swiftName = ""
  /// `nil` when the tag is the whole value.
  var payload: TypeReference?
  var documentation = Documentation()
  var availability = Availability.always
  /// Whether the payload's type declares the tag as a property, so that the payload writes the tag.
  var payloadHasTag = false
  /// Whether the payload contains the union, so that the union stores the payload behind a reference.
  var isBoxed = false
}

extension Union {
  /// How JSON tells the branches of a union apart.
  ///
  /// Everything that differs between the kinds is a property or a function of this type, so that the stages behind the
  /// model need no `switch` over the kinds.
  enum Kind: Hashable, Sendable {
    /// A property with this name, in the object of each branch, holds the tag.
    case internallyTagged(String)
    /// The value is the tag as a string, or an object whose only property has the tag as its name.
    case externallyTagged
    /// The values have no tag; only their JSON types and properties tell the branches apart.
    case untagged

    /// The kinds without their details, for tables and reports. The raw value is the key in JSON reports.
    enum Style: String, Hashable, Sendable, CaseIterable {
      case internallyTagged, externallyTagged, untagged
    }
  }
}

extension Union.Kind {
  var style: Style {
    switch self {
    case .internallyTagged: .internallyTagged
    case .externallyTagged: .externallyTagged
    case .untagged: .untagged
    }
  }

  /// Whether the values have tags.
  var hasTags: Bool { style != .untagged }

  /// The property that holds the tag, when the tag is the value of a property.
  var tagProperty: String? { if case .internallyTagged(let name) = self { name } else { nil } }

  /// Whether the properties of a payload stand beside the tag, in the same object.
  var mergesPayload: Bool { style == .internallyTagged }

  /// Whether every value is a JSON object.
  var hasOnlyObjects: Bool { style == .internallyTagged }

  /// Whether the value of a branch without payload is the tag as a string.
  var writesBareTags: Bool { style == .externallyTagged }

  /// How JSON writes a value of a branch of this kind of union.
  func form(of branch: Branch) -> BranchForm {
    switch self {
    case .internallyTagged(let tag):
      .object(tags: [tag: branch.tag], payload: branch.payload == nil ? .none : .properties)
    case .externallyTagged:
      branch.payload == nil ? .string(branch.tag) : .object(tags: [:], payload: .property(branch.tag))
    case .untagged: .payload
    }
  }

  /// The tag and the payload of a JSON value; `nil` when the value does not have the form of this kind of union.
  func parts(of value: JSONValue) -> TaggedValue? {
    switch self {
    case .internallyTagged(let name):
      guard let members = value.objectValue, let tag = members[name]?.stringValue else { return nil }
      return TaggedValue(tag: tag, payload: .properties(members.filter { $0.key != name }))
    case .externallyTagged:
      if let tag = value.stringValue { return TaggedValue(tag: tag, payload: .none) }
      guard let members = value.objectValue, members.count == 1, let (tag, payload) = members.first else { return nil }
      return TaggedValue(tag: tag, payload: .value(payload))
    case .untagged: return nil
    }
  }
}

/// How JSON writes the values of one branch.
enum BranchForm: Hashable, Sendable {
  /// The value is this string.
  case string(String)
  /// The value is an object with these constant properties.
  case object(tags: [String: String], payload: PayloadPlace)
  /// The value is the payload itself.
  case payload

  enum PayloadPlace: Hashable, Sendable {
    case none
    /// The payload's properties stand beside the tags.
    case properties
    /// The payload is the value of the property with this name.
    case property(String)
  }
}

/// A JSON value of a union with tags, taken apart.
struct TaggedValue: Hashable, Sendable {
  var tag: String
  var payload: Payload

  enum Payload: Hashable, Sendable {
    /// There is no payload.
    case none
    /// The properties beside the tag, which are the payload if the branch has one.
    case properties(JSONObject)
    case value(JSONValue)
  }
}

// MARK: Words for messages

extension Union.Kind {
  /// What a value with a tag has to be, after "it should be".
  var expectedValue: String {
    switch self {
    case .internallyTagged(let tag): "an object with the member \"\(tag)\""
    case .externallyTagged: "a string or an object with the tag as its only member"
    case .untagged: "a value of one of the branches"
    }
  }

  /// The kind in a few words, such as `internally tagged by "type"`.
  var summary: String { tagProperty.map { "\(style.title) by \"\($0)\"" } ?? style.title }
}

extension Union.Kind.Style {
  var title: String {
    switch self {
    case .internallyTagged: "internally tagged"
    case .externallyTagged: "externally tagged"
    case .untagged: "untagged"
    }
  }
}
