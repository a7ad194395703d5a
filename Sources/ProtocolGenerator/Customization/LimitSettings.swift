/// An entry of the section `limits`: what does not work with older releases of Codex.
struct LimitSettings: Sendable {
  /// The first release without the limit.
  var until: String
  var documentation: String

  /// The names of an entry's properties in the customization file.
  static let members = ["until", "documentation"]
}

extension JSONReader {
  /// The entries of the section `limits`, by the Swift names of the limits. An entry that is not valid is reported and left out.
  mutating func limits(_ json: JSONValue?, at pointer: String) -> [JSONEntry<LimitSettings>] {
    members(json, at: pointer).compactMap { name, value, place in
      checkNames(of: value, among: LimitSettings.members, at: place)
      let until = string(value["until"], at: "\(place)/until")
      let documentation = string(value["documentation"], at: "\(place)/documentation")
      guard let until, let documentation else { return nil }
      if !name.isIdentifier { report(place, "\"\(name)\" is not a Swift identifier") }
      if !Self.isRelease(until) {
        report("\(place)/until", "\"\(until)\" is not a release; write three numbers with dots, such as \"0.163.0\"")
      }
      return .init(
        subject: name,
        value: LimitSettings(until: until, documentation: documentation),
        pointer: place
      )
    }
  }

  private static func isRelease(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3
      && parts.allSatisfy { part in
        (1...9).contains(part.utf8.count)
          && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
