/// The scripted replies that have not been sent yet, and the rules for repeated replies.
struct ReplyScript: Sendable {
  typealias Rule = @Sendable (ModelRequest) -> ModelReply

  private var reserved: [(id: Int, matcher: RequestMatcher, reply: ModelReply)] = []
  private var rules: [(matcher: RequestMatcher, reply: Rule)] = []
  private var queue: [ModelReply] = []
  private var lastID = 0

  mutating func enqueue(_ replies: [ModelReply]) { queue += replies }

  mutating func reserve(_ replies: [ModelReply], for matcher: RequestMatcher) {
    for reply in replies {
      lastID += 1
      reserved.append((lastID, matcher, reply))
    }
  }

  mutating func addRule(_ matcher: RequestMatcher, _ reply: @escaping Rule) { rules.append((matcher, reply)) }

  var remaining: Int { reserved.count + queue.count }

  /// Which part of the script has the reply to a request.
  enum Choice {
    case reserved(id: Int, ModelReply)
    case rule(Rule)
    case queue
  }

  /// Finds the part of the script that has the reply to `request`.
  ///
  /// The function does not change the script, so that the test's matchers can run while no lock is held.
  func choice(for request: ModelRequest) -> Choice {
    if let entry = reserved.first(where: { $0.matcher.matches(request) }) {
      return .reserved(id: entry.id, entry.reply)
    }
    if let rule = rules.first(where: { $0.matcher.matches(request) }) { return .rule(rule.reply) }
    return .queue
  }

  mutating func removeReserved(_ id: Int) { reserved.removeAll { $0.id == id } }

  mutating func takeFromQueue() -> ModelReply? { queue.isEmpty ? nil : queue.removeFirst() }
}
