/// What a definition without a description is for: the parameters of a message, or the response to a request.
///
/// The sentences say what the message does, so that a reader of the definition need not look for the message:
/// "The parameters of `fs/copy`, which copies a file or a folder."
struct MessagePurpose: Sendable {
  enum Role: Sendable {
    case parameters, response
  }

  /// The paragraphs of the documentation comment.
  let paragraphs: [String]
  /// Whether the sentences say what the message does.
  let isDescribed: Bool

  /// - Parameters:
  ///   - method: The name of the message in JSON.
  ///   - documentation: The description of the message.
  ///   - function: The function of the SDK that sends the request, as programs call it; `nil` when there is none.
  init(_ role: Role, of method: String, isRequest: Bool, _ documentation: Documentation, function: String?) {
    let start =
      switch role {
      case .parameters where isRequest: "The parameters of \(method.codeSpan)"
      case .parameters: "The parameters of the notification \(method.codeSpan)"
      case .response: "The response to \(method.codeSpan)"
      }
    let sentence = documentation.text.firstSentence
    isDescribed = !sentence.isEmpty
    if let clause = Self.relativeClause(sentence), isRequest {
      paragraphs = ["\(start), \(clause)"] + Self.hint(role, function)
    } else {
      paragraphs = ["\(start)."] + (sentence.isEmpty ? [] : [sentence]) + Self.hint(role, function)
    }
  }

  private static func hint(_ role: Role, _ function: String?) -> [String] {
    guard role == .parameters, let function else { return [] }
    return ["In CodexSDK, \(function.codeSpan) sends this request."]
  }

  /// `which copies a file.` for the sentence `Copies a file.`; `nil` for a sentence that does not start with a verb in the
  /// third person.
  private static func relativeClause(_ sentence: String) -> String? {
    guard let first = sentence.prefix(while: { $0 != " " }).first, first.isUppercase else { return nil }
    let word = sentence.prefix { $0 != " " }
    let isVerb = word.count > 3 && word.hasSuffix("s") && word.dropFirst().allSatisfy(\.isLowercase)
    return isVerb && word != "This" ? "which " + first.lowercased() + sentence.dropFirst() : nil
  }
}
