#if os(macOS) || os(Linux)
import CodexWire
import Foundation

/// A server with prepared responses. It responds to `turn/start` with a whole turn at once, and sends the responses to other
/// requests together when it has received enough of them.
enum Player {
  static func run(session file: String) throws {
    var turn = try PreparedTurn(session: RecordedSession(file: file), deltas: Stream.deltas)
    var number = 0
    var held = Data()
    var heldCount = 0
    while let line = readLine() {
      guard let message = try? JSONValue(parsing: Array(line.utf8)), let method = message["method"]?.stringValue,
        let id = message["id"]?.intValue
      else { continue }
      switch method {
      case "initialize": write(response(id, turn.initialization.utf8))
      case "thread/start": write(response(id, turn.thread.utf8))
      case "turn/start":
        write(response(id, turn.start) + turn.lines)
        number += 1
        // The next turn is prepared now, so that its client does not wait for that.
        turn.rename(number)
      default:
        held += response(id, metadata.utf8)
        heldCount += 1
        guard heldCount == Stream.requests else { continue }
        write(held)
        held = Data()
        heldCount = 0
      }
    }
  }

  private static let metadata =
    #"{"createdAtMs":1,"isDirectory":false,"isFile":true,"isSymlink":false,"modifiedAtMs":2}"#

  private static func response(_ id: Int, _ result: some Sequence<UInt8>) -> Data {
    Data("{\"id\":\(id),\"result\":".utf8) + result + Data("}\n".utf8)
  }

  private static func write(_ text: Data) { try? FileHandle.standardOutput.write(contentsOf: text) }
}
#endif
