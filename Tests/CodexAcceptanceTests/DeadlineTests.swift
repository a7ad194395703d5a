import CodexSDK
import CodexTesting
import Foundation
import Testing

/// The tests move the time with a `ManualClock`, and pause the reply of the model, so that a turn runs as long as a test wants.
@Suite("Deadlines of turns")
struct DeadlineTests {
  @Test("A run that does not end in time throws, and the turn is interrupted, so that the thread can be used again")
  func run() async throws {
    let clock = ManualClock()
    let configure = { (configuration: inout CodexConfiguration) in configuration.clock = clock }
    try await ScriptedSession.run(configure: configure) { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Never read.").paused(at: pause))
      let thread = try await session.codex.startThread()
      let running = Task { try await thread.run("Take your time.", timeout: .seconds(300)) }
      try await pause.waitUntilReached()
      try await clock.waitForSleepers()
      clock.advance(by: .seconds(299))
      clock.advance(by: .seconds(1))

      let error = await #expect(throws: CodexError.self) { try await running.value }
      guard case .turnTimedOut(thread.id, let turnID?, .seconds(300), isInterrupted: true) = error else {
        throw try #require(error)
      }
      #expect("\(try #require(error))".contains(turnID))
      session.model.enqueue(.message("Next."))
      #expect(try await thread.run("Hurry.", approvalMode: .denyAll).finalResponse == "Next.")
      let turns = try await thread.read(includeTurns: true).thread.turns
      #expect(turns.map(\.id).first == turnID)
      #expect(turns.map(\.status) == [.interrupted, .completed])
    }
  }

