/// The contents of `customization.json`: knowledge about Codex that the schema does not contain.
///
/// Each entry knows its pointer in the file, so that the error about an entry without effect can name its place.
struct Customization: Sendable {
  var path: String
  /// How words of the schema's names are written in Swift names, by the word in small letters: `chatgpt` -> `ChatGPT` of
  /// the section `words`, and `fs` -> `FileSystem` of the section `wordReplacements`.
  var words: [String: String] = [:]
  /// The entries of the section `words`, with their pointers.
  var wordEntries: [Entry<String>] = []
  /// The entries of the section `wordReplacements`, with their pointers.
  var wordReplacementEntries: [Entry<String>] = []
  var typeNames: [Entry<String>] = []
  var memberNames: [Entry<String>] = []
  /// The values that are known for definitions which the schema declares as strings without an enum.
  var knownValues: [Entry<[Entry<Void>]>] = []
  var enumAliases: [Entry<[String: String]>] = []
  var threeState: [Entry<Void>] = []
  /// Types whose values have properties that the schema does not declare.
  var additionalMembers: [Entry<Void>] = []
  /// The properties whose values descriptions do not show.
  var secrets: [Entry<Void>] = []
  /// The properties whose names look like names of secrets, although their values are no secrets.
  var notSecrets: [Entry<Void>] = []
  /// The properties that are dates, durations or bytes in Swift.
  var representations = RepresentationSettings()
  var responses: [Entry<String>] = []
  /// Descriptions of what the schema leaves without a description.
  var documentation = DocumentationSettings()
  var wrappers = WrapperSettings()
  /// Whether the table of definitions for the property tests of this package is generated.
  var hasDefinitionTable = false

  typealias Entry = JSONEntry

  static let none = Customization(path: "")
}
