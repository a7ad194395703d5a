import Foundation
import Testing

@testable import CodexSDK

@Suite struct Logins {
  @Test func `signing in with an API key sends one request`() async throws {
    let (codex, server) = try await connect()
    async let login: Void = codex.account.logIn(apiKey: "sk-1")
    let request = try await server.next("account/login/start")
    #expect(request["params"] == ["type": "apiKey", "apiKey": "sk-1"])
    try server.reply(to: request, ["type": "apiKey"])
    try await login
    await codex.close()
  }

  @Test func `a completion may come before the response, and the completion of another login is ignored`() async throws
  {
    let (codex, server) = try await connect()
    async let opening = codex.account.logInWithChatGPT()
    let request = try await server.next("account/login/start")
    #expect(request["params"] == ["type": "chatgpt"])
    try server.notify("account/login/completed", ["loginId": "other", "success": true])
    try server.notify("account/login/completed", ["loginId": "mine", "success": false, "error": "denied"])
    try server.reply(to: request, ["type": "chatgpt", "loginId": "mine", "authUrl": "https://auth"])
    let login = try await opening
    #expect(login.url == "https://auth")
    let completed = try await login.wait()
    #expect(!completed.success)
    #expect(completed.error == "denied")
    #expect(try await login.wait() == completed)
    await codex.close()
  }

  @Test func `a sign-in with a device code has a URL and a code, and can be awaited and cancelled`() async throws {
    let (codex, server) = try await connect()
    async let opening = codex.account.logInWithDeviceCode()
    let request = try await server.next("account/login/start")
    #expect(request["params"] == ["type": "chatgptDeviceCode"])
    try server.reply(
      to: request,
      ["type": "chatgptDeviceCode", "loginId": "d", "userCode": "AB-12", "verificationUrl": "https://device"]
    )
    let login = try await opening
    #expect(login.url == "https://device")
    #expect(login.userCode == "AB-12")
    async let cancelling = login.cancel()
    let cancel = try await server.next("account/login/cancel")
    #expect(cancel["params"] == ["loginId": "d"])
    try server.notify("account/login/completed", ["loginId": "d", "success": false])
    try server.reply(to: cancel, ["status": "canceled"])
    #expect(try await cancelling == .cancelled)
    #expect(try await login.wait().success == false)
    await codex.close()
  }

  @Test func `waiting for a login ends when the connection ends`() async throws {
    let (codex, server) = try await connect()
    async let opening = codex.account.logInWithChatGPT()
    try server.reply(
      to: try await server.next("account/login/start"),
      ["type": "chatgpt", "loginId": "mine", "authUrl": "https://auth"]
    )
    let login = try await opening
    await codex.close()
    await #expect(throws: CodexError.self) { try await login.wait() }
  }
}
