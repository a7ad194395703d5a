import CodexProtocol
import CodexWire

/// What the scripted model answers to one request.
///
/// A reply is a value: made by `message`, `command` and the like, changed by `held(at:)` and `usage(_:)`, joined by
/// `then(_:)`. Ids that are not given are assigned when it is sent, so that a reply can be sent more than once.
public struct ModelReply: Sendable {
  /// A piece of a streamed answer.
  public enum Part: Sendable {
    /// A message of the assistant, streamed as `deltas` first when there are any.
    case message(String, deltas: [String] = [], phase: MessagePhase? = nil)
    /// A call of a tool.
    case functionCall(name: String, namespace: String? = nil, arguments: JSONValue, callID: String? = nil)
    /// An event as it is.
    case event(ModelEvent)
  }

  /// How a streamed answer ends.
  public enum Ending: Hashable, Sendable {
    case completed(ModelUsage)
    case failed(code: String, message: String)
    /// The stream ends in good order but without a last event.
    case unfinished
    /// The connection is closed in the middle of the answer.
    case disconnected
  }

  enum Content: Sendable {
    case stream(parts: [Part], ending: Ending, isFramed: Bool)
    case response(HTTPResponse)
  }

  /// Where an answer is held.
  struct Hold: Sendable {
    enum Position: Sendable {
      case beforeAnswer
      case beforeEvent(Int)
      case afterDeltas(Int)
    }

    var position: Position
    var gate: Gate
  }

  var content: Content
  var holds: [Hold] = []

  /// A streamed answer of several parts.
  public init(_ parts: [Part], ending: Ending = .completed(ModelUsage())) {
    content = .stream(parts: parts, ending: ending, isFramed: true)
  }

  init(content: Content) { self.content = content }
}

extension ModelReply {
  /// This reply with other token counts. Without effect on one that does not complete.
  public func usage(_ usage: ModelUsage) -> ModelReply {
    guard case .stream(let parts, .completed, let isFramed) = content else { return self }
    var reply = self
    reply.content = .stream(parts: parts, ending: .completed(usage), isFramed: isFramed)
    return reply
  }

  /// This reply with another end: `.message("Hel").ending(.disconnected)`.
  public func ending(_ ending: Ending) -> ModelReply {
    guard case .stream(let parts, _, let isFramed) = content else { return self }
    var reply = self
    reply.content = .stream(parts: parts, ending: ending, isFramed: isFramed)
    return reply
  }

  /// The parts of this reply and then those of `next`, in one answer that ends as `next` does. A reply that is no stream
  /// (`status`) has no parts; then the other one is all there is.
  public func then(_ next: ModelReply) -> ModelReply {
    guard case .stream(let parts, _, let isFramed) = content else { return self }
    guard case .stream(let nextParts, let ending, _) = next.content else { return next }
    var reply = self
    reply.content = .stream(parts: parts + nextParts, ending: ending, isFramed: isFramed)
    reply.holds += next.holds
    return reply
  }

  /// This reply, of which nothing is sent before `gate` opens.
  public func held(at gate: Gate) -> ModelReply { holding(Hold(position: .beforeAnswer, gate: gate)) }

  /// This reply, held in the middle: before the event `index`, counted from 0, `response.created` included.
  public func held(at gate: Gate, beforeEvent index: Int) -> ModelReply {
    holding(Hold(position: .beforeEvent(index), gate: gate))
  }

  /// This reply, held in the middle: after its first `count` deltas.
  public func held(at gate: Gate, afterDeltas count: Int) -> ModelReply {
    holding(Hold(position: .afterDeltas(count), gate: gate))
  }

  private func holding(_ hold: Hold) -> ModelReply {
    var reply = self
    reply.holds.append(hold)
    return reply
  }
}
