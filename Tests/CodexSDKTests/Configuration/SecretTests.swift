import CodexProtocol
import CodexWire
import Foundation
import Testing

@testable import CodexSDK

/// All ways in which a program prints a value.
private func descriptions(of value: Any) -> [String] {
  var dumped = ""
  dump(value, to: &dumped)
  let children = Mirror(reflecting: value).children.map { "\($0.label ?? ""): \($0.value)" }
  return ["\(value)", String(reflecting: value), "\([Optional(value)])", dumped, children.joined(separator: ", ")]
}

@Suite struct Secrets {
  @Test func `the description of a configuration shows names, and no values that may be secret`() {
    let configuration = CodexConfiguration(
      executable: .path("/bin/codex"),
      arguments: ["app-server", "--listen=hidden", "--auth", "hidden", "sk-hiddenhiddenhidden"],
      configOverrides: ["model_providers.x.api_key": "hidden"],
      environment: ["OPENAI_API_KEY": "hidden", "HARMLESS": "hidden"],
      workingDirectory: "/shown",
      approvalHandler: { _ in .decline }
    )
    for text in descriptions(of: configuration) {
      #expect(!text.contains("hidden"))
      for name in ["/bin/codex", "app-server", "--listen", "--auth", "model_providers.x.api_key", "HARMLESS", "/shown"]
      {
        #expect(text.contains(name))
      }
    }
    #expect("\(configuration)".contains(#"approvalHandler: "set""#))
    #expect("\(configuration)".contains(#"onServerRequest: "none""#))
  }

  @Test func `requests and responses of a sign-in show no secret`() throws {
    let values: [Any] = [
      AccountLoginStartParams.apiKey(.init(apiKey: "hidden")),
      RPC.AccountLoginStart(.apiKey(.init(apiKey: "hidden"))),
      AccountLoginStartResponse.chatGPTDeviceCode(
        .init(loginID: "1", userCode: "hidden", verificationURL: "https://device")
      ),
      try WireDecoder().decode(
        AccountLoginStartParams.self,
        from: Data(#"{"type":"newer","password":"hidden"}"#.utf8)
      ),
      ServerRequestResponse.result(["accessToken": "hidden"]),
    ]
    for text in values.flatMap(descriptions) { #expect(!text.contains("hidden")) }
  }

  @Test func `errors about a sign-in do not quote the server's response`() async throws {
    let (codex, server) = try await connect()
    let login = Task { try await codex.account.logIn(apiKey: "hidden") }
    let request = try await server.next("account/login/start")
    try server.reply(
      to: request,
      ["type": "chatgptDeviceCode", "loginId": "1", "userCode": "hidden", "verificationUrl": "https://device"]
    )
    let error = try await #require(throws: CodexError.self) { try await login.value }
    for text in descriptions(of: error) { #expect(!text.contains("hidden")) }
    await codex.close()
  }

  @Test func `the handle of a sign-in with a device code does not show the code`() async throws {
    let (codex, server) = try await connect()
    async let opening = codex.account.logInWithDeviceCode()
    try server.reply(
      to: try await server.next("account/login/start"),
      ["type": "chatgptDeviceCode", "loginId": "1", "userCode": "AB-12", "verificationUrl": "https://device"]
    )
    let login = try await opening
    #expect(login.userCode == "AB-12")
    for text in [String(describing: login), String(reflecting: login)] { #expect(!text.contains("AB-12")) }
    await codex.close()
  }

  @Test func `known values and texts that look like secrets are removed from a text`() {
    let secrets = SecretText(
      environment: [
        "API_KEY": "first-secret", "MORE_TOKEN": "first-secret-longer", "HOME": "/home/me", "PIN_KEY": "1",
      ],
      arguments: ["-c", "x.api_key=\"quoted-secret\"", "model=gpt-5"]
    )
    let text = """
      first-secret first-secret-longer, quoted-secret; 1 /home/me gpt-5
      Authorization: bearer abc.DEF-123_~+/= and postgres://me:pass@host/db
      invalid bearer token
      sk-proj-0123456789abcdef ghp_0123456789abcdef AKIA0123456789ABCDEF task-force
      """
    #expect(
      secrets.redacted(text) == """
        <redacted> <redacted>, <redacted>; 1 /home/me gpt-5
        Authorization: bearer <redacted> and postgres://me:<redacted>@host/db
        invalid bearer token
        <redacted> <redacted> <redacted> task-force
        """
    )
  }

  #if os(macOS) || os(Linux)
  @Test func `the description of a command shows the names of the variables only`() {
    let command = StdioTransport.Command(
      executable: "/bin/codex",
      arguments: ["-c", "model_provider=hidden", "app-server"],
      environment: ["PATH": "hidden"],
      workingDirectory: "/shown"
    )
    for text in descriptions(of: command) {
      #expect(!text.contains("hidden"))
      for name in ["/bin/codex", "-c", "model_provider=", "app-server", "PATH", "/shown"] {
        #expect(text.contains(name))
      }
    }
  }

  @Test func `errors do not quote secrets that the server wrote to its standard error`() async throws {
    let script = #"echo "key $TEST_API_KEY is wrong, Bearer abc123" >&2; exit 1"#
    let closure = try await closure(of: script, environment: ["TEST_API_KEY": "hidden-key"])
    #expect(closure.standardError == "key <redacted> is wrong, Bearer <redacted>")
    for text in descriptions(of: CodexError.transportClosed(closure)) { #expect(!text.contains("hidden")) }
  }

  @Test func `a secret is removed from a long standard error wherever the text is cut, and the text is bounded`()
    async throws
  {
    let script = """
      i=0
      while [ $i -lt 4001 ]; do echo "line $i with the key $TEST_API_KEY and more text" >&2; i=$((i+1)); done
      """
    let closure = try await closure(of: script, environment: ["TEST_API_KEY": "hidden-hidden-hidden-hidden"])
    #expect(!closure.standardError.contains("hidden"))
    #expect(closure.standardError.hasSuffix("line 4000 with the key <redacted> and more text"))
    #expect((15_000...16 * 1024).contains(closure.standardError.utf8.count))
  }

  private func closure(of script: String, environment: [String: String]) async throws -> TransportClosure {
    let inherited = ProcessInfo.processInfo.environment
    let transport = StdioTransport(
      .init(
        executable: "/bin/sh",
        arguments: ["-c", script],
        environment: inherited.merging(environment) { _, added in added }
      )
    )
    let closure = AsyncPromise<TransportClosure>()
    try transport.start(receive: { _ in }, closed: { closure.fulfill(.success($0)) })
    return try await closure.wait()
  }
  #endif
}
