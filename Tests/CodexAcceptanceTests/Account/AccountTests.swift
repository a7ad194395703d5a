import CodexSDK
import CodexTesting
import Testing

@Suite("Account and models")
struct AccountTests {
  @Test("models: the list has one default model, and contains hidden models only on request")
  func models() async throws {
    try await ScriptedSession.run { session in
      let shown = try await session.codex.models.list().data
      let all = try await session.codex.models.list(includeHidden: true).data

      #expect(shown.filter(\.isDefault).count == 1)
      #expect(shown.allSatisfy { !$0.isHidden })
      #expect(!all.filter(\.isHidden).isEmpty)
      #expect(Set(all.map(\.id)).isSuperset(of: shown.map(\.id)))
    }
  }

  @Test("models: ReasoningEffort has a constant for each effort that the server lists, and no others")
  func efforts() async throws {
    try await ScriptedSession.run { session in
      let models = try await session.codex.models.list(includeHidden: true).data
      let listed = Set(models.flatMap(\.supportedReasoningEfforts).map(\.reasoningEffort))
      let constants: Set<ReasoningEffort> = [.low, .medium, .high, .xhigh, .max, .ultra]

      #expect(constants.allSatisfy { $0.isRecognized })
      #expect(listed == constants)
      #expect(models.allSatisfy { constants.contains($0.defaultReasoningEffort) })
    }
  }

  @Test("models: the pages of the list together give the whole list")
  func modelPages() async throws {
    try await ScriptedSession.run { session in
      let all = try await session.codex.models.list().data.map(\.id)

      var paged: [String] = []
      var cursor: String?
      repeat {
        let page = try await session.codex.models.list(cursor: cursor, limit: 3)
        #expect(page.data.count <= 3)
        paged += page.data.map(\.id)
        cursor = page.nextCursor
      } while cursor != nil

      #expect(paged == all)
    }
  }

  @Test(
    "account: no account is signed in with a new CODEX_HOME, and the model provider determines whether one is required"
  )
  func account() async throws {
    let free = try await ScriptedSession.run { try await $0.codex.account.read() }
    let signedIn = try await ScriptedSession.run(options: .needingAccount) { try await $0.codex.account.read() }

    #expect(free.account == nil)
    #expect(!free.requiresOpenAIAuth)
    #expect(signedIn.account == nil)
    #expect(signedIn.requiresOpenAIAuth)
  }

  @Test(
    "API-key login: the account is of the kind API key, and later model requests contain the key, even after a restart"
  )
  func apiKeyLogin() async throws {
    try await ScriptedSession.run(options: .needingAccount) { session in
      session.model.enqueue(.message("Without."), .message("With."), .message("Still with."))
      let thread = try await session.codex.startThread()
      _ = try await thread.run("Before.")

      try await session.codex.account.logIn(apiKey: "sk-scripted")
      let account = try await session.codex.account.read()
      _ = try await thread.run("After.")
      try await session.afterRestart { _ = try await $0.codex.resumeThread(thread.id).run("Later.") }

      #expect(account.account == .apiKey)
      #expect(
        session.model.requests.map { $0.headers["authorization"] } == [nil, "Bearer sk-scripted", "Bearer sk-scripted"]
      )
    }
  }

  @Test("logout: no account is signed in, and later model requests contain no key")
  func logout() async throws {
    try await ScriptedSession.run(options: .needingAccount) { session in
      session.model.enqueue(.message("With."), .message("Without."))
      try await session.codex.account.logIn(apiKey: "sk-scripted")
      let thread = try await session.codex.startThread()
      _ = try await thread.run("Before.")

      try await session.codex.account.logOut()
      let account = try await session.codex.account.read()
      _ = try await thread.run("After.")

      #expect(account.account == nil)
      #expect(session.model.requests.map { $0.headers["authorization"] } == ["Bearer sk-scripted", nil])
    }
  }
}

extension AppServerHarness.Options {
  /// Options with a model provider that requires an account.
  fileprivate static var needingAccount: Self {
    var options = Self()
    // The table of the model provider is the last one in the file, so this key becomes part of that table. API keys are
    // stored in a file and not in the keyring of the person who runs the tests.
    options.configurationKeys = #"cli_auth_credentials_store = "file""#
    options.configurationTables = "requires_openai_auth = true"
    return options
  }
}
