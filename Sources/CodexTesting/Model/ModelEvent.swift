import CodexWire

/// One event of a streamed answer of the Responses API.
public struct ModelEvent: Hashable, Sendable {
  /// Such as `response.output_text.delta`.
  public var type: String
  /// The event's members, without `type`.
  public var members: [String: JSONValue]

  public init(_ type: String, _ members: [String: JSONValue] = [:]) {
    self.type = type
    self.members = members
  }

  /// As it stands in the stream of server-sent events.
  var bytes: [UInt8] {
    let data = JSONValue.object(members.merging(["type": .string(type)]) { _, type in type })
    return Array("event: \(type)\ndata: ".utf8) + JSONText.bytes(of: data) + Array("\n\n".utf8)
  }
}
