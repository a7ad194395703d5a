import CodexProtocol

/// Waits for the completion of one login, which may come before the answer that tells the login's id.
final class LoginWatch: Sendable {
  private struct State {
    var loginID: String?
    /// What came before the id was known.
    var early: [AccountLoginCompletedNotification] = []
  }

  let completion = OneShot<AccountLoginCompletedNotification>()
  private let state = Locked(State())

  /// The answer has come: from now on only this login counts.
  func bind(to loginID: String) {
    let match = state.withLock { state in
      state.loginID = loginID
      defer { state.early = [] }
      return state.early.first { $0.loginID == loginID }
    }
    if let match { completion.fulfill(.success(match)) }
  }

  /// What it returns is to be called when the locks are released.
  func take(_ completed: AccountLoginCompletedNotification) -> [WakeUp] {
    let isOurs = state.withLock { state in
      guard let loginID = state.loginID else {
        state.early.append(completed)
        return false
      }
      return loginID == completed.loginID
    }
    return isOurs ? [{ [completion] in completion.fulfill(.success(completed)) }] : []
  }

  func fail(_ error: CodexError) -> WakeUp {
    { [completion] in completion.fulfill(.failure(error)) }
  }
}
