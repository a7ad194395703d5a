import CodexSDK
import CodexTesting
import Foundation
import Testing

/// What the SDK tells about an older server, and what holds on it nevertheless. The tests download the release once.
@Suite("Settings: an older release of Codex")
struct OlderReleaseTests {
  private static let release = "0.144.4"

  @Test("The compatibility names the limits of the release, and a given mode is in effect nevertheless")
  func limits() async throws {
    try await ScriptedSession.run(release: Self.release, options: .askingInWorkspace) { session in
      let limits = session.codex.serverInfo.compatibility.limits
      #expect(Set(limits) == [.denyAllIsNotKept, .reviewerIsNotForked, .bypassIsNotKept])
      let thread = try await session.storedThread(approvalMode: .denyAll)

      let fork = try await thread.fork()
      let denyingFork = try await thread.fork(approvalMode: .denyAll)
      let (resumed, denying) = try await session.afterRestart { session in
        let resumed = try await session.codex.resumeThread(thread.id)
        return (
          resumed, try await session.afterRestart { try await $0.codex.resumeThread(thread.id, approvalMode: .denyAll) }
        )
      }

      // The limit is real: the mode of the thread is lost.
      #expect(fork.settings?.approvalPolicy == .onRequest)
      #expect(resumed.settings?.approvalPolicy == .onRequest)
      #expect(denyingFork.settings?.approvalPolicy == .never)
      #expect(denying.settings?.approvalPolicy == .never)
    }
  }

  @Test("Without a handler, the requests of a thread that has lost its mode are refused")
  func refusedWithoutHandler() async throws {
    let events = Recorder()
    let configure = { (configuration: inout CodexConfiguration) in
      configuration.onServerRequestEvent = { events.record(Data("\($0.method) \($0.kind)".utf8)) }
    }
    try await ScriptedSession.run(release: Self.release, options: .askingInWorkspace, configure: configure) { session in
      let thread = try await session.storedThread(approvalMode: .denyAll)
      let fork = try await thread.fork()
      #expect(fork.settings?.approvalPolicy == .onRequest)
      #expect(fork.settings?.approvalsReviewer == .user)
      let file = session.harness.pathOutsideWorkspace("note.txt")
      session.model.enqueue(.command("echo hello > '\(file)'", escalationReason: "I want to."), .message("Tried."))

      let result = try await fork.run("Leave a note.")

      #expect(result.finalResponse == "Tried.")
      #expect(!FileManager.default.fileExists(atPath: file))
      await session.codex.close()
      #expect(events.texts.first == "item/commandExecution/requestApproval unhandled")
    }
  }

  @Test("A call of a method or with a parameter that the release does not have is refused before it is sent")
  func missing() async throws {
    try await ScriptedSession.run(release: Self.release) { session in
      let thread = try await session.storedThread(approvalMode: .denyAll)
      func refusal(_ call: () async throws -> Void) async throws -> MissingFeature? {
        do {
          try await call()
        } catch CodexError.notSupported(let feature, server: Self.release) {
          return feature
        }
        return nil
      }
      let attachments = try await refusal {
        _ = try await session.codex.send(RPC.ThreadAttachmentList(ThreadAttachmentListParams(threadID: thread.id)))
      }
      #expect(attachments == MissingFeature(method: "thread/attachment/list", since: "0.155.1"))
      let section = try await refusal {
        _ = try await session.codex.send(RPC.ThreadList(ThreadListParams(sectionID: .set("s"))))
      }
      #expect(section == MissingFeature(method: "thread/list", parameter: "sectionId", since: "0.147.0"))
      #expect(try await !session.codex.send(RPC.ThreadList(ThreadListParams())).data.isEmpty)
    }
  }

  @Test("The pinned release has no known limits, and lacks nothing")
  func pinnedRelease() async throws {
    try await ScriptedSession.run { session in
      #expect(session.codex.serverInfo.compatibility.limits == [])
      #expect(session.codex.serverInfo.compatibility.missing == [])
    }
  }
}
