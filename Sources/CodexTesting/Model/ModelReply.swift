import CodexProtocol
import CodexWire

/// The scripted model's reply to one request.
///
/// Create a reply with a factory such as `message(_:deltas:phase:)` or `command(_:workingDirectory:escalationReason:)`.
/// Modify it with `paused(at:)`, `usage(_:)` and `ending(_:)`, and combine two replies with `then(_:)`. Ids that you do
/// not give are assigned when the reply is sent, so the same reply can be sent more than once.
public struct ModelReply: Sendable {
  /// One part of a streamed reply.
  public enum Part: Sendable {
    /// A message of the assistant. The `deltas` are streamed before the complete message.
    case message(String, deltas: [String] = [], phase: MessagePhase? = nil)
    /// A call of a tool. The `namespace` is only given for tools of an MCP server.
    case functionCall(name: String, namespace: String? = nil, arguments: JSONValue, callID: String? = nil)
    /// An event that is sent unchanged.
    case event(ModelEvent)
  }

  /// How a streamed reply ends.
  public enum Ending: Hashable, Sendable {
    /// The model completes its response and reports the given token counts.
    case completed(ModelUsage)
    /// The model reports an error.
    case failed(code: String, message: String)
    /// The HTTP response ends properly, but without a last event such as `response.completed`.
    case unfinished
    /// The connection is closed in the middle of the HTTP response.
    case disconnected
  }

  enum Content: Sendable {
    /// - Parameter isFramed: Whether `response.created` and the event of the ending are added around the parts.
    case stream(parts: [Part], ending: Ending, isFramed: Bool)
    case response(HTTPResponse)
  }

  /// A position in the reply at which sending waits for a pause.
  struct Stop: Sendable {
    enum Position: Sendable {
      case beforeReply
      case beforeEvent(Int)
      case afterDeltas(Int)
    }

    var position: Position
    var pause: ReplyPause
  }

  var content: Content
  var stops: [Stop] = []

  /// Creates a streamed reply.
  ///
  /// - Parameters:
  ///   - parts: The parts, in the order in which they are sent.
  ///   - ending: How the reply ends.
  public init(_ parts: [Part], ending: Ending = .completed(ModelUsage())) {
    content = .stream(parts: parts, ending: ending, isFramed: true)
  }

  init(content: Content) { self.content = content }
}

extension ModelReply {
  /// Returns this reply with other token counts.
  ///
  /// A reply that does not end with `Ending.completed(_:)` is returned unchanged.
  public func usage(_ usage: ModelUsage) -> ModelReply {
    guard case .stream(let parts, .completed, let isFramed) = content else { return self }
    var reply = self
    reply.content = .stream(parts: parts, ending: .completed(usage), isFramed: isFramed)
    return reply
  }

  /// Returns this reply with another ending, for example `.message("Hel").ending(.disconnected)`.
  ///
  /// A reply that is not streamed (`httpResponse(status:headers:body:)`) is returned unchanged.
  public func ending(_ ending: Ending) -> ModelReply {
    guard case .stream(let parts, _, let isFramed) = content else { return self }
    var reply = self
    reply.content = .stream(parts: parts, ending: ending, isFramed: isFramed)
    return reply
  }

  /// Returns one streamed reply with the parts of this reply, then the parts of `next`, and the ending of `next`.
  ///
  /// If one of the two replies is not streamed (`httpResponse(status:headers:body:)`), the result is this reply when
  /// this reply is the one that is not streamed, else `next`.
  public func then(_ next: ModelReply) -> ModelReply {
    guard case .stream(let parts, _, let isFramed) = content else { return self }
    guard case .stream(let nextParts, let ending, _) = next.content else { return next }
    var reply = self
    reply.content = .stream(parts: parts + nextParts, ending: ending, isFramed: isFramed)
    reply.stops += next.stops
    return reply
  }

  /// Returns this reply with a pause before anything is sent.
  public func paused(at pause: ReplyPause) -> ModelReply { adding(Stop(position: .beforeReply, pause: pause)) }

  /// Returns this reply with a pause before one of its events.
  ///
  /// - Parameters:
  ///   - pause: The pause.
  ///   - index: The index of the event, counted from 0. `response.created` is event 0.
  public func paused(at pause: ReplyPause, beforeEvent index: Int) -> ModelReply {
    adding(Stop(position: .beforeEvent(index), pause: pause))
  }

  /// Returns this reply with a pause after its first `count` deltas.
  public func paused(at pause: ReplyPause, afterDeltas count: Int) -> ModelReply {
    adding(Stop(position: .afterDeltas(count), pause: pause))
  }

  private func adding(_ stop: Stop) -> ModelReply {
    var reply = self
    reply.stops.append(stop)
    return reply
  }
}
