/// The section `documentation`: descriptions of what the schema leaves without a description, and better words for its own
/// descriptions.
struct DocumentationSettings: Sendable {
  /// The descriptions of methods and notifications, by their names in JSON.
  var methods: [Customization.Entry<String>] = []
  /// The descriptions of types, by path.
  var types: [Customization.Entry<String>] = []
  /// The descriptions of properties, enum values and branches of unions, by `TYPE.MEMBER`. An entry without a type, such as
  /// `threadId`, describes this property of each type that has no entry of its own for the property.
  var members: [Customization.Entry<String>] = []
  /// Words of the schema's descriptions, and the words that take their place.
  var replacements: [Customization.Entry<String>] = []

  /// The members of the section.
  static let members = ["methods", "types", "members", "replacements"]

  var isEmpty: Bool { methods.isEmpty && types.isEmpty && members.isEmpty && replacements.isEmpty }

  mutating func add(_ other: DocumentationSettings) {
    methods += other.methods
    types += other.types
    members += other.members
    replacements += other.replacements
  }
}

extension JSONReader {
  /// The section `documentation` of a customization file.
  mutating func documentation(_ section: JSONValue?, at pointer: String) -> DocumentationSettings {
    guard let section else { return DocumentationSettings() }
    checkNames(of: section, among: DocumentationSettings.members, at: pointer)
    var settings = DocumentationSettings()
    settings.methods = strings(section["methods"], at: "\(pointer)/methods")
    settings.types = strings(section["types"], at: "\(pointer)/types")
    settings.members = strings(section["members"], at: "\(pointer)/members")
    for (words, value, place) in members(section["replacements"], at: "\(pointer)/replacements") {
      // An empty text removes the words.
      if let text = value.stringValue, !words.isEmpty {
        settings.replacements.append(.init(subject: words, value: text, pointer: place))
      } else {
        report(place, "this should be a string, for words that are not empty")
      }
    }
    return settings
  }
}