  @Test("The configuration has a deadline for all turns, which a call can replace")
  func configured() async throws {
    let clock = ManualClock()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.clock = clock
      configuration.turnTimeout = .seconds(60)
    }
    try await ScriptedSession.run(configure: configure) { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Never read.").paused(at: pause), .message("In time.").paused(at: pause))
      let thread = try await session.codex.startThread()
      let running = Task { try await thread.run("Take your time.") }
      try await pause.waitUntilReached()
      try await clock.waitForSleepers()
      clock.advance(by: .seconds(60))
      await #expect(throws: CodexError.self) { try await running.value }

      let longer = Task { try await thread.run("Take your time.", approvalMode: .denyAll, timeout: .seconds(600)) }
      try await pause.waitUntilReached(count: 2)
      clock.advance(by: .seconds(599))
      pause.resume()
      #expect(try await longer.value.finalResponse == "In time.")
    }
  }

  @Test("A wait for a result with a deadline interrupts the turn when the time is up, and the result says so")
  func result() async throws {
    let clock = ManualClock()
    let configure = { (configuration: inout CodexConfiguration) in configuration.clock = clock }
    try await ScriptedSession.run(configure: configure) { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Never read.").paused(at: pause))
      let turn = try await session.codex.startThread().startTurn("Take your time.")
      try await pause.waitUntilReached()
      let waiting = Task { try await turn.result(timeout: .seconds(10)) }
      try await clock.waitForSleepers()
      clock.advance(by: .seconds(10))

      let error = await #expect(throws: CodexError.self) { try await waiting.value }
      guard case .turnTimedOut(_, turn.id, _, isInterrupted: true) = error else { throw try #require(error) }
      #expect(try await turn.result().status == .interrupted)
    }
  }

  @Test("A turn can be left running when its time is up or its task is cancelled", arguments: [true, false])
  func leftRunning(isTimedOut: Bool) async throws {
    let clock = ManualClock()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.clock = clock
      configuration.abandonedTurns = .keepRunning
    }
    try await ScriptedSession.run(configure: configure) { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Late, but here.").paused(at: pause))
      let thread = try await session.codex.startThread()
      let running = Task { try await thread.run("Take your time.", timeout: .seconds(10)) }
      try await pause.waitUntilReached()
      try await clock.waitForSleepers()
      if isTimedOut {
        clock.advance(by: .seconds(10))
        let error = await #expect(throws: CodexError.self) { try await running.value }
        guard case .turnTimedOut(_, _, _, isInterrupted: false) = error else { throw try #require(error) }
      } else {
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
      }

      let turn = try #require(try await thread.attach())
      pause.resume()
      #expect(try await turn.result().finalResponse == "Late, but here.")
    }
  }

  @Test("A compaction and a shell command that do not end in time are interrupted")
  func otherTurns() async throws {
    let clock = ManualClock()
    let configure = { (configuration: inout CodexConfiguration) in configuration.clock = clock }
    try await ScriptedSession.run(configure: configure) { session in
      session.model.enqueue(.message("A long answer."))
      let thread = try await session.codex.startThread()
      try await thread.run("A long question.")
      let pause = ReplyPause()
      session.model.enqueue(.message("Never read.").paused(at: pause))
      let compacting = Task { try await thread.compact(timeout: .seconds(10)) }
      try await pause.waitUntilReached()
      try await clock.waitForSleepers()
      clock.advance(by: .seconds(10))
      await #expect(throws: CodexError.self) { try await compacting.value }

      let file = session.harness.pathOutsideWorkspace("started")
      let command = Task { try await thread.runShellCommand("touch '\(file)'; sleep 600", timeout: .seconds(10)) }
      while !FileManager.default.fileExists(atPath: file) { try await Task.sleep(for: .milliseconds(20)) }
      try await clock.waitForSleepers()
      clock.advance(by: .seconds(10))
      let error = await #expect(throws: CodexError.self) { try await command.value }
      guard case .turnTimedOut(thread.id, _, .seconds(10), isInterrupted: true) = error else {
        throw try #require(error)
      }
      session.model.enqueue(.message("Here."))
      #expect(try await thread.run("Go on.", approvalMode: .denyAll).finalResponse == "Here.")
    }
  }

  @Test("A function waits for its response as long as its timeout says, and the next call works")
  func request() async throws {
    let clock = ManualClock()
    let configure = { (configuration: inout CodexConfiguration) in configuration.clock = clock }
    try await ScriptedSession.run(configure: configure) { session in
      let running = Task {
        try await session.codex.commands.run(["/bin/sleep", "600"], disableTimeout: true, timeout: .seconds(10))
      }
      try await clock.waitForSleepers(within: .seconds(10))
      clock.advance(by: .seconds(10))
      let error = await #expect(throws: CodexError.self) { try await running.value }
      guard case .timeout("command/exec", .seconds(10)) = error else { throw try #require(error) }
      #expect(try await !session.codex.models.list(timeout: .seconds(10)).data.isEmpty)
    }
  }

  @Test("unit: a request that is never answered throws at its deadline, and a short timeout replaces a long one")
  func unansweredRequest() async throws {
    let clock = ManualClock()
    let configuration = CodexConfiguration(requestTimeout: .seconds(3600), clock: clock)
    try await ManualServer.run(configuration: configuration) { codex, server in
      let listing = Task { try await codex.models.list(timeout: .seconds(5)) }
      _ = try await server.request("model/list")
      try await clock.waitForSleepers(within: .seconds(5))
      clock.advance(by: .seconds(5))
      let error = await #expect(throws: CodexError.self) { try await listing.value }
      guard case .timeout("model/list", .seconds(5)) = error else { throw try #require(error) }
    }
  }
}

@Suite("The watchdog of silent turns")
struct TurnSilenceTests {
  @Test("A silent turn is told once for each silence, and goes on")
  func told() async throws {
    let clock = ManualClock()
    let (turns, continuation) = AsyncStream.makeStream(of: SilentTurn.self)
    let policy = TurnSilencePolicy(limit: .seconds(60)) { continuation.yield($0) }
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.clock = clock
      configuration.turnSilence = policy
    }
    try await ScriptedSession.run(configure: configure) { session in
      let pause = ReplyPause()
      session.model.enqueue(.message(deltas: ["One, ", "two."]).paused(at: pause, afterDeltas: 1))
      let turn = try await session.codex.startThread().startTurn("Count.")
      for try await event in turn.events where event.delta != nil { break }
      try await pause.waitUntilReached()
      try await clock.waitForSleepers(within: .seconds(60))
      clock.advance(by: .seconds(60))
      var iterator = turns.makeAsyncIterator()
      let silent = try #require(await iterator.next())

      #expect(silent.turnID == turn.id)
      #expect(silent.threadID == turn.threadID)
      #expect(silent.duration == .seconds(60))
      #expect(!silent.isInterrupted)
      // The same silence is not told a second time.
      try await clock.waitForSleepers(within: .seconds(60))
      clock.advance(by: .seconds(60))
      try await clock.waitForSleepers(within: .seconds(60))
      pause.resume()
      #expect(try await turn.result().finalResponse == "One, two.")
      continuation.finish()
      #expect(await iterator.next() == nil)
    }
  }

  @Test("A silent turn is interrupted when the policy says so, although nobody reads its events")
  func interrupted() async throws {
    let clock = ManualClock()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.clock = clock
      configuration.turnSilence = TurnSilencePolicy(limit: .seconds(60), interrupts: true)
    }
    try await ScriptedSession.run(configure: configure) { session in
      let pause = ReplyPause()
      session.model.enqueue(.message("Never read.").paused(at: pause))
      let thread = try await session.codex.startThread()
      let running = Task { try await thread.run("Take your time.") }
      try await pause.waitUntilReached()
      try await clock.waitForSleepers(within: .seconds(60))
      // A message about the turn that the reader handles a moment later begins a new silence.
      let advancing = Task {
        while !Task.isCancelled {
          clock.advance(by: .seconds(60))
          try await Task.sleep(for: .milliseconds(20))
        }
      }
      let result = try await running.value
      advancing.cancel()
      #expect(result.status == .interrupted)
    }
  }

  @Test("A turn that waits for an approval is not silent")
  func waitingForApproval() async throws {
    let clock = ManualClock()
    let told = Recorder()
    let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
    let pause = ReplyPause()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.clock = clock
      configuration.turnSilence = TurnSilencePolicy(limit: .seconds(60)) { told.record(Data("\($0)".utf8)) }
      configuration.approvalHandler = { _ in
        continuation.yield()
        try await pause.reach()
        return .accept
      }
    }
    try await ScriptedSession.run(configure: configure) { session in
      session.model.enqueue(
        .command("touch escalated", escalationReason: "It is needed."),
        .message("Done.")
      )
      let thread = try await session.codex.startThread(approvalMode: .askUser, cwd: session.harness.workspace)
      let running = Task { try await thread.run("Go.") }
      var iterator = asked.makeAsyncIterator()
      _ = await iterator.next()
      for _ in 0..<5 {
        try await clock.waitForSleepers(within: .seconds(60))
        clock.advance(by: .seconds(60))
      }
      try await clock.waitForSleepers(within: .seconds(60))
      pause.resume()
      #expect(try await running.value.status == .completed)
      #expect(told.texts.isEmpty)
    }
  }
}
