/// The connection of one client. Only the server's thread uses connections.
final class HTTPConnection {
  let descriptor: Int32
  private let id: Int
  private var parser = HTTPRequestParser()
  private var outgoing: [UInt8] = []
  private var sent = 0
  private var lastNumber = 0
  /// The request to which the server is responding. The next request is not read before the response is complete.
  private var exchange: (number: Int, response: Task<Void, Never>, keepsConnection: Bool)?
  private var closesWhenSent = false
  private(set) var isClosed = false

  init(descriptor: Int32, id: Int) {
    self.descriptor = descriptor
    self.id = id
  }

  var hasOutgoing: Bool { sent < outgoing.count }

  /// Reads the available bytes and passes the next complete request to `handler`.
  func receive(using buffer: inout [UInt8], _ commands: CommandQueue, _ handler: LoopbackListener.Handler) {
    while !isClosed {
      switch Sockets.receive(descriptor, into: &buffer) {
      case .bytes(let count):
        parser.append(buffer[..<count])
        advance(commands, handler)
      case .nothingNow: return
      case .ended: close()
      }
    }
  }

  /// Passes the next request to `handler`, if a complete request is available and no response is in progress.
  func advance(_ commands: CommandQueue, _ handler: LoopbackListener.Handler) {
    guard exchange == nil, !closesWhenSent, !isClosed else { return }
    do {
      guard let request = try parser.next() else { return }
      lastNumber += 1
      let responder = HTTPResponder(exchange: ExchangeID(connection: id, number: lastNumber), commands: commands)
      exchange = (lastNumber, handler(request, responder), request.keepsConnection)
    } catch {
      closesWhenSent = true
      outgoing += HTTPResponse(status: 400, contentType: "text/plain", body: Array("\(error)\n".utf8)).bytes
      flush()
    }
  }

  func send(_ bytes: [UInt8], exchange number: Int) {
    guard exchange?.number == number, !isClosed else { return }
    outgoing += bytes
    flush()
  }

  func finish(exchange number: Int) {
    guard let exchange, exchange.number == number else { return }
    self.exchange = nil
    if !exchange.keepsConnection { closesWhenSent = true }
    flush()
  }

  /// Abandons the response, and closes the connection when the bytes so far have been sent.
  func drop(exchange number: Int) {
    guard exchange?.number == number else { return }
    exchange = nil
    closesWhenSent = true
    flush()
  }

  func flush() {
    while hasOutgoing, !isClosed {
      guard let count = Sockets.transmit(outgoing[sent...], to: descriptor) else { return close() }
      if count == 0 { return }
      sent += count
    }
    outgoing.removeAll(keepingCapacity: true)
    sent = 0
    if closesWhenSent { close() }
  }

  /// Closes the socket and cancels the task of the response, which can no longer be sent.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    exchange?.response.cancel()
    Sockets.release(descriptor)
  }
}
