import CodexProtocol

/// Receives the completion of one login. The completion may come before the response that contains the login's ID.
final class LoginCompletion: Sendable {
  private struct State {
    var loginID: String?
    /// The completions that came before the login's ID was known.
    var early: [AccountLoginCompletedNotification] = []
  }

  private static let earlyLimit = 64

  let promise = AsyncPromise<AccountLoginCompletedNotification>()
  private let state = Locked(State())

  /// Sets the ID of the login, which the response contains. Completions of other logins are ignored.
  func bind(to loginID: String) {
    let match = state.withLock { state in
      state.loginID = loginID
      defer { state.early = [] }
      return state.early.first { $0.loginID == loginID }
    }
    if let match { promise.fulfill(.success(match)) }
  }

  func receive(_ completed: AccountLoginCompletedNotification) -> [Resumption] {
    let isMatch = state.withLock { state in
      guard let loginID = state.loginID else {
        // The limit bounds the memory that a broken server can use. One login has one completion.
        if state.early.count == Self.earlyLimit { state.early.removeFirst() }
        state.early.append(completed)
        return false
      }
      return loginID == completed.loginID
    }
    return isMatch ? [{ [promise] in promise.fulfill(.success(completed)) }] : []
  }

  func fail(_ error: CodexError) -> Resumption {
    { [promise] in promise.fulfill(.failure(error)) }
  }
}
