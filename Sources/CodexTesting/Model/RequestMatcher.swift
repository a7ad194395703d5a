/// Which requests a scripted reply is for.
public struct RequestMatcher: Sendable {
  let matches: @Sendable (ModelRequest) -> Bool

  /// Those for which `matches` is true. It is called on the server's thread and must not block.
  public init(_ matches: @escaping @Sendable (ModelRequest) -> Bool) { self.matches = matches }

  /// Every request.
  public static let any = RequestMatcher { _ in true }

  /// Those of the auto-reviewer.
  public static let review = RequestMatcher(\.isReview)

  /// Those that ask this model.
  public static func model(_ model: String) -> RequestMatcher { RequestMatcher { $0.model == model } }

  /// Those whose last message of the user contains `text`, the auto-reviewer's excepted: these quote the user, too.
  public static func lastUserText(contains text: String) -> RequestMatcher {
    RequestMatcher { !$0.isReview && $0.lastUserText?.contains(text) == true }
  }
}
