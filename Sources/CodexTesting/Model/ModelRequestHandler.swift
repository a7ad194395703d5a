import CodexSDK
import CodexWire
import Foundation

/// Handles the HTTP requests of Codex: records each request, chooses the scripted reply, and sends the reply.
struct ModelRequestHandler: Sendable {
  let script: Locked<ReplyScript>
  let log: RequestLog

  /// Chooses the reply to a request and sends the reply in a task.
  ///
  /// The reply is chosen on the server's thread, so that queued replies are used in the order in which the requests
  /// arrive. Sending is a task, since a reply may have to wait at a pause.
  func handle(_ http: HTTPRequest, through responder: HTTPResponder) -> Task<Void, Never> {
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
      return unexpected(
        request,
        415,
        "the body is compressed (\(coding)), but this server reads only uncompressed JSON"
      )
    }
    do {
      // A request has about 40 KB. `JSONDecoder` takes a third of the time that `JSONValue(parsing:)` takes in a debug
      // build, since Foundation is always optimized.
      if !http.body.isEmpty {
        let body = Data(http.body)
        request.body = try JSONDecoder().decodeUntrusted(JSONValue.self, from: body, keepsEquivalentNames: true)
      }
    } catch {
      return unexpected(request, 400, "the body is not valid JSON: \(error)")
    }
    switch (request.method, request.path) {
    case ("POST", "/v1/responses"), ("POST", "/responses"): return modelReply(to: request)
    case ("GET", "/v1/models"), ("GET", "/models"):
      log.update { $0.modelLists.append(request) }
      return (.httpResponse(status: 200, body: #"{"object":"list","data":[],"models":[]}"#), 0)
    default: return unexpected(request, 404, "this server does not support \(request.method) \(request.path)")
    }
  }

  private func modelReply(to request: ModelRequest) -> (reply: ModelReply, number: Int) {
    var request = request
    request.index = log.current.requests.count
    // Matchers and rules are code of the test that may use this server, so they run without a lock. Meanwhile no other
    // request can take the chosen reply, since replies are chosen on one thread only.
    let reply: ModelReply?
    switch script.withLock({ $0 }).choice(for: request) {
    case .reserved(let id, let reserved):
      script.withLock { $0.removeReserved(id) }
      reply = reserved
    case .rule(let rule): reply = rule(request)
    case .queue: reply = script.withLock { $0.takeFromQueue() }
    }
    log.update { [request] in $0.requests.append(request) }
    if let reply { return (reply, request.index + 1) }
    return unexpected(
      request,
      500,
      "no reply is scripted for request \(request.index) (model \(request.model ?? "none"), "
        + "last user text \"\((request.lastUserText ?? "").prefix(200))\"); call enqueue or when to add a reply"
    )
  }

  private func unexpected(_ request: ModelRequest, _ status: Int, _ reason: String) -> (ModelReply, Int) {
    log.update { $0.unexpected.append(request) }
    let message = JSONValue.string("ScriptedModelServer: \(reason)")
    let body: JSONValue = ["error": ["code": "unscripted", "type": "invalid_request_error", "message": message]]
    return (.httpResponse(status: status, body: String(decoding: body.sortedText, as: UTF8.self)), 0)
  }

  /// Sends the reply. The task is cancelled when the client has disconnected; then the rest of the reply is dropped.
  private func send(_ reply: ModelReply, number: Int, through responder: HTTPResponder) async {
    do {
      for case (.beforeReply, let pause) in reply.stops.map({ ($0.position, $0.pause) }) { try await pause.reach() }
      switch reply.content {
      case .response(let response): responder.respond(response)
      case .stream(let parts, let ending, let isFramed):
        responder.beginStream(headers: ["Content-Type": "text/event-stream"])
        let stream = ReplyStream(parts: parts, ending: ending, isFramed: isFramed, number: number)
        try await send(stream, stops: reply.stops, through: responder)
        if ending == .disconnected { responder.drop() } else { responder.endStream() }
      }
    } catch {}
  }

  private func send(_ stream: ReplyStream, stops: [ModelReply.Stop], through responder: HTTPResponder) async throws {
    var start = 0
    let pauses = stops.compactMap { stop -> (index: Int, pause: ReplyPause)? in
      if case .beforeReply = stop.position { nil } else { (stream.index(of: stop.position), stop.pause) }
    }
    for stop in pauses.sorted(by: { $0.index < $1.index }) {
      // All events up to the next pause are sent together. Thousands of small writes would dominate the time of a test.
      responder.send(stream.events[start..<stop.index].flatMap(\.bytes))
      start = stop.index
      try await stop.pause.reach()
    }
    responder.send(stream.events[start...].flatMap(\.bytes))
  }
}
