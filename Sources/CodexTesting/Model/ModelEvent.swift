import CodexWire

/// One server-sent event of a streamed response of the Responses API.
public struct ModelEvent: Hashable, Sendable {
  /// The event's type, such as `response.output_text.delta`.
  public var type: String
  /// The members of the event's JSON object, without `type`.
  public var members: [String: JSONValue]

  /// Creates an event.
  ///
  /// - Parameters:
  ///   - type: The event's type, such as `response.output_text.delta`.
  ///   - members: The members of the event's JSON object, without `type`.
  public init(_ type: String, _ members: [String: JSONValue] = [:]) {
    self.type = type
    self.members = members
  }

  /// The event in the format of a stream of server-sent events.
  var bytes: [UInt8] {
    let data = JSONValue.object(members.merging(["type": .string(type)]) { _, type in type })
    return Array("event: \(type)\ndata: ".utf8) + data.sortedText + Array("\n\n".utf8)
  }
}
