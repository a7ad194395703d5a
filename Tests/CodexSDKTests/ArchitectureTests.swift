import ArchitectureSupport
import Foundation
import Testing

@Suite("The folders of CodexSDK")
struct ArchitectureTests {
  /// Each folder with the folders whose types it may use. A folder comes after all folders that it may use, so there is no
  /// cycle. The folder of generated code is not in the list; its code uses types of all folders.
  static let folders: [Architecture.Folder] = [
    .init("Support"),
    .init("Results"),
    .init("Errors", mayUse: ["Support", "Results"]),
    .init("Pages", mayUse: ["Errors"]),
    .init("Schemas", mayUse: ["Support", "Errors"]),
    .init("Transport", mayUse: ["Support", "Errors"]),
    .init("Transport/Streams", mayUse: ["Support", "Errors", "Transport"]),
    .init("Transport/WebSocket", mayUse: ["Support", "Errors", "Transport", "Transport/Streams"]),
    .init("MessageTap", mayUse: ["Support", "Errors", "Transport"]),
    .init("Messages", mayUse: ["Errors"]),
    .init("Notifications", mayUse: ["Messages"]),
    .init("Routing", mayUse: ["Support", "Results", "Errors", "Messages", "Notifications"]),
    .init("DynamicTools", mayUse: ["Schemas"]),
    .init("Approvals", mayUse: ["Messages"]),
    .init("ServerRequests", mayUse: ["Support", "Messages", "Notifications", "DynamicTools", "Approvals"]),
    .init(
      "Configuration",
      mayUse: [
        "Support", "Errors", "Transport", "Transport/Streams", "Transport/WebSocket", "MessageTap", "Messages",
        "Notifications",
        "Approvals",
        "ServerRequests",
      ]
    ),
    .init("Session", mayUse: ["Support", "Errors"]),
    .init(
      "Connection",
      mayUse: [
        "Support", "Errors", "Transport", "MessageTap", "Messages", "Notifications", "Routing", "ServerRequests",
        "Configuration", "Session",
      ]
    ),
    .init(
      "Client",
      mayUse: [
        "Support", "Errors", "Transport", "Transport/Streams", "Transport/WebSocket", "Messages", "Routing",
        "Configuration", "Session", "Connection",
      ]
    ),
    .init(
      "Handles",
      mayUse: [
        "Support", "Results", "Errors", "Pages", "Schemas", "Messages", "Routing", "DynamicTools", "Connection",
        "Client",
      ]
    ),
    .init(
      "ThreadState",
      mayUse: [
        "Support", "Results", "Errors", "Messages", "Notifications", "Routing", "Approvals", "Connection", "Client",
        "Configuration", "Handles",
      ]
    ),
    .init("ThreadModel", mayUse: ["Support", "Errors", "Handles", "ThreadState"]),
    .init("AutoReview", mayUse: ["Results", "Errors", "Handles"]),
    .init("ApprovalReuse", mayUse: ["Support", "Notifications", "Approvals", "Configuration"]),
    .init("."),
  ]

  @Test("use only the types of the folders that the list allows")
  func folderDependencies() throws {
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let root = package.appendingPathComponent("Sources/CodexSDK")
    let violations = try Architecture(root: root, folders: Self.folders).violations()
    #expect(violations == [])
  }
}
