import CodexProtocol
import Foundation
import Testing

/// This file compiles only while no public name that it uses is ambiguous beside `import Foundation`: every type that the
/// customization renames is here, and those whose names come close to Foundation's.
@Suite("Names beside Foundation")
struct BesideFoundationTests {
  @Test("every renamed type is told from Foundation's and from the system's")
  func renamed() {
    let types: [Any.Type] = [ThreadInfo.self, Turn.self, ServerNotification.self, ErrorNotification.self, Model.self]

    // Foundation's own are still reachable under their own names.
    let foundation: [Any.Type] = [Thread.self, Process.self, Notification.self]

    #expect(Set((types + foundation).map { String(reflecting: $0) }).count == types.count + foundation.count)
  }

  #if ExperimentalAPI
  @Test("renamed experimental types too")
  func renamedExperimental() {
    #expect(String(describing: CollaborationModeSettings.self) == "CollaborationModeSettings")
  }
  #endif
}
