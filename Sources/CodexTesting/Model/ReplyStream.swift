import CodexWire

/// The events of a streamed reply with assigned ids, and the positions at which sending pauses.
struct ReplyStream {
  private(set) var events: [ModelEvent] = []
  /// For each event, the number of deltas before the event.
  private var deltasBefore: [Int] = []
  private var deltaCount = 0
  private let number: Int
  private var itemCount = 0

  /// - Parameter number: The number of the request. Assigned ids contain this number, so that they are unique.
  init(parts: [ModelReply.Part], ending: ModelReply.Ending, isFramed: Bool, number: Int) {
    self.number = number
    let responseID: JSONValue = .string("resp_\(number)")
    if isFramed { append(ModelEvent("response.created", ["response": ["id": responseID]])) }
    for part in parts { append(part) }
    switch ending {
    case .completed(let usage):
      append(ModelEvent("response.completed", ["response": ["id": responseID, "usage": usage.json]]))
    case .failed(let code, let message):
      let error: JSONValue = ["code": .string(code), "message": .string(message)]
      append(ModelEvent("response.failed", ["response": ["id": responseID, "error": error]]))
    case .unfinished, .disconnected: break
    }
  }

  /// Returns the index of the event before which sending pauses, or the number of events for a pause after the last
  /// event.
  func index(of position: ModelReply.Stop.Position) -> Int {
    switch position {
    case .beforeReply: 0
    case .beforeEvent(let index): min(max(index, 0), events.count)
    case .afterDeltas(let count): deltasBefore.firstIndex { $0 >= count } ?? events.count
    }
  }

  private mutating func append(_ event: ModelEvent) {
    events.append(event)
    deltasBefore.append(deltaCount)
    if event.type.hasSuffix(".delta") { deltaCount += 1 }
  }

  private mutating func append(_ part: ModelReply.Part) {
    switch part {
    case .event(let event): append(event)
    case .message(let text, let deltas, let phase):
      let id = JSONValue.string(nextID("msg"))
      var item: [String: JSONValue] = ["type": "message", "role": "assistant", "id": id, "content": []]
      item["phase"] = phase.map { .string($0.rawValue) }
      append(ModelEvent("response.output_item.added", ["item": .object(item)]))
      for delta in deltas {
        append(ModelEvent("response.output_text.delta", ["item_id": id, "delta": .string(delta)]))
      }
      item["content"] = [["type": "output_text", "text": .string(text)]]
      append(ModelEvent("response.output_item.done", ["item": .object(item)]))
    case .functionCall(let name, let namespace, let arguments, let callID):
      var item: [String: JSONValue] = ["type": "function_call", "id": .string(nextID("fc")), "name": .string(name)]
      item["call_id"] = .string(callID ?? "call_\(number)_\(itemCount)")
      item["namespace"] = namespace.map { .string($0) }
      item["arguments"] = .string(String(decoding: arguments.sortedText, as: UTF8.self))
      append(ModelEvent("response.output_item.done", ["item": .object(item)]))
    }
  }

  private mutating func nextID(_ prefix: String) -> String {
    itemCount += 1
    return "\(prefix)_\(number)_\(itemCount)"
  }
}
