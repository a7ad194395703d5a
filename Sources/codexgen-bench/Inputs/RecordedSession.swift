#if os(macOS) || os(Linux)
import CodexWire
import Foundation

/// A recorded session with the real app-server: all messages in both directions, in order, with their original text.
struct RecordedSession {
  /// The text of a message, and its method and id.
  struct Message {
    var text: String
    var method: String?
    var hasID: Bool
  }

  var fromServer: [Message] = []
  var fromClient: [Message] = []

  /// - Parameter lines: Lines of the form `{"from":"server","message":…}`.
  init(lines: [Data]) throws {
    for (index, line) in lines.enumerated() {
      guard let json = try? JSONValue(parsing: line), let sender = json["from"]?.stringValue,
        let message = json["message"], let text = Self.text(from: sender, String(decoding: line, as: UTF8.self))
      else { throw Failure("line \(index + 1) of the recorded session is not a message") }
      let found = Message(text: text, method: message["method"]?.stringValue, hasID: message["id"] != nil)
      if sender == "server" { fromServer.append(found) } else { fromClient.append(found) }
    }
  }

  init(file: String) throws { try self.init(lines: lines(ofFile: file)) }

  /// The original text of the message. It is cut out of the line, since decoding and encoding would change the order of its
  /// members.
  private static func text(from sender: String, _ line: String) -> String? {
    let head = #"{"from":"\#(sender)","message":"#
    guard line.hasPrefix(head), line.hasSuffix("}") else { return nil }
    return String(line.dropFirst(head.count).dropLast())
  }

  var notifications: [Message] { fromServer.filter { $0.method != nil && !$0.hasID } }

  func requests(_ method: String) -> [Message] { fromClient.filter { $0.method == method && $0.hasID } }

  /// The result in the response to the first request of a method.
  func result(of method: String) throws -> String {
    guard let request = requests(method).first, let id = Self.idHead(request.text),
      let response = fromServer.first(where: { $0.method == nil && $0.text.hasPrefix(id + #","result":"#) })
    else { throw Failure("the recorded session has no response to \(method)") }
    return String(response.text.dropFirst(id.count + #","result":"#.count).dropLast())
  }

  /// The start of a message up to its id: `{"id":3`.
  private static func idHead(_ text: String) -> String? { text.firstIndex(of: ",").map { String(text[..<$0]) } }
}
#endif
