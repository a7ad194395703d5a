/// One client's connection. Only the server's thread touches it.
final class HTTPConnection {
  let descriptor: Int32
  private let id: Int
  private var parser = HTTPRequestParser()
  private var outgoing: [UInt8] = []
  private var sent = 0
  private var lastNumber = 0
  /// The request that is being answered; the next one is not looked at before it is done.
  private var exchange: (number: Int, reply: Task<Void, Never>, keepsConnection: Bool)?
  private var closesWhenSent = false
  private(set) var isClosed = false

  init(descriptor: Int32, id: Int) {
    self.descriptor = descriptor
    self.id = id
  }

  var hasOutgoing: Bool { sent < outgoing.count }

  /// Reads what has come and hands complete requests to `handler`.
  func receive(using buffer: inout [UInt8], _ mailbox: Mailbox, _ handler: LoopbackListener.Handler) {
    while !isClosed {
      switch Sockets.receive(descriptor, into: &buffer) {
      case .bytes(let count):
        parser.append(buffer[..<count])
        advance(mailbox, handler)
      case .nothingNow: return
      case .ended: close()
      }
    }
  }

  /// Begins the next request, if there is one and none is being answered.
  func advance(_ mailbox: Mailbox, _ handler: LoopbackListener.Handler) {
    guard exchange == nil, !closesWhenSent, !isClosed else { return }
    do {
      guard let request = try parser.next() else { return }
      lastNumber += 1
      let responder = HTTPResponder(exchange: ExchangeID(connection: id, number: lastNumber), mailbox: mailbox)
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

  /// Leaves the answer as it is, and closes when what there is of it has been sent.
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

  /// Closes the socket and cancels the reply that nobody will read.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    exchange?.reply.cancel()
    Sockets.release(descriptor)
  }
}
