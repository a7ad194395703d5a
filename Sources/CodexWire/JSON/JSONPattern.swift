/// What a JSON value must look like to belong to a branch of an untagged union.
///
/// Such a union has nothing that names its branch, and generated types are open: they decode from more than the schema
/// says. So the branch is chosen by shape before it is decoded, and a fallback never wins over a real branch.
public indirect enum _JSONPattern: Sendable {
  case null
  case boolean
  /// Any string, or one of `values` where the schema lists them.
  case string(among: [String]? = nil)
  case integer
  case number
  /// An array; its elements are left to decoding.
  case array
  /// An array whose elements have this shape. One that has not, such as a newer server's, does not exclude the array:
  /// it only fits less well.
  case arrayOf(_JSONPattern)
  /// An object with the members `required`, of which those in `constants` have exactly that text. `known` names the
  /// members that the schema declares.
  case object(required: [String] = [], constants: [String: String] = [:], known: [String] = [])
  case anyOf([_JSONPattern])
  /// Whatever the schema leaves open.
  case any

  /// How well `value` fits: `nil` when it does not, else a number that is larger the more the shape explains.
  public func fit(_ value: JSONValue) -> Int? {
    switch (self, value) {
    case (.null, .null), (.boolean, .bool), (.string(among: nil), .string), (.array, .array): 1
    case (.arrayOf(let shape), .array(let elements)):
      !elements.isEmpty && elements.allSatisfy { shape.fit($0) != nil } ? 2 : 1
    case (.string(let values?), .string(let text)): values.contains(text) ? 2 : nil
    case (.integer, .integer), (.integer, .unsignedInteger): 2
    case (.number, .integer), (.number, .unsignedInteger), (.number, .number): 1
    case (.object(let required, let constants, let known), .object(let members)):
      if required.allSatisfy({ members[$0] != nil }), constants.allSatisfy({ members[$0] == .string($1) }) {
        // A constant says more than any number of members that happen to be known.
        1 + known.count(where: { members[$0] != nil }) + 1_000 * constants.count
      } else {
        nil
      }
    case (.anyOf(let shapes), _): shapes.compactMap { $0.fit(value) }.max()
    case (.any, _): 0
    default: nil
    }
  }
}

extension _JSONPattern {
  /// The place of the shape that fits `json` best, the first of those that fit equally well.
  ///
  /// - Parameter take: Whether the value can be taken for one of this shape. Asked for each that fits better than those
  ///   taken before.
  static func choose<Failure: Error>(
    among shapes: [_JSONPattern],
    for json: JSONValue,
    take: (Int) throws(Failure) -> Bool
  ) throws(Failure) -> Int? {
    var best: (fit: Int, index: Int)?
    for (index, shape) in shapes.enumerated() {
      guard let fit = shape.fit(json), fit > best?.fit ?? -1, try take(index) else { continue }
      best = (fit, index)
    }
    return best?.index
  }
}
