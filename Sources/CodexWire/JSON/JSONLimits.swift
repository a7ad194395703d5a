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
  /// - Throws: `DecodingError` when the object or array that `decoder` decodes is nested too deeply.
  static func checkDepth(of decoder: any Decoder) throws {
    guard decoder.codingPath.count >= maximumDepth else { return }
    throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: depthProblem))
  }

  /// - Throws: `EncodingError` when the object or array `value`, which `encoder` encodes, is nested too deeply.
  static func checkDepth(of encoder: any Encoder, encoding value: @autoclosure () -> Any) throws {
    guard encoder.codingPath.count >= maximumDepth else { return }
    throw EncodingError.invalidValue(value(), .init(codingPath: encoder.codingPath, debugDescription: depthProblem))
  }
}
