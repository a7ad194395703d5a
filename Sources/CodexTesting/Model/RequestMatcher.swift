/// Selects the requests that a scripted reply is meant for.
public struct RequestMatcher: Sendable {
  let matches: @Sendable (ModelRequest) -> Bool

  /// Creates a matcher that selects the requests for which `matches` returns true.
  ///
  /// - Parameter matches: Called on the server's thread. The closure must not block.
  public init(_ matches: @escaping @Sendable (ModelRequest) -> Bool) { self.matches = matches }

  /// Selects every request.
  public static let any = RequestMatcher { _ in true }

  /// Selects the requests of the auto-reviewer.
  public static let review = RequestMatcher(\.isReview)

  /// Selects the requests that ask the given model.
  public static func model(_ model: String) -> RequestMatcher { RequestMatcher { $0.model == model } }

  /// Selects the requests whose last user message contains `text`.
  ///
  /// Requests of the auto-reviewer are never selected, since they quote the messages of the user, too.
  public static func lastUserText(contains text: String) -> RequestMatcher {
    RequestMatcher { !$0.isReview && $0.lastUserText?.contains(text) == true }
  }
}
