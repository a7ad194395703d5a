#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import CodexSDK

@Suite("Starting a program that is not Codex, or that does not work")
struct ForeignProgramTests {
  @Test("The error quotes the first line of a program that prints other texts, and says that it may not be Codex")
  func otherText() async throws {
    let error = await startError("echo 'Welcome to my program!'; echo again; exit 0")

    guard case .handshakeFailed(let reason) = error else { throw try #require(error) }
    #expect(reason.contains("this may not be Codex"))
    #expect(reason.contains("\"Welcome to my program!\""))
    #expect(reason.contains("exit status 0"))
  }

  @Test("The quoted line contains no secret of the environment, no colours, and at most 200 characters")
  func quotedLine() async throws {
    let error = await startError(
      #"printf '\033[31mkey=%s\033[0m ' "$MY_API_KEY"; head -c 5000 /dev/zero | tr '\0' x; echo; exec sleep 1000"#,
      environment: ["MY_API_KEY": "a-very-secret-value"],
      startupTimeout: .seconds(2)
    )

    guard case .handshakeFailed(let reason) = error else { throw try #require(error) }
    #expect(reason.contains("\"key=<redacted> xxx"))
    #expect(!reason.contains("secret-value") && !reason.contains("\u{1B}"))
    #expect(reason.contains("CodexConfiguration.startupTimeout"))
    #expect(reason.count < 600)
  }

  @Test("A start that takes too long names the setting and the last lines of the standard error")
  func timeout() async throws {
    let error = await startError(
      "echo 'waiting for the license server' >&2; exec sleep 1000",
      startupTimeout: .seconds(2)
    )

    guard case .startTimedOut(let duration, let closure) = error else { throw try #require(error) }
    #expect(duration == .seconds(2))
    #expect(closure.standardErrorTail == "waiting for the license server")
    let text = "\(try #require(error))"
    #expect(text.contains("CodexConfiguration.startupTimeout") && text.contains("license server"))
    #expect(!text.contains("signal"))
  }

  @Test("A server that closes its output but does not exit is told as that, not as the signal that ended it")
  func closedOutput() async throws {
    let error = await startError("read line; exec >&-; exec sleep 1000")

    guard case .transportClosed(let closure) = error else { throw try #require(error) }
    #expect(closure.wasEndedByClient)
    #expect(closure.reason?.contains("closed its standard output") == true)
    #expect(closure.exit == .signaled(SIGTERM))
    #expect(!"\(try #require(error))".contains("signal"))
  }

  @Test(
    "The error shows the last eight lines of the standard error without colours, and the closure contains all lines"
  )
  func standardError() async throws {
    let error = await startError(
      #"for i in 1 2 3 4 5 6 7 8 9 10; do printf '\033[2m12:00\033[0m \033[31mERROR\033[0m line %s\n\n' $i >&2; done; exit 1"#
    )

    guard case .transportClosed(let closure) = error else { throw try #require(error) }
    #expect(closure.standardErrorTail == (3...10).map { "12:00 ERROR line \($0)" }.joined(separator: "\n"))
    #expect(closure.standardError.hasPrefix("12:00 ERROR line 1\n"))
    let text = "\(try #require(error))"
    #expect(text.contains("line 3") && text.contains("line 10") && !text.contains("line 2\n"))
  }

  private func startError(
    _ script: String,
    environment: [String: String] = [:],
    startupTimeout: Duration = .seconds(600)
  ) async -> CodexError? {
    let configuration = CodexConfiguration(
      executable: .path("/bin/sh"),
      arguments: ["-c", script],
      environment: environment,
      startupTimeout: startupTimeout,
      closeTimeouts: CloseTimeouts(exit: .milliseconds(200), terminate: .milliseconds(200))
    )
    return await #expect(throws: CodexError.self) { try await Codex(configuration: configuration) }
  }
}
#endif
