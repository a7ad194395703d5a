import CodexProtocol
import CodexWire
import Foundation
import Testing

@testable import codexgen_bench

@Suite("The input of a benchmark")
struct InputTests {
  private static let lines = [
    #"{"from":"client","message":{"id":1,"method":"turn/start","params":{"input":[{"type":"text","text":"Hi"}]}}}"#,
    #"{"from":"server","message":{"id":1,"result":{"turn":{"id":"turn-0000"}}}}"#,
    #"{"from":"server","message":{"method":"turn/started","params":{"turn":{"id":"turn-0000"}}}}"#,
    #"{"from":"server","message":{"method":"item/agentMessage/delta","params":{"turnId":"turn-0000","delta":"a\"b"}}}"#,
    #"{"from":"server","message":{"id":0,"method":"approve","params":{}}}"#,
    #"{"from":"server","message":{"method":"warning","params":{"message":"Careful."}}}"#,
    #"{"from":"server","message":{"method":"turn/completed","params":{"turn":{"id":"turn-0000"}}}}"#,
  ]

  private func session(_ more: [String] = []) throws -> RecordedSession {
    try RecordedSession(lines: (more + Self.lines).map { Data($0.utf8) })
  }

  @Test("has nine deltas with different texts in ten notifications, and the other notifications in their order")
  func notifications() throws {
    let messages = try MessageMaker.notifications(40, from: session())

    #expect(messages.count == 40)
    #expect(messages[0] == #"{"method":"turn/started","params":{"turn":{"id":"turn-0000"}}}"#)
    #expect(
      messages[1] == #"{"method":"item/agentMessage/delta","params":{"turnId":"turn-0000","delta":"token 1 "}}"#
    )
    #expect(messages[10] == #"{"method":"warning","params":{"message":"Careful."}}"#)
    #expect(messages[20] == #"{"method":"turn/completed","params":{"turn":{"id":"turn-0000"}}}"#)
    #expect(messages[30] == messages[0])
    #expect(messages.count { $0.contains("delta") } == 36)
  }

  @Test("has turn/start requests with different ids and texts")
  func turnStarts() throws {
    let requests = try MessageMaker.turnStarts(2, from: session())

    #expect(
      requests[1]
        == #"{"id":1,"method":"turn/start","params":{"input":[{"type":"text","text":"Fix test 1 of the suite."}]}}"#
    )
  }

  @Test("has a prepared turn with the notifications of one turn, whose id can be changed")
  func preparedTurn() throws {
    let opening = ["initialize", "thread/start"].enumerated().flatMap { index, method in
      [
        #"{"from":"client","message":{"id":\#(index + 7),"method":"\#(method)"}}"#,
        #"{"from":"server","message":{"id":\#(index + 7),"result":{"of":"\#(method)"}}}"#,
      ]
    }
    var turn = try PreparedTurn(session: session(opening), deltas: 3)
    turn.rename(12)

    #expect(turn.initialization == #"{"of":"initialize"}"#)
    #expect(turn.thread == #"{"of":"thread/start"}"#)
    #expect(turn.count == 5)
    #expect(String(decoding: turn.start, as: UTF8.self) == #"{"turn":{"id":"turn-0012"}}"#)
    #expect(
      String(decoding: turn.lines, as: UTF8.self).split(separator: "\n") == [
        #"{"method":"turn/started","params":{"turn":{"id":"turn-0012"}}}"#,
        #"{"method":"item/agentMessage/delta","params":{"turnId":"turn-0012","delta":"token 0 "}}"#,
        #"{"method":"item/agentMessage/delta","params":{"turnId":"turn-0012","delta":"token 1 "}}"#,
        #"{"method":"item/agentMessage/delta","params":{"turnId":"turn-0012","delta":"token 2 "}}"#,
        #"{"method":"turn/completed","params":{"turn":{"id":"turn-0012"}}}"#,
      ]
    )
  }

  @Test("has a history with items of all kinds in the schema, which is the same each time")
  func history() throws {
    let text = HistoryMaker.response(size: 500_000)
    let response = try JSONDecoder().decode(ThreadResumeResponse.self, from: Data(text.utf8))
    let items = response.thread.turns.flatMap(\.items)
    let kinds = try kinds(text)

    #expect((500_000..<600_000).contains(text.utf8.count))
    #expect(items.count { !$0.isRecognized } == 0)
    #expect(kinds.count == 19)
    #expect(HistoryMaker.response(size: 500_000) == text)
  }

  private func kinds(_ text: String) throws -> Set<String> {
    let turns = try JSONValue(parsing: Array(text.utf8))["thread"]?["turns"]?.arrayValue ?? []
    return Set(turns.flatMap { $0["items"]?.arrayValue ?? [] }.compactMap { $0["type"]?.stringValue })
  }

  @Test("is refused with the number of the line if a line is not a message")
  func damagedSession() {
    #expect(throws: Failure("line 1 of the recorded session is not a message")) {
      try RecordedSession(lines: [Data("{}".utf8)])
    }
  }
}
