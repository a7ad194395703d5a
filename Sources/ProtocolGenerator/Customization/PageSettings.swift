/// An entry of the section `pages`: how the sequence of a method that returns pages is called, or why the method has none.
struct PageSettings: Sendable {
  /// The name of the function that returns the sequence. `nil` for the name that follows from the method's function.
  var name: String?
  /// What the sequence contains.
  var documentation: String?
  /// The reason why the method has no sequence although its parameters or its response have a cursor.
  var exception: String?

  /// The names of an entry's properties in the customization file.
  static let members = ["name", "documentation", "exception"]
}

extension JSONReader {
  /// The entries of the section `pages`, by the names of the methods. An entry that is not valid is reported.
  mutating func pages(_ json: JSONValue?, at pointer: String) -> [JSONEntry<PageSettings>] {
    members(json, at: pointer).map { method, value, place in
      checkNames(of: value, among: PageSettings.members, at: place)
      let settings = PageSettings(
        name: optionalString(value["name"], at: "\(place)/name"),
        documentation: optionalString(value["documentation"], at: "\(place)/documentation"),
        exception: optionalString(value["exception"], at: "\(place)/exception")
      )
      if let name = settings.name, !name.isIdentifier {
        report("\(place)/name", "\"\(name)\" is not a Swift identifier")
      }
      if value.objectValue?.isEmpty == true { report(place, "this entry is empty") }
      if settings.exception != nil, settings.name != nil || settings.documentation != nil {
        report("\(place)/exception", "a method without a sequence has neither a name nor a documentation for one")
      }
      return .init(subject: method, value: settings, pointer: place)
    }
  }
}
