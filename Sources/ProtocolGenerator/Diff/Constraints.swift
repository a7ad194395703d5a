import CodexWire

/// The keywords that restrict the values of a schema node without changing their type, such as `pattern` and `maximum`.
///
/// No Swift type expresses them, so the model does not contain them. They are read from the bundle when two releases are compared.
struct Constraints: Hashable {
  /// The value of each keyword. A keyword about the elements of an array starts with `items `.
  private(set) var values: [String: JSONValue] = [:]

  /// How a constraint changed.
  enum Trend: Hashable {
    /// Each value that was valid is valid.
    case looser
    /// Some values that were valid may no longer be valid.
    case stricter
  }

  /// - Parameter node: A node of a schema.
  init(of node: JSONValue) { add(node, prefix: "") }

  private mutating func add(_ node: JSONValue, prefix: String) {
    for keyword in Self.upperLimits + Self.lowerLimits + Self.others {
      if let value = node[keyword], Self.isConstraint(keyword, value, of: node) { values[prefix + keyword] = value }
    }
    if let items = node["items"] { add(items, prefix: prefix + "items ") }
    if let members = node["additionalProperties"], members.objectValue != nil {
      add(members, prefix: prefix + "members ")
    }
    for keyword in ["allOf", "anyOf", "oneOf"] {
      let branches = (node[keyword]?.arrayValue ?? []).filter { $0["type"] != .string("null") }
      if branches.count == 1 { add(branches[0], prefix: prefix) }
    }
  }

  private static let upperLimits = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"]
  private static let lowerLimits = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"]
  private static let others = ["format", "pattern", "multipleOf", "uniqueItems", "contentEncoding", "contentMediaType"]

  /// Whether the keyword restricts the values beyond their type. The formats of numbers are widths, which belong to the type.
  private static func isConstraint(_ keyword: String, _ value: JSONValue, of node: JSONValue) -> Bool {
    let format = node["format"]?.stringValue ?? ""
    switch keyword {
    case "format": return ModelBuilder.integerFormats[format] == nil && !["double", "float"].contains(format)
    case "minimum": return !(format.hasPrefix("uint") && number(value) == 0)
    case "uniqueItems": return value == .bool(true)
    default: return true
    }
  }

  private static func number(_ value: JSONValue) -> Double? { Double(value.text) }

  /// The constraints that differ, with their values and the trend, sorted by keyword.
  func changes(to other: Constraints) -> [(keyword: String, old: JSONValue?, new: JSONValue?, trend: Trend)] {
    Set(values.keys).union(other.values.keys).sorted().compactMap { keyword in
      let (old, new) = (values[keyword], other.values[keyword])
      return old == new ? nil : (keyword, old, new, Self.trend(keyword, old, new))
    }
  }

  private static func trend(_ keyword: String, _ old: JSONValue?, _ new: JSONValue?) -> Trend {
    guard let new else { return .looser }
    guard let old, let before = number(old), let after = number(new) else { return .stricter }
    let name = keyword.split(separator: " ").last.map(String.init) ?? keyword
    if upperLimits.contains(name) { return after > before ? .looser : .stricter }
    if lowerLimits.contains(name) { return after < before ? .looser : .stricter }
    return .stricter
  }
}

extension JSONValue {
  /// The value at a JSON pointer, or `nil` if there is none.
  func value(at pointer: String) -> JSONValue? {
    var value = self
    for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let name = String(part).replacing("~1", with: "/").replacing("~0", with: "~")
      if let member = value[name] {
        value = member
      } else if let elements = value.arrayValue, let index = Int(name), elements.indices.contains(index) {
        value = elements[index]
      } else {
        return nil
      }
    }
    return value
  }
}
