import CodexProtocol
import CodexWire

extension Codex.AccountAPI {
  /// Signs in with an API key.
  ///
  /// - Parameters:
  ///   - apiKey: An OpenAI API key.
  ///   - timeout: How long to wait for the response. `nil` uses `CodexConfiguration.requestTimeout`.
  public func logIn(apiKey: String, timeout: Duration? = nil) async throws {
    let response = try await codex.send(RPC.AccountLoginStart(.apiKey(.init(apiKey: apiKey))), timeout: timeout)
    guard case .apiKey = response else { throw LoginAttempt.unexpected(response) }
  }

  /// Starts a sign-in with ChatGPT in a browser. Open the URL of the result, and then call its function `wait()`.
  ///
  /// - Parameter timeout: How long to wait for the response. `nil` uses `CodexConfiguration.requestTimeout`.
  public func logInWithChatGPT(timeout: Duration? = nil) async throws -> ChatGPTLogin {
    try await LoginAttempt.start(.chatGPT(.init()), on: codex, timeout: timeout) { response, attempt in
      guard case .chatGPT(let login) = response else { return nil }
      return ChatGPTLogin(url: login.authURL, attempt: attempt(login.loginID))
    }
  }

  /// Starts a sign-in with ChatGPT on another device. Show the URL and the code of the result to the user, and then call its
  /// function `wait()`.
  ///
  /// - Parameter timeout: How long to wait for the response. `nil` uses `CodexConfiguration.requestTimeout`.
  public func logInWithDeviceCode(timeout: Duration? = nil) async throws -> DeviceCodeLogin {
    try await LoginAttempt.start(.chatGPTDeviceCode, on: codex, timeout: timeout) { response, attempt in
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

/// A sign-in of any kind that has started.
public struct AccountLogin: Sendable {
  /// The response of the server. For a sign-in with ChatGPT, it contains the URL that the user must open.
  public let response: AccountLoginStartResponse
  /// `nil` when the sign-in has already ended with the response.
  private let attempt: LoginAttempt?

  /// Waits until the sign-in has succeeded, failed or been cancelled. The function may be called several times.
  ///
  /// - Returns: The outcome, or `nil` for a sign-in that has ended with the response, such as one with an API key.
  @discardableResult
  public func wait() async throws -> AccountLoginCompletedNotification? { try await attempt?.wait() }

  /// Cancels the sign-in.
  ///
  /// - Returns: `nil` for a sign-in that has ended with the response.
  @discardableResult
  public func cancel() async throws -> AccountLoginCancelStatus? { try await attempt?.cancel() }

  /// Starts a sign-in. Only generated functions call this.
  @_spi(Generated) public static func _open(
    _ call: RPC.AccountLoginStart,
    on codex: Codex,
    timeout: Duration? = nil
  ) async throws -> AccountLogin {
    try await LoginAttempt.start(call.params, on: codex, timeout: timeout) { response, attempt in
      switch response {
      case .chatGPT(let login): AccountLogin(response: response, attempt: attempt(login.loginID))
      case .chatGPTDeviceCode(let login): AccountLogin(response: response, attempt: attempt(login.loginID))
      default: AccountLogin(response: response, attempt: nil)
      }
    }
  }
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
    timeout: Duration?,
    _ makeHandle: (AccountLoginStartResponse, (String) -> LoginAttempt) -> Handle?
  ) async throws -> Handle {
    let completion = codex.connection.router.watch { notification -> AccountLoginCompletedNotification? in
      if case .accountLoginCompleted(let message) = notification { message.params } else { nil }
    }
    let response = try await codex.send(RPC.AccountLoginStart(params), timeout: timeout)
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
