import CodexSDK
import CodexTesting
import CodexWire
import Foundation
import Testing

@Suite("Reuse of approvals")
struct ApprovalReuseTests {
  @Test("The user is asked once about a repeated command of a thread, and again on another thread")
  func repeatedCommand() async throws {
    let record = Record()
    let reuse = record.reuse(deciding: .always(risk: .low))
    try await session(reuse) { session in
      let file = session.harness.pathOutsideWorkspace("log.txt")
      for _ in 1...3 {
        session.model.enqueue(
          .command("echo line >> \(file)", escalationReason: "The user wants it."),
          .message("Done.")
        )
      }

      let first = try await session.codex.startThread(approvalMode: .askUser)
      _ = try await first.run("Write a line.")
      _ = try await first.run("Again.")
      let second = try await session.codex.startThread(approvalMode: .askUser)
      _ = try await second.run("Write a line.")

      #expect(try String(contentsOfFile: file, encoding: .utf8) == "line\nline\nline\n")
      #expect(record.asked == [first.id, second.id])
      #expect(record.reused == [first.id])
    }
  }

  @Test("The user is asked each time if the approval contains no risk assessment")
  func withoutAssessment() async throws {
    let record = Record()
    let reuse = record.reuse(deciding: ApprovalVerdict(.accept))
    try await session(reuse) { session in
      for _ in 1...2 { session.model.enqueue(.command("true", escalationReason: "Please."), .message("Done.")) }
      let thread = try await session.codex.startThread(approvalMode: .askUser)
      _ = try await thread.run("Go.")
      _ = try await thread.run("Again.")
      #expect(record.asked.count == 2)
      #expect(record.reused.isEmpty)
    }
  }

  @Test("The user is asked once about changes of the same file, and again about another file")
  func fileChanges() async throws {
    let record = Record()
    let reuse = record.reuse(deciding: .always(risk: .low))
    try await session(reuse) { session in
      for (name, text) in [("a.txt", "one"), ("a.txt", "two"), ("b.txt", "one")] {
        let patch = "apply_patch <<'EOF'\n*** Begin Patch\n*** Add File: \(name)\n+\(text)\n*** End Patch\nEOF\n"
        session.model.enqueue(.command(patch), .message("Done."))
      }
      let thread = try await session.codex.startThread(approvalMode: .askUser, sandbox: .readOnly)
      for _ in 1...3 { _ = try await thread.run("Write.") }
      let folder = session.harness.workspace
      #expect(try String(contentsOfFile: folder + "/a.txt", encoding: .utf8) == "two\n")
      #expect(FileManager.default.fileExists(atPath: folder + "/b.txt"))
      #expect(record.asked.count == 2)
      #expect(record.reused.count == 1)
    }
  }

  private func session(_ reuse: ApprovalReuse, _ body: (ScriptedSession) async throws -> Void) async throws {
    try await ScriptedSession.run(configure: { $0.askForApproval(through: reuse) }, body)
  }
}

/// Records the threads of the requests that the user was asked about, and of the requests for which an approval was
/// reused.
private final class Record: Sendable {
  private let events = Log()

  var asked: [String] { events.all.filter { $0.isAsked }.map(\.threadID) }
  var reused: [String] { events.all.filter { !$0.isAsked }.map(\.threadID) }

  func reuse(deciding verdict: ApprovalVerdict) -> ApprovalReuse {
    ApprovalReuse(
      onReuse: { [events] in events.add(.init(threadID: $0.request.threadID, isAsked: false)) },
      ask: { [events] in
        events.add(.init(threadID: $0.threadID, isAsked: true))
        return verdict
      }
    )
  }

  private final class Log: Sendable {
    struct Event: Sendable {
      var threadID: String
      var isAsked: Bool
    }

    private let events = Locked<[Event]>([])
    var all: [Event] { events.withLock { $0 } }
    func add(_ event: Event) { events.withLock { $0.append(event) } }
  }
}
