/// The limits that all readers and writers of JSON in this module share.
enum JSONLimits {
  /// How many objects and arrays may contain each other.
  ///
  /// Reading, writing, comparing, hashing, describing and releasing a value call themselves for each level. With this
  /// limit they need less than 512 KB of stack, also without optimization: that is the stack of a thread of Swift's thread
  /// pool on Darwin. Codex itself reads JSON with the same limit (it is the default of its JSON library).
  static let maximumDepth = 128

  /// How many characters a number may have that is passed to `JSONDecoder`.
  ///
  /// `JSONDecoder` stops the program for some longer numbers: those that `Decimal` cannot represent, although they are
  /// integers of 64 bits, such as 0.00…09e167 with 150 zeros.
  static let maximumNumberLength = 100

  static let depthProblem = "the JSON is nested deeper than \(maximumDepth) levels"
}

extension JSONLimits {
  /// How deep an array, a dictionary or a boxed property of a generated type may be in JSON that `JSONDecoder` or
  /// `JSONEncoder` handles. Only recursive types get that deep.
  ///
  /// Without optimization, each of these levels needs up to 7 KB of stack, and each level of a `JSONValue` 3 KB.
  static let maximumTypedDepth = 32

  private static let typedDepthProblem = "a recursive type is nested deeper than \(maximumTypedDepth) levels"

  /// - Throws: `DecodingError` when the `JSONValue` that `decoder` decodes is nested too deeply.
  static func checkDepth(of decoder: any Decoder) throws {
    guard decoder.codingPath.count >= maximumDepth else { return }
    throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: depthProblem))
  }

  /// - Throws: `EncodingError` when the `JSONValue` that `encoder` encodes is nested too deeply.
  static func checkDepth(of encoder: any Encoder, encoding value: JSONValue) throws {
    guard encoder.codingPath.count >= maximumDepth else { return }
    throw EncodingError.invalidValue(value, .init(codingPath: encoder.codingPath, debugDescription: depthProblem))
  }

  /// - Throws: `DecodingError` when the part of a generated type that `decoder` decodes is nested too deeply.
  static func checkTypedDepth(of decoder: any Decoder) throws {
    guard decoder.codingPath.count >= maximumTypedDepth else { return }
    throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: typedDepthProblem))
  }

  /// - Throws: `EncodingError` when the part `value` of a generated type, which `encoder` encodes, is nested too deeply.
  static func checkTypedDepth(of encoder: any Encoder, encoding value: @autoclosure () -> Any) throws {
    guard encoder.codingPath.count >= maximumTypedDepth else { return }
    throw EncodingError.invalidValue(
      value(),
      .init(codingPath: encoder.codingPath, debugDescription: typedDepthProblem)
    )
  }
}
