/// What `customization.json` says: everything about Codex that the schema does not, as data.
///
/// Each entry knows its pointer in the file, since one that hits nothing is an error that names it.
struct Customization: Sendable {
  var path: String
  /// Words that are written in their own way in Swift names: `chatgpt` -> `ChatGPT`.
  var words: [String: String] = [:]
  /// The same words as they stand in the file, with their pointers.
  var wordEntries: [Entry<String>] = []
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
