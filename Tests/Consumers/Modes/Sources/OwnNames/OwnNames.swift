import CodexSDK
import Foundation

/// A type of this module with the name of a type of the protocol and of Foundation.
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

/// Uses the types of the SDK and of Foundation beside the types of this module.
public func title(of thread: CodexThread, in codex: Codex) async throws -> Thread {
  let response: ThreadReadResponse = try await thread.read()
  let account: CodexProtocol.Account? = try await codex.account.read().account
  let owner = Account(owner: account.map { "\($0)" } ?? "nobody")
  let started = response.thread.createdAt
  return Thread(title: "\(owner.owner), \(started)", turns: [Turn(text: response.thread.preview)])
}

/// Foundation's type is written with the name of its module, since this module has a type of the same name.
public var isMainThread: Bool { Foundation.Thread.isMainThread }
