import CodexSDK
import Foundation

/// The program's own: a conversation, in the app's words.
public struct Thread: Sendable {
  public var title: String
  public var turns: [Turn]
}

public struct Turn: Sendable {
  public var text: String
}

public struct Account: Sendable {
  public var owner: String
}

/// What the SDK and Foundation have is still there, by its own name.
public func title(of thread: CodexThread, in codex: Codex) async throws -> Thread {
  let answer: ThreadReadResponse = try await thread.read()
  let account: CodexProtocol.Account? = try await codex.account.read().account
  let owner = Account(owner: account.map { "\($0)" } ?? "nobody")
  let started = Date(timeIntervalSince1970: TimeInterval(answer.thread.createdAt))
  return Thread(title: "\(owner.owner), \(started)", turns: [Turn(text: answer.thread.preview)])
}

/// Foundation's own types go by the module's name where the program's have theirs.
public var isMainThread: Bool { Foundation.Thread.isMainThread }
