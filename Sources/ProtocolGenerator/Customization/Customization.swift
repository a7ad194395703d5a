/// What `customization.json` says: everything about Codex that the schema does not, as data.
///
/// Each entry knows its pointer in the file, since one that hits nothing is an error that names it.
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
  var enumAliases: [Entry<[String: String]>] = []
  var threeState: [Entry<Void>] = []
  /// Types that have members which the schema does not show.
  var additionalMembers: [Entry<Void>] = []
  var responses: [Entry<String>] = []
  var wrappers = WrapperSettings()

  typealias Entry = JSONEntry

  static let none = Customization(path: "")
}
