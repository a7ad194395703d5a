/// One entry of a JSON file that a person wrote, such as `customization.json`: what the entry is about, and its value.
///
/// Each entry knows its place in the file, so that a message about an entry without effect can name the place.
struct JSONEntry<Value: Sendable>: Sendable {
  /// The name of the thing that the entry is about, as the file writes it.
  var subject: String
  var value: Value
  /// The JSON pointer of the entry.
  var pointer: String
}

extension Array {
  /// The names in a list of names.
  func names() -> [String] where Element == JSONEntry<Void> { map(\.subject) }

  /// The first entry about `subject`.
  func entry<Value>(_ subject: String) -> Element? where Element == JSONEntry<Value> {
    first { $0.subject == subject }
  }
}
