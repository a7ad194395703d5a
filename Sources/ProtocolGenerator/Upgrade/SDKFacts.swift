import CodexWire

/// The copy of a part of `schema/customization.json` that is compiled into codexgen.
public enum SDKFacts {
  /// The path of the copy in the package.
  public static let path = "Sources/codexgen/Defaults/facts.json"

  /// The sections that `CustomizationFacts` reads.
  private static let sections = ["threeState", "additionalMembers", "secrets", "notSecrets", "responses"]

  /// The text of the copy.
  ///
  /// - Throws: `GeneratorError` for a customization that is not JSON.
  public static func copy(of customization: SourceFile) throws(GeneratorError) -> String {
    let customization = try customization.json()
    var copy = facts(of: customization)
    copy["experimental"] = customization["experimental"].map { .object(facts(of: $0)) }
    return String(decoding: JSONValue.object(copy).sortedText, as: UTF8.self)
  }

  private static func facts(of customization: JSONValue) -> JSONObject {
    JSONObject(sections.compactMap { section in customization[section].map { (section, $0) } })
  }
}
