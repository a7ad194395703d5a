#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import CodexSDK

/// A server in a few lines of shell script. It responds to `initialize`, and to all other requests with an empty object.
private let tinyServer = #"""
  while read -r line; do
    id=$(expr "$line" : '.*"id":\([0-9]*\)')
    [ -n "$id" ] || continue
    case "$line" in
      *'"method":"initialize"'*)
        echo '{"id":'"$id"',"result":{"userAgent":"tiny/0.1","codexHome":"/","platformFamily":"unix","platformOs":"x"}}' ;;
      *) echo '{"id":'"$id"',"result":{"data":[]}}' ;;
    esac
  done
  """#

private func script(_ text: String) -> CodexConfiguration {
  CodexConfiguration(
    executable: .path("/bin/sh"),
    arguments: ["-c", text],
    startupTimeout: .seconds(600),
    closeTimeouts: CloseTimeouts(exit: .milliseconds(200), terminate: .milliseconds(200))
  )
}

@Suite struct `A server process` {
  @Test func `is started, responds and is ended`() async throws {
    let codex = try await Codex(configuration: script(tinyServer))
    #expect(codex.serverInfo.compatibility.relation == .serverIsOlder)
    #expect(try await codex.send(RPC.ModelList(ModelListParams())).data.isEmpty)
    await codex.close()
  }

  @Test func `is closed by withCodex, also when the closure throws`() async throws {
    struct Stop: Error {}
    var escaped: Codex?
    await #expect(throws: Stop.self) {
      try await withCodex(configuration: script(tinyServer)) { codex in
        escaped = codex
        throw Stop()
      }
    }
    let codex = try #require(escaped)
    await #expect {
      _ = try await codex.send(RPC.ModelList(ModelListParams()))
    } throws: {
      if case CodexError.closed = $0 { true } else { false }
    }
  }

  @Test func `that exits fails the start with its status and its standard error`() async throws {
    await #expect {
      _ = try await Codex(configuration: script("echo 'no such option' >&2; exit 2"))
    } throws: {
      guard case CodexError.transportClosed(let closure) = $0 else { return false }
      return closure == TransportClosure(exit: .exited(2), standardError: "no such option")
    }
  }

  @Test func `that echoes its input fails the handshake`() async throws {
    await #expect {
      _ = try await Codex(configuration: script("cat"))
    } throws: {
      if case CodexError.handshakeFailed = $0 { true } else { false }
    }
  }

  @Test func `that does not respond is ended after the timeout`() async throws {
    var configuration = script("echo $$ >&2; exec sleep 1000")
    configuration.startupTimeout = .milliseconds(50)
    await #expect {
      _ = try await Codex(configuration: configuration)
    } throws: {
      guard case CodexError.startTimedOut(after: .milliseconds(50), _) = $0 else { return false }
      return "\($0)".contains("CodexConfiguration.startupTimeout")
    }
  }

  @Test func `that does not exist is an error with the searched paths`() async throws {
    await #expect {
      _ = try await Codex(configuration: CodexConfiguration(executable: .path("/nowhere/codex")))
    } throws: {
      guard case CodexError.executableNotFound(["/nowhere/codex"]) = $0 else { return false }
      return "\($0)".contains("CODEX_BIN")
    }
  }

  #if os(Linux)
  @Test func `leaves no zombie process and no open descriptor after fifty starts`() async throws {
    // Other tests open and close descriptors at the same time. So the test compares the lowest counts of the two halves of the
    // rounds. If each round lost one descriptor, the lowest counts would differ by 25.
    var counts: [Int] = []
    for _ in 0..<50 {
      let transport = StdioTransport(try script(tinyServer).command())
      let codex = try await Codex(transport: transport)
      let child = try #require(transport.processIdentifier)
      await codex.close()
      #expect(kill(child, 0) == -1, "child \(child) is still there")
      counts.append(try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count)
    }
    let (before, after) = (try #require(counts[..<25].min()), try #require(counts[25...].min()))
    #expect(after < before + 25)
  }

  @Test func `is reaped when the last reference is released`() async throws {
    let closed = AsyncPromise<TransportClosure>()
    let transport = Observed(StdioTransport(try script(tinyServer).command()), closed: closed)
    var codex: Codex? = try await Codex(transport: transport)
    let child = try #require(transport.inner.processIdentifier)
    #expect(codex != nil)
    codex = nil
    #expect(try await closed.wait().exit == .exited(0))
    #expect(kill(child, 0) == -1)
  }
  #endif
}

/// Reports to a test when a transport has closed.
private struct Observed: CodexTransport {
  let inner: StdioTransport
  let ended: AsyncPromise<TransportClosure>

  init(_ inner: StdioTransport, closed: AsyncPromise<TransportClosure>) {
    self.inner = inner
    ended = closed
  }

  func start(
    receive: @escaping @Sendable (Data) -> Void,
    closed: @escaping @Sendable (TransportClosure) -> Void
  ) throws {
    try inner.start(receive: receive) { [ended] closure in
      closed(closure)
      ended.fulfill(.success(closure))
    }
  }

  func send(_ message: Data) throws { try inner.send(message) }
  func close() async { await inner.close() }
}
#endif
