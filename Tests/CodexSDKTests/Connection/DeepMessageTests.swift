import Foundation
import Testing

@testable import CodexSDK

/// Messages with values that are nested deeply.
///
/// They are decoded on the threads of Swift's thread pool, which have 512 KB of stack on Darwin. On Linux, the stack of these
/// threads can be set to the same size before the tests are run, with `ulimit -s 512`.
@Suite struct `A deeply nested message` {
  /// The parameters of a message may be nested as deeply as this, since the message itself may have 128 levels.
  private static let deepest = 127

  /// A JSON object with this number of levels. `1.0` is an integer that is written as a fraction.
  private func nested(_ levels: Int) -> String {
    String(repeating: #"{"a":"#, count: levels) + "1.0" + String(repeating: "}", count: levels)
  }

  @Test(arguments: [100, deepest, deepest + 1, 400, 100_000])
  func `is a request that the handler can use, or is refused`(levels: Int) async throws {
    let (codex, server) = try await connect(
      CodexConfiguration(onServerRequest: { request in
        let isEqual = Set([request, request]).count == 1
        var dumped = ""
        dump(request, to: &dumped)
        return .result([
          "isEqual": .bool(isEqual), "isDescribed": .bool("\(request)".utf8.count > 100 && dumped.utf8.count > 100),
          "request": try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(request)),
        ])
      })
    )
    try server.sendRaw(#"{"id":7,"method":"new/thing","params":\#(nested(levels))}"#)
    let response = try await server.nextResponse()
    #expect(response["id"] == 7)
    if levels < Self.deepest {
      #expect(response["result"]?["isEqual"] == true)
      #expect(response["result"]?["isDescribed"] == true)
    } else if levels > Self.deepest {
      #expect(response["error"] != nil)
    }
    // The connection goes on.
    try server.sendRaw(#"{"id":8,"method":"new/thing","params":{}}"#)
    #expect(try await server.nextResponse()["id"] == 8)
    await codex.close()
  }

  @Test(arguments: [100, deepest, deepest + 1, 400, 100_000])
  func `is a notification, or is reported as malformed`(levels: Int) async throws {
    let unhandled = BufferedStream<UnhandledMessage>(limit: 10)
    let (codex, server) = try await connect(
      CodexConfiguration(onUnhandledMessage: { unhandled.push($0, isDroppable: false)?() })
    )
    try server.sendRaw(#"{"method":"new/thing","params":\#(nested(levels))}"#)
    switch try await unhandled.next() {
    case .notification(let notification):
      #expect(levels <= Self.deepest)
      #expect(Set([notification, notification]).count == 1)
      #expect("\(notification)".utf8.count > levels)
    case .malformed(_, let reason):
      #expect(levels > Self.deepest)
      #expect(reason.contains("128 levels"))
    default: Issue.record("the message should be reported")
    }
    await codex.close()
  }
}
