import CodexWire

/// What a person has to do after the package was moved to another release, because a program cannot decide it.
public struct UpgradeStep: Hashable, Sendable {
  /// What to do, in whole sentences.
  public var task: String
  /// The path of the file to edit; `nil` if no file has to be edited.
  public var file: String?
  /// The text to add to the file. It is complete except for places marked with `…`. `nil` if the task says everything.
  public var entry: String?

  public init(task: String, file: String? = nil, entry: String? = nil) {
    self.task = task
    self.file = file
    self.entry = entry
  }
}

extension UpgradeStep {
  /// A step that adds entries to the customization.
  ///
  /// - Parameter entries: The members to add to the object at the root of the file.
  init(_ task: String, adding entries: CustomizationEntries, to file: String) {
    self.init(task: task, file: file, entry: entries.text)
  }
}

/// Members that a person adds to a customization, as one JSON text.
struct CustomizationEntries {
  private var root = JSONObject()

  var isEmpty: Bool { root.isEmpty }

  /// Adds a member.
  ///
  /// - Parameter path: The names of the objects around the member, from the root of the file.
  mutating func add(_ value: JSONValue, at path: [String], named name: String) {
    root = Self.adding(value, at: (path + [name])[...], to: root)
  }

  /// Adds an element to an array.
  ///
  /// - Parameter path: The names that lead to the array, from the root of the file.
  mutating func append(_ value: JSONValue, to path: [String]) {
    let elements = path.reduce(JSONValue.object(root)) { $0[$1] ?? .null }.arrayValue ?? []
    root = Self.adding(.array(elements + [value]), at: path[...], to: root)
  }

  private static func adding(
    _ value: JSONValue,
    at path: ArraySlice<String>,
    to object: JSONObject
  ) -> JSONObject {
    guard let name = path.first else { return object }
    var object = object
    let rest = path.dropFirst()
    let inner = object[name]?.objectValue ?? JSONObject()
    object[name] = rest.isEmpty ? value : .object(adding(value, at: rest, to: inner))
    return object
  }

  /// The members as JSON text, without the braces of the root.
  var text: String {
    let lines = JSONValue.object(root).prettyText.split(separator: "\n").dropFirst().dropLast()
    return lines.map { $0.dropFirst(2) }.joined(separator: "\n")
  }
}
