import CodexSDK
import CodexWire
import Foundation

/// Takes each HTTP request, records it, decides what it gets, and sends that.
struct ReplyDesk: Sendable {
  let script: Locked<ReplyScript>
  let log: RequestLog

  /// Called on the server's thread: the decision is made there, so that requests are answered in the order in which they
  /// came. Sending is a task, since it may have to wait at gates.
  func answer(_ http: HTTPRequest, through responder: HTTPResponder) -> Task<Void, Never> {
    let reply = reply(to: http)
    return Task { await send(reply.reply, number: reply.number, through: responder) }
  }

  private func reply(to http: HTTPRequest) -> (reply: ModelReply, number: Int) {
    var request = ModelRequest(
      index: 0,
      method: http.method,
      path: String(http.target.prefix { $0 != "?" }),
      headers: http.headers,
      body: .null
    )
    if let coding = http.headers["content-encoding"], coding != "identity" {
      return unexpected(request, 415, "the body is compressed (\(coding)); this server reads plain JSON only")
    }
    do {
      // Requests are some 40 KB, and Foundation is optimized even in debug builds: a third of the time of our own parser.
      if !http.body.isEmpty { request.body = try JSONDecoder().decode(JSONValue.self, from: Data(http.body)) }
    } catch {
      return unexpected(request, 400, "the body is no JSON: \(error)")
    }
    switch (request.method, request.path) {
    case ("POST", "/v1/responses"), ("POST", "/responses"): return modelReply(to: request)
    case ("GET", "/v1/models"), ("GET", "/models"):
      log.change { $0.others.append(request) }
      return (.status(200, body: #"{"object":"list","data":[],"models":[]}"#), 0)
    default: return unexpected(request, 404, "\(request.method) \(request.path) is not answered here")
    }
  }

  private func modelReply(to request: ModelRequest) -> (reply: ModelReply, number: Int) {
    var request = request
    request.index = log.current.requests.count
    // Matchers and rules are the test's code, which may ask this server something: no lock is held while they run. The
    // script cannot change in a way that matters, since requests are decided on one thread only.
    let reply: ModelReply?
    switch script.withLock({ $0 }).choice(for: request) {
    case .reserved(let id, let reserved):
      script.withLock { $0.removeReserved(id) }
      reply = reserved
    case .rule(let rule): reply = rule(request)
    case .queue: reply = script.withLock { $0.takeFromQueue() }
    }
    log.change { [request] in $0.requests.append(request) }
    if let reply { return (reply, request.index + 1) }
    return unexpected(
      request,
      500,
      "no reply is scripted for request \(request.index) (model \(request.model ?? "none"), "
        + "last user text \"\((request.lastUserText ?? "").prefix(200))\"); enqueue one or add a when"
    )
  }

  private func unexpected(_ request: ModelRequest, _ status: Int, _ reason: String) -> (ModelReply, Int) {
    log.change { $0.unexpected.append(request) }
    let message = JSONValue.string("ScriptedModelServer: \(reason)")
    let body: JSONValue = ["error": ["code": "unscripted", "type": "invalid_request_error", "message": message]]
    return (.status(status, body: JSONText.string(of: body)), 0)
  }

  /// A cancelled task has lost its client, so there is nobody to tell.
  private func send(_ reply: ModelReply, number: Int, through responder: HTTPResponder) async {
    do {
      for case (.beforeAnswer, let gate) in reply.holds.map({ ($0.position, $0.gate) }) { try await gate.pass() }
      switch reply.content {
      case .response(let response): responder.respond(response)
      case .stream(let parts, let ending, let isFramed):
        responder.beginStream(headers: ["Content-Type": "text/event-stream"])
        let stream = ReplyStream(parts: parts, ending: ending, isFramed: isFramed, number: number)
        try await send(stream, holds: reply.holds, through: responder)
        if ending == .disconnected { responder.drop() } else { responder.endStream() }
      }
    } catch {}
  }

  private func send(_ stream: ReplyStream, holds: [ModelReply.Hold], through responder: HTTPResponder) async throws {
    var start = 0
    let stops = holds.compactMap { hold -> (index: Int, gate: Gate)? in
      if case .beforeAnswer = hold.position { nil } else { (stream.index(of: hold.position), hold.gate) }
    }
    for stop in stops.sorted(by: { $0.index < $1.index }) {
      // All events up to the next gate go out together: thousands of small writes would measure this server.
      responder.send(stream.events[start..<stop.index].flatMap(\.bytes))
      start = stop.index
      try await stop.gate.pass()
    }
    responder.send(stream.events[start...].flatMap(\.bytes))
  }
}
