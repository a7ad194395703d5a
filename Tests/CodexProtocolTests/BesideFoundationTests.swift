import CodexProtocol
import Foundation
import Testing

/// This file imports Foundation and uses every type that the customization renames, and every type whose name resembles one
/// of Foundation's. So it compiles only when none of these names is ambiguous.
@Suite("Names in a file that imports Foundation")
struct BesideFoundationTests {
  @Test("no renamed type is ambiguous with a type of Foundation or the system")
  func renamed() {
    let types: [Any.Type] = [ThreadInfo.self, Turn.self, ServerNotification.self, ErrorNotification.self, Model.self]

    // Foundation's types can still be used by their own names.
    let foundation: [Any.Type] = [Thread.self, Process.self, Notification.self]

    #expect(Set((types + foundation).map { String(reflecting: $0) }).count == types.count + foundation.count)
  }

  #if ExperimentalAPI
  @Test("no renamed experimental type is ambiguous")
  func renamedExperimental() {
    #expect(String(describing: CollaborationModeSettings.self) == "CollaborationModeSettings")
  }
  #endif
}
