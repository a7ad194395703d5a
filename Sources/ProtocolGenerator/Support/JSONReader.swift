/// Reads the values of a JSON file that a person wrote, and collects a diagnostic with a pointer for each value of a
/// wrong form.
struct JSONReader {
  let path: String
  private(set) var diagnostics: [Diagnostic] = []

  init(path: String) { self.path = path }

  mutating func report(_ pointer: String, _ message: String) {
    diagnostics.append(.error(path, pointer, message))
  }

  mutating func add(_ others: [Diagnostic]) { diagnostics += others }

  /// The members of an object, sorted by name; an empty list when the object is absent.
  mutating func members(
    _ json: JSONValue?,
    at pointer: String
  ) -> [(name: String, value: JSONValue, pointer: String)] {
    guard let json else { return [] }
    guard let members = json.objectValue else {
      report(pointer, "this should be an object")
      return []
    }
    return members.sorted { $0.key < $1.key }
      .map { (name: $0.key, value: $0.value, pointer: "\(pointer)/\(JSONPointer.escape($0.key))") }
  }

  mutating func elements(_ json: JSONValue?, at pointer: String) -> [(value: JSONValue, pointer: String)] {
    guard let json else { return [] }
    guard let elements = json.arrayValue else {
      report(pointer, "this should be an array")
      return []
    }
    return elements.enumerated().map { (value: $1, pointer: "\(pointer)/\($0)") }
  }

  /// A string that is not empty. For any other value the result is `nil`, and a diagnostic is reported.
  mutating func string(_ json: JSONValue?, at pointer: String) -> String? {
    if let text = json?.stringValue, !text.isEmpty { return text }
    report(pointer, "this should be a string that is not empty")
    return nil
  }

  /// A string that is not empty, or `nil` for an absent value.
  mutating func optionalString(_ json: JSONValue?, at pointer: String) -> String? {
    json.flatMap { string($0, at: pointer) }
  }

  /// The strings of an array, each with its pointer.
  mutating func names(_ json: JSONValue?, at pointer: String) -> [JSONEntry<Void>] {
    elements(json, at: pointer).compactMap { value, place in
      string(value, at: place).map { .init(subject: $0, value: (), pointer: place) }
    }
  }

  /// The members of an object whose values are strings, each with its pointer.
  mutating func strings(_ json: JSONValue?, at pointer: String) -> [JSONEntry<String>] {
    members(json, at: pointer).compactMap { name, value, place in
      string(value, at: place).map { .init(subject: name, value: $0, pointer: place) }
    }
  }

  mutating func stringMembers(_ json: JSONValue?, at pointer: String) -> [String: String] {
    Dictionary(uniqueKeysWithValues: strings(json, at: pointer).map { ($0.subject, $0.value) })
  }

  /// A Boolean, or `nil` for an absent value.
  mutating func boolean(_ json: JSONValue?, at pointer: String) -> Bool? {
    guard let json else { return nil }
    if json.boolValue == nil { report(pointer, "this should be true or false") }
    return json.boolValue
  }

  /// Reports the members of an object whose names are not among `names`.
  mutating func checkNames(of json: JSONValue, among names: [String], at pointer: String) {
    for (name, _, place) in members(json, at: pointer) where !names.contains(name) {
      report(place, "there is no \"\(name)\" here\(suggestion(for: name, among: names))")
    }
  }
}
