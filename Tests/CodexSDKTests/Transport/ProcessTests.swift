#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import CodexSDK

/// A server of a few lines: answers `initialize`, then everything else with an empty object.
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
  @Test func `is started, used and ended`() async throws {
    let codex = try await Codex(configuration: script(tinyServer))
    #expect(codex.serverInfo.compatibility.relation == .serverIsOlder)
    #expect(try await codex.send(RPC.ModelList(ModelListParams())).data.isEmpty)
    await codex.close()
  }

  @Test func `withCodex closes at the end, also when its body throws`() async throws {
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

  @Test func `one that exits fails the start with status and standard error`() async throws {
    await #expect {
      _ = try await Codex(configuration: script("echo 'no such option' >&2; exit 2"))
    } throws: {
      guard case CodexError.transportClosed(let closure) = $0 else { return false }
      return closure == TransportClosure(exit: .exited(2), standardErrorTail: "no such option")
    }
  }

  @Test func `one that echoes what we say fails the handshake`() async throws {
    await #expect {
      _ = try await Codex(configuration: script("cat"))
    } throws: {
      if case CodexError.handshakeFailed = $0 { true } else { false }
    }
  }

  @Test func `one that never answers is given up, and leaves nothing behind`() async throws {
    var configuration = script("echo $$ >&2; exec sleep 1000")
    configuration.startupTimeout = .milliseconds(50)
    await #expect {
      _ = try await Codex(configuration: configuration)
    } throws: {
      if case CodexError.timeout("initialize", after: .milliseconds(50)) = $0 { true } else { false }
    }
  }

  @Test func `one that is not there is an error that lists where it was looked for`() async throws {
    await #expect {
      _ = try await Codex(configuration: CodexConfiguration(executable: .path("/nowhere/codex")))
    } throws: {
      guard case CodexError.executableNotFound(["/nowhere/codex"]) = $0 else { return false }
      return "\($0)".contains("CODEX_BIN")
    }
  }

  #if os(Linux)
  @Test func `fifty starts and stops leave no zombie and no descriptor`() async throws {
    // Other tests open and close descriptors meanwhile, so not two counts are compared but the lowest of two halves:
    // one descriptor lost per round would make them differ by 25.
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

  @Test func `dropping the last reference reaps the child`() async throws {
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

/// Tells a test when a transport has closed.
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
