import CodexProtocol

extension Codex {
  /// Signs in with an API key.
  public func login(apiKey: String) async throws {
    let response = try await send(RPC.AccountLoginStart(.apiKey(.init(apiKey: apiKey))))
    guard case .apiKey = response else { throw LoginAttempt.unexpected(response) }
  }

  /// Starts to sign in with ChatGPT in a browser: open the URL, then wait.
  public func loginWithChatGPT() async throws -> ChatGPTLogin {
    try await LoginAttempt.start(.chatGPT(.init()), on: self) { response, attempt in
      guard case .chatGPT(let login) = response else { return nil }
      return ChatGPTLogin(url: login.authURL, attempt: attempt(login.loginID))
    }
  }

  /// Starts to sign in with ChatGPT on another device: show the URL and the code, then wait.
  public func loginWithDeviceCode() async throws -> DeviceCodeLogin {
    try await LoginAttempt.start(.chatGPTDeviceCode, on: self) { response, attempt in
      guard case .chatGPTDeviceCode(let login) = response else { return nil }
      return DeviceCodeLogin(url: login.verificationURL, userCode: login.userCode, attempt: attempt(login.loginID))
    }
  }
}

/// Signing in with ChatGPT in a browser, under way.
public struct ChatGPTLogin: Sendable, Identifiable {
  /// Where the user signs in.
  public let url: String
  fileprivate let attempt: LoginAttempt

  public var id: String { attempt.id }

  /// Waits until the user has signed in, or the attempt has failed. May be called more than once.
  ///
  /// - Returns: How it ended: `success`, or `error`, also after `cancel()`.
  @discardableResult
  public func wait() async throws -> AccountLoginCompletedNotification { try await attempt.wait() }

  /// Gives the attempt up.
  @discardableResult
  public func cancel() async throws -> AccountLoginCancelStatus { try await attempt.cancel() }
}

/// Signing in with ChatGPT on another device, under way.
public struct DeviceCodeLogin: Sendable, Identifiable {
  /// Where the user enters the code.
  public let url: String
  public let userCode: String
  fileprivate let attempt: LoginAttempt

  public var id: String { attempt.id }

  /// Waits until the user has signed in, or the attempt has failed. May be called more than once.
  ///
  /// - Returns: How it ended: `success`, or `error`, also after `cancel()`.
  @discardableResult
  public func wait() async throws -> AccountLoginCompletedNotification { try await attempt.wait() }

  /// Gives the attempt up.
  @discardableResult
  public func cancel() async throws -> AccountLoginCancelStatus { try await attempt.cancel() }
}

/// One attempt to sign in: watches for its completion from before it started, until nobody holds it.
private final class LoginAttempt: Sendable {
  let id: String
  private let codex: Codex
  private let watch: LoginWatch
  private let watchID: Int

  private init(id: String, codex: Codex, watch: LoginWatch, watchID: Int) {
    self.id = id
    self.codex = codex
    self.watch = watch
    self.watchID = watchID
  }

  deinit { codex.connection.router.unwatchLogins(watchID) }

  static func start<Handle>(
    _ params: AccountLoginStartParams,
    on codex: Codex,
    _ makeHandle: (AccountLoginStartResponse, (String) -> LoginAttempt) -> Handle?
  ) async throws -> Handle {
    let router = codex.connection.router
    let (watchID, watch) = router.watchLogins()
    do {
      let response = try await codex.send(RPC.AccountLoginStart(params))
      let handle = makeHandle(response) { loginID in
        watch.bind(to: loginID)
        return LoginAttempt(id: loginID, codex: codex, watch: watch, watchID: watchID)
      }
      guard let handle else { throw unexpected(response) }
      return handle
    } catch {
      router.unwatchLogins(watchID)
      throw error
    }
  }

  func wait() async throws -> AccountLoginCompletedNotification {
    defer { withExtendedLifetime(self) {} }
    return try await watch.completion.wait()
  }

  func cancel() async throws -> AccountLoginCancelStatus {
    try await codex.send(RPC.AccountLoginCancel(AccountLoginCancelParams(loginID: id))).status
  }

  static func unexpected(_ response: AccountLoginStartResponse) -> CodexError {
    .decoding(
      method: RPC.AccountLoginStart.name,
      failure: DecodingFailure(pointer: "/result/type", reason: "another way to sign in was answered: \(response)")
    )
  }
}
