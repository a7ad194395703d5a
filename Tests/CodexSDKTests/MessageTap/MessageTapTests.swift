import CodexWire
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The message tap` {
  /// Collects messages, and waits until a number of them has come.
  private final class Log: Sendable {
    private let stream = BufferedStream<ObservedMessage>(limit: 1_000_000)

    func add(_ message: ObservedMessage) { stream.push(message, isDroppable: false)?() }

    func next(_ count: Int) async throws -> [ObservedMessage] {
      var messages: [ObservedMessage] = []
      while messages.count < count, let message = try await stream.next() { messages.append(message) }
      return messages
    }
  }

  @Test func `shows every message in both directions, in order, with time and size`() async throws {
    let log = Log()
    let begin = Date()
    let (codex, server) = try await connect(CodexConfiguration(onMessage: { log.add($0) }))
    async let models = codex.models.list()
    try server.reply(to: try await server.next("model/list"), ["data": []])
    _ = try await models

    let messages = try await log.next(5)

    #expect(messages.map(\.direction) == [.sent, .received, .sent, .sent, .received])
    let texts = messages.map(\.text)
    #expect(texts[0].contains(#""method":"initialize""#))
    #expect(texts[2].contains(#""method":"initialized""#))
    #expect(texts[3].contains(#""method":"model\/list""#) || texts[3].contains(#""method":"model/list""#))
    #expect(try JSONValue(parsing: Array(texts[4].utf8))["result"]?["data"] == [])
    #expect(messages.map(\.size) == texts.map(\.utf8.count))
    #expect(messages.allSatisfy { $0.time >= begin - 1 && $0.time <= Date() + 1 && $0.droppedCount == 0 })
    #expect(messages.map(\.time) == messages.map(\.time).sorted())
    await codex.close()
  }

  @Test func `shows secrets only when the configuration says so`() async throws {
    for includesSecrets in [false, true] {
      let log = Log()
      let configuration = CodexConfiguration(onMessage: { log.add($0) }, onMessageIncludesSecrets: includesSecrets)
      let (codex, server) = try await connect(configuration)
      let login = Task { try await codex.account.logIn(apiKey: "seeded-secret") }
      let request = try await server.next("account/login/start")
      #expect(request["params"]?["apiKey"] == "seeded-secret")
      try server.reply(to: request, ["type": "apiKey"])
      _ = try? await login.value

      let text = try await log.next(5).map(\.text).joined(separator: "\n")

      #expect(text.contains("seeded-secret") == includesSecrets)
      #expect(text.contains(#""apiKey":"<redacted>""#) == !includesSecrets)
      await codex.close()
    }
  }

  @Test func `shows a message that is not valid JSON only as a placeholder, with its size`() async throws {
    let log = Log()
    let (codex, server) = try await connect(CodexConfiguration(onMessage: { log.add($0) }))
    let text = #"{"method":"x","params":{"apiKey":"seeded-secret"}"#
    try server.sendRaw(text)

    let message = try #require(try await log.next(4).last)

    #expect(message.text == "<redacted>")
    #expect(message.size == text.utf8.count)
    await codex.close()
  }

  /// The names of all properties that the customization lists as secrets.
  private func secretNames() throws -> [String] {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = try Data(contentsOf: package.appendingPathComponent("schema/customization.json"))
    let customization = try JSONValue(parsing: Array(file))
    let lists = [customization["secrets"], customization["experimental"]?["secrets"]]
    let paths = try lists.flatMap { try #require($0?.arrayValue) }.compactMap(\.stringValue)
    return paths.map { String($0.split(separator: ".").last ?? "") }
  }

  /// The messages of the recorded session.
  private func session() throws -> [JSONValue] {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = package.appendingPathComponent("CodexProtocolTests/Fixtures/session-0.163.0.jsonl")
    // Long messages would only make the test slow.
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.utf8.count < 1000 }
      .compactMap {
        try JSONValue(parsing: Array($0.utf8))["message"]
      }
  }

  /// Adds a member to an object somewhere in a value.
  private func adding(_ name: String, _ secret: JSONValue, to value: JSONValue) -> JSONValue {
    switch value {
    case .object(var members):
      let containers = members.filter { $0.value.objectValue != nil || $0.value.arrayValue != nil }
      if let (key, inner) = containers.randomElement(), Bool.random() {
        members[key] = adding(name, secret, to: inner)
      } else {
        members[name] = secret
      }
      return .object(members)
    case .array(var elements):
      guard let index = elements.indices.randomElement() else { return .array([.object([name: secret])]) }
      elements[index] = adding(name, secret, to: elements[index])
      return .array(elements)
    default: return .object([name: secret])
    }
  }

  @Test func `shows none of the secrets that 10,000 messages contain`() async throws {
    let names = try secretNames() + ["password", "GITHUB_TOKEN", "client-secret", "authorization", "user_code"]
    #expect(names.count > 25)
    let carriers = try session()
    let log = Log()
    let tap = MessageTap(includesSecrets: false) { log.add($0) }
    let (client, server) = InMemoryTransport.pair()
    let received = Locked(0)
    try server.start(receive: { _ in received.withLock { $0 += 1 } }, closed: { _ in })
    let tapped = TappedTransport(client, tap: tap)
    try tapped.start(receive: { _ in }, closed: { _ in })
    let count = 10_000
    for number in 0..<count {
      let seed = "SEED-\(number)-\"é"
      // A secret may be a text, a dictionary such as `env`, or a list.
      let secret: JSONValue = [.string(seed), ["NAME": .string(seed)], [.string(seed)]][number % 3]
      let carrier = carriers[number % carriers.count]
      let message = try JSONEncoder().encode(adding(names[number % names.count], secret, to: carrier))
      if number.isMultiple(of: 2) { try tapped.send(message) } else { try server.send(message) }
    }

    let messages = try await log.next(count)

    #expect(messages.count == count)
    #expect(messages.count { $0.text.contains("SEED") } == 0)
    #expect(messages.allSatisfy { $0.text.contains("<redacted>") && $0.droppedCount == 0 })
    #expect(messages.count { $0.direction == .sent } == count / 2)
    await tapped.close()
    #expect(received.withLock { $0 } == count / 2)
  }

  @Test func `tells how many messages were dropped because the closure was too slow`() async throws {
    let log = Log()
    let gate = AsyncPromise<Void>()
    let tap = MessageTap(includesSecrets: true, limit: 10) { message in
      log.add(message)
      _ = await gate.waitIgnoringCancellation()
    }
    tap.record(.sent, Data("a".utf8))
    _ = try await log.next(1)
    for text in ["12345", "67890", "dropped", "dropped"] { tap.record(.received, Data(text.utf8)) }
    gate.fulfill(.success(()))
    let waiting = try await log.next(2)
    #expect(waiting.map(\.text) == ["12345", "67890"])
    // The delivery may not have ended yet. Then the next message waits in the queue, where there is room again.
    tap.record(.received, Data("later".utf8))
    #expect(try await log.next(1).map(\.droppedCount) == [2])
  }

  @Test func `passes heartbeats on to its transport`() async {
    let (client, _) = InMemoryTransport.pair()
    let tap = MessageTap(includesSecrets: false) { _ in }
    #expect(await TappedTransport(client, tap: tap).respondsToHeartbeat(within: .seconds(1)))
    #expect(await !TappedTransport(Unresponsive(), tap: tap).respondsToHeartbeat(within: .seconds(1)))
    #expect(TappedTransport(Unresponsive(), tap: tap).isServerShared)
  }

  private struct Unresponsive: HeartbeatTransport {
    var isServerShared: Bool { true }
    func start(
      receive: @escaping @Sendable (Data) -> Void,
      closed: @escaping @Sendable (TransportClosure) -> Void
    ) throws {}
    func send(_ message: Data) throws {}
    func close() async {}
    func respondsToHeartbeat(within limit: Duration) async -> Bool { false }
  }
}
