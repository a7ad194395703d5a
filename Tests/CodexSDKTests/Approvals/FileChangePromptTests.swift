import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Approval of a file change` {
  /// The request does not contain the changes. The server may have replaced the changes that it sent first.
  @Test func `contains the latest changes that the server sent`() async throws {
    let asked = BufferedStream<ApprovalRequest>(limit: 1)
    let configuration = CodexConfiguration(approvalHandler: { request in
      asked.push(request, isDroppable: false)?()
      return .decline
    })
    let (codex, server) = try await connect(configuration)
    try server.notify(
      "item/started",
      [
        "threadId": "t", "turnId": "u", "startedAtMs": 1,
        "item": ["type": "fileChange", "id": "i", "status": "inProgress", "changes": [Self.addition(of: "/w/a")]],
      ]
    )
    try server.notify(
      "item/fileChange/patchUpdated",
      [
        "threadId": "t", "turnId": "u", "itemId": "i",
        "changes": [Self.addition(of: "/w/a"), Self.addition(of: "/w/b")],
      ]
    )
    try server.send([
      "id": 0, "method": "item/fileChange/requestApproval",
      "params": ["threadId": "t", "turnId": "u", "itemId": "i", "startedAtMs": 2],
    ])
    #expect(try await asked.next()?.fileChanges.map(\.path) == ["/w/a", "/w/b"])
    await codex.close()
  }

  private static func addition(of path: String) -> JSONValue {
    ["path": .string(path), "diff": "+x", "kind": ["type": "add"]]
  }
}
