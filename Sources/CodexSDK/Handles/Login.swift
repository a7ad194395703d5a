import CodexProtocol
import CodexWire

extension Codex.AccountAPI {
  /// Signs in with an API key.
  ///
  /// - Parameter apiKey: An OpenAI API key.
  public func logIn(apiKey: String) async throws {
    let response = try await codex.send(RPC.AccountLoginStart(.apiKey(.init(apiKey: apiKey))))
    guard case .apiKey = response else { throw LoginAttempt.unexpected(response) }
  }

  /// Starts a sign-in with ChatGPT in a browser. Open the URL of the result, and then call its function `wait()`.
  public func logInWithChatGPT() async throws -> ChatGPTLogin {
    try await LoginAttempt.start(.chatGPT(.init()), on: codex) { response, attempt in
      guard case .chatGPT(let login) = response else { return nil }
      return ChatGPTLogin(url: login.authURL, attempt: attempt(login.loginID))
    }
  }

  /// Starts a sign-in with ChatGPT on another device. Show the URL and the code of the result to the user, and then call its
  /// function `wait()`.
  public func logInWithDeviceCode() async throws -> DeviceCodeLogin {
    try await LoginAttempt.start(.chatGPTDeviceCode, on: codex) { response, attempt in
      guard case .chatGPTDeviceCode(let login) = response else { return nil }
      return DeviceCodeLogin(url: login.verificationURL, userCode: login.userCode, attempt: attempt(login.loginID))
    }
  }
}

/// A sign-in with ChatGPT in a browser that has started.
public struct ChatGPTLogin: Sendable, Identifiable {
  /// The URL at which the user signs in.
  public var url: String { secretURL }
  // The URL belongs to one sign-in, so descriptions do not show it.
  @Secret private var secretURL: String
  fileprivate let attempt: LoginAttempt

  fileprivate init(url: String, attempt: LoginAttempt) {
    _secretURL = Secret(wrappedValue: url)
    self.attempt = attempt
  }

  /// The ID of the sign-in.
  public var id: String { attempt.id }

  /// Waits until the sign-in has succeeded, failed or been cancelled. The function may be called several times.
  ///
  /// - Returns: The outcome. Its property `error` is set when the sign-in failed or was cancelled.
  @discardableResult
  public func wait() async throws -> AccountLoginCompletedNotification { try await attempt.wait() }

  /// Cancels the sign-in.
  @discardableResult
  public func cancel() async throws -> AccountLoginCancelStatus { try await attempt.cancel() }
}

/// A sign-in with ChatGPT on another device that has started.
public struct DeviceCodeLogin: Sendable, Identifiable {
  /// The URL at which the user enters the code.
  public let url: String
  /// The code that the user enters.
  public var userCode: String { secretCode }
  // Descriptions do not show the code, because it lets its reader take part in the sign-in.
  @Secret private var secretCode: String
  fileprivate let attempt: LoginAttempt

  fileprivate init(url: String, userCode: String, attempt: LoginAttempt) {
    self.url = url
    _secretCode = Secret(wrappedValue: userCode)
    self.attempt = attempt
  }

  /// The ID of the sign-in.
  public var id: String { attempt.id }

  /// Waits until the sign-in has succeeded, failed or been cancelled. The function may be called several times.
  ///
  /// - Returns: The outcome. Its property `error` is set when the sign-in failed or was cancelled.
  @discardableResult
  public func wait() async throws -> AccountLoginCompletedNotification { try await attempt.wait() }

  /// Cancels the sign-in.
  @discardableResult
  public func cancel() async throws -> AccountLoginCancelStatus { try await attempt.cancel() }
}

/// One sign-in. It receives completions from before the request is sent until the last handle is released.
private final class LoginAttempt: Sendable {
  let id: String
  private let codex: Codex
  private let completion: WatchedNotification<AccountLoginCompletedNotification>

  private init(id: String, codex: Codex, completion: WatchedNotification<AccountLoginCompletedNotification>) {
    self.id = id
    self.codex = codex
    self.completion = completion
  }

  static func start<Handle>(
    _ params: AccountLoginStartParams,
    on codex: Codex,
    _ makeHandle: (AccountLoginStartResponse, (String) -> LoginAttempt) -> Handle?
  ) async throws -> Handle {
    let completion = codex.connection.router.watch { notification -> AccountLoginCompletedNotification? in
      if case .accountLoginCompleted(let message) = notification { message.params } else { nil }
    }
    let response = try await codex.send(RPC.AccountLoginStart(params))
    let handle = makeHandle(response) { loginID in
      completion.watch.select { $0.loginID == loginID }
      return LoginAttempt(id: loginID, codex: codex, completion: completion)
    }
    guard let handle else { throw unexpected(response) }
    return handle
  }

  func wait() async throws -> AccountLoginCompletedNotification { try await completion.wait() }

  func cancel() async throws -> AccountLoginCancelStatus {
    try await codex.send(RPC.AccountLoginCancel(AccountLoginCancelParams(loginID: id))).status
  }

  static func unexpected(_ response: AccountLoginStartResponse) -> CodexError {
    .decoding(
      method: RPC.AccountLoginStart.name,
      failure: DecodingFailure(
        pointer: "/result/type",
        reason: "the response is for another kind of sign-in"
      )
    )
  }
}
