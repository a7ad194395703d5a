#if os(macOS) || os(Linux)
import CodexProtocol
import CodexSDK
import Foundation

/// The connections of one row of `turn` to the real app-server.
final class TurnClient {
  let codex: Codex
  /// A second connection, on which `TimestampRelay` writes times into the deltas. `nil` for a transport other than standard input and
  /// output.
  let stamped: Codex?
  private let host: HostProcess

  init(_ transport: String) async throws {
    guard let transport = BenchTransport(rawValue: transport) else {
      throw Failure("'\(transport)' is not a transport")
    }
    host = try HostProcess(transport)
    codex = try await host.description.connect()
    stamped = transport == .stdio ? try await host.description.connect(isStamped: true) : nil
  }

  func close() async {
    await codex.close()
    await stamped?.close()
    host.end()
  }
}

/// Runs turns with the real app-server and a scripted model through `Codex`. The units of a pass are the deltas.
///
/// The server sends the history of a thread to the model with each turn, so a thread of its own keeps the turns equal.
enum TurnWork {
  /// Reads all events of the turns.
  static func events(_ client: TurnClient) async throws -> Work {
    let text = ServerHost.deltas().joined()
    let codex = client.codex
    var work = Work {
      let turn = try await codex.startThread().startTurn(ServerHost.input)
      var received = ""
      for try await event in turn.events {
        if case .itemAgentMessageDelta(let delta) = event { received += delta.delta }
      }
      return try output(received, of: text)
    } end: {
      await client.close()
    }
    if let stamped = client.stamped {
      work.delays = {
        Delays(
          paced: Delays.summary(of: try await delays(ServerHost.slowInput, ServerHost.slowDeltas, over: stamped)),
          full: Delays.summary(of: try await delays(ServerHost.input, Stream.deltas, over: stamped))
        )
      }
    }
    work.countsSwitches = true
    return work
  }

  private static func delays(_ input: String, _ count: Int, over codex: Codex) async throws -> [Double] {
    let turn = try await codex.startThread().startTurn(input)
    var delays: [Double] = []
    delays.reserveCapacity(count)
    for try await event in turn.events {
      guard case .itemAgentMessageDelta(let delta) = event else { continue }
      let now = TimestampRelay.now
      if let then = TimestampRelay.time(in: delta.delta.utf8) { delays.append(Double(now - then) / 1e3) }
    }
    guard delays.count == count else { throw Failure("\(delays.count) of \(count) deltas had a time") }
    return delays
  }

  /// Waits for the results of the turns only.
  static func result(_ client: TurnClient) async throws -> Work {
    let text = ServerHost.deltas().joined()
    let codex = client.codex
    var work = Work {
      let result = try await codex.startThread().run(ServerHost.input)
      return try output(result.finalResponse ?? "", of: text)
    } end: {
      await client.close()
    }
    work.countsSwitches = true
    return work
  }

  /// Reads the states of the threads until the turns have ended.
  static func state(_ client: TurnClient) async throws -> Work {
    let text = ServerHost.deltas().joined()
    let codex = client.codex
    var work = Work {
      let thread = try await codex.startThread()
      let states = thread.states()
      let turn = try await thread.startTurn(ServerHost.input)
      for try await state in states {
        // While a turn is being started, the server can list it as interrupted.
        guard let last = state.turns.first(where: { $0.id == turn.id }), last.status == .completed else { continue }
        return try output(last.finalResponse, of: text)
      }
      throw Failure("the states of the thread ended before the turn")
    } end: {
      await client.close()
    }
    work.countsSwitches = true
    return work
  }

  private static func output(_ received: String, of text: String) throws -> Output {
    guard received == text else { throw Failure("the turn does not have the text of the scripted model") }
    return Output(units: Stream.deltas, bytes: received.utf8.count)
  }
}

extension TurnState {
  /// The text of the last message of the agent.
  fileprivate var finalResponse: String {
    completedItems.reversed().lazy.compactMap { state -> String? in
      if case .agentMessage(let message) = state.item { message.text } else { nil }
    }.first ?? ""
  }
}
#endif
