/// The values that belong to a branch of an untagged union. Generated code uses it; programs do not need it.
///
/// Nothing in the value names the branch, and generated types decode also values that the schema does not contain. So the
/// branch is chosen by pattern before the value is decoded, and `unrecognized(…)` is used only when no pattern matches.
@_spi(Generated) public indirect enum _JSONPattern: Sendable {
  case null
  case boolean
  /// Any string, or one of `values` when the schema lists the values.
  case string(among: [String]? = nil)
  case integer
  case number
  /// An array with any elements.
  case array
  /// An array whose elements match a pattern. An array with other elements, such as those that a newer server adds,
  /// matches less well, but it matches.
  case arrayOf(_JSONPattern)
  /// An object with the members `required` and the members `constants`, which have exactly these strings as values.
  /// `known` names all members that the schema declares.
  case object(required: [String] = [], constants: [String: String] = [:], known: [String] = [])
  case anyOf([_JSONPattern])
  /// Any value.
  case any

  /// How well `value` matches: a number that is larger the more of the value the pattern explains; `nil` for no match.
  func fit(_ value: JSONValue) -> Int? {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.string(among: nil), .string), (.array, .array): 1
    case (.arrayOf(let pattern), .array(let elements)):
      !elements.isEmpty && elements.allSatisfy { pattern.fit($0) != nil } ? 2 : 1
    case (.string(let values?), .string(let text)): values.contains(text) ? 2 : nil
    case (.integer, .integer), (.integer, .unsignedInteger): 2
    case (.number, .integer), (.number, .unsignedInteger), (.number, .number): 1
    case (.object(let required, let constants, let known), .object(let members)):
      if required.allSatisfy({ members[$0] != nil }), constants.allSatisfy({ members[$0] == .string($1) }) {
        // A constant counts more than any number of known members.
        1 + known.count(where: { members[$0] != nil }) + 1_000 * constants.count
      } else {
        nil
      }
    case (.anyOf(let patterns), _): patterns.compactMap { $0.fit(value) }.max()
    case (.any, _): 0
    default: nil
    }
  }
}

extension _JSONPattern {
  /// The index of the pattern that matches `json` best; the first one of several that match equally well.
  ///
  /// - Parameter take: Decides whether the branch with this index accepts the value. Called only for a pattern that
  ///   matches better than those accepted before.
  static func choose<Failure: Error>(
    among patterns: [_JSONPattern],
    for json: JSONValue,
    take: (Int) throws(Failure) -> Bool
  ) throws(Failure) -> Int? {
    var best: (fit: Int, index: Int)?
    for (index, pattern) in patterns.enumerated() {
      guard let fit = pattern.fit(json), fit > best?.fit ?? -1, try take(index) else { continue }
      best = (fit, index)
    }
    return best?.index
  }
}
