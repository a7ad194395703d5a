import Foundation
import Testing

@testable import CodexSDK

@Suite struct `A bounded queue` {
  private func add(_ element: Int, _ isExpendable: Bool, _ queue: inout BoundedQueue<Int>) -> Bool {
    queue.append(element, isExpendable: isExpendable)
  }

  private func all(_ queue: inout BoundedQueue<Int>) -> [Int] {
    var elements: [Int] = []
    while let element = queue.popFirst() { elements.append(element) }
    return elements
  }

  @Test func `hands out in order`() {
    var queue = BoundedQueue<Int>(limit: 10)
    for number in 1...5 { #expect(add(number, false, &queue)) }
    #expect(all(&queue) == [1, 2, 3, 4, 5])
  }

  @Test func `leaves out the oldest expendable element when full`() {
    var queue = BoundedQueue<Int>(limit: 3)
    #expect(add(1, false, &queue))
    #expect(add(2, true, &queue))
    #expect(add(3, true, &queue))
    #expect(add(4, false, &queue))
    #expect(add(5, true, &queue))
    #expect(all(&queue) == [1, 4, 5])
    #expect(queue.omitted == 2)
  }

  @Test func `leaves out an expendable newcomer, and refuses another, when nothing can go`() {
    var queue = BoundedQueue<Int>(limit: 2)
    #expect(add(1, false, &queue))
    #expect(add(2, false, &queue))
    #expect(add(3, true, &queue))
    #expect(!add(4, false, &queue))
    #expect(all(&queue) == [1, 2])
    #expect(queue.omitted == 1)
  }

  @Test func `does what a plain array would, over a long random life`() {
    var random = SplitMix64(state: 7)
    var queue = BoundedQueue<Int>(limit: 50)
    var model: [(Int, Bool)] = []
    for number in 0..<20_000 {
      if random.next() % 5 < 3 {
        let isExpendable = random.next() % 3 != 0
        var isKept = true
        if model.count >= 50 {
          if let oldest = model.firstIndex(where: { $0.1 }) { model.remove(at: oldest) } else { isKept = false }
        }
        if isKept { model.append((number, isExpendable)) }
        let isTaken = queue.append(number, isExpendable: isExpendable)
        #expect(isTaken == (isKept || isExpendable))
      } else {
        let expected = model.isEmpty ? nil : model.removeFirst().0
        let first = queue.popFirst()
        #expect(first == expected)
      }
      #expect(queue.count == model.count)
    }
  }

  private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}

@Suite struct `A buffered stream` {
  @Test func `that must lose something it may not ends with an error, after what it holds`() async throws {
    let stream = BufferedStream<Int>(limit: 2)
    for number in 1...3 { stream.push(number, isExpendable: false)?() }
    #expect(try await stream.next() == 1)
    #expect(try await stream.next() == 2)
    await #expect {
      _ = try await stream.next()
    } throws: {
      if case CodexError.bufferOverflow(limit: 2) = $0 { true } else { false }
    }
  }

  @Test func `gives each element to one of many readers`() async throws {
    let stream = BufferedStream<Int>(limit: 1000)
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var sum = 0
          while let number = try await stream.next() { sum += number }
          return sum
        }
      }
      for number in 1...1000 { stream.push(number, isExpendable: false)?() }
      stream.finish()?()
      return try await group.reduce(0, +)
    }
    #expect(sum == 500_500)
  }
}

@Suite struct `A line splitter` {
  @Test(arguments: 1...7)
  func `finds the same lines however the bytes are cut`(size: Int) {
    let text = "one\n\ntwo\r\n{\"three\":3}\nrest"
    var splitter = LineSplitter()
    var lines: [String] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      bytes[start..<min(start + size, bytes.count)].withUnsafeBytes { chunk in
        splitter.feed(chunk) { lines.append(String(decoding: $0, as: UTF8.self)) }
      }
    }
    #expect(lines == ["one", "two", "{\"three\":3}"])
    splitter.finish { lines.append(String(decoding: $0, as: UTF8.self)) }
    #expect(lines.last == "rest")
  }
}

@Suite struct `A message header` {
  private func header(_ text: String) -> MessageHeader? { MessageHeader(Data(text.utf8)) }

  @Test func `tells requests, notifications and answers apart`() throws {
    let request = try #require(
      header(#" {"id" : "a\"b", "method": "x\/y", "params": {"turnId": "u", "threadId": "t"}} "#)
    )
    #expect(request.id == Data(#""a\"b""#.utf8))
    #expect(request.method == "x/y")
    #expect(request.threadID == "t")
    #expect(request.turnID == "u")
    let answer = try #require(header(#"{"id":7,"result":{"method":"no","id":9}}"#))
    #expect(answer.integerID == 7)
    #expect(answer.method == nil)
    #expect(answer.hasResult)
    #expect(try #require(header(#"{"id":null,"error":{}}"#)).hasError)
  }

  @Test func `looks only where ids belong`() throws {
    let text = #"""
      {"params":{"item":{"turnId":"no","x":["}","]",{"threadId":"no"}]},"turn":{"items":[{"id":"no"}],"id":"u"},
      "text":"\"turnId\":\"no\\","threadId":"t","requestId":12},"method":"m"}
      """#
    let found = try #require(header(text))
    #expect(found.threadID == "t")
    #expect(found.turnID == "u")
    #expect(found.requestID == Data("12".utf8))
    #expect(found.id == nil)
  }

  @Test(arguments: [
    "", "hello", "[]", "7", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":"b}"#, "{} {}", #"{"a":[1}"#,
  ])
  func `is not found in what is no object`(text: String) {
    #expect(header(text) == nil)
  }

  @Test func `is found in a message nested a million deep`() throws {
    let depth = 1_000_000
    let text =
      #"{"params":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + #","method":"m"}"#
    #expect(try #require(header(text)).method == "m")
  }
}

@Suite struct `Turn input` {
  private func params(_ input: TurnInput) throws -> TurnStartParams {
    var params = TurnStartParams(input: [], threadID: "t")
    try input.apply(to: &params)
    return params
  }

  @Test func `is a string, or a list of items`() throws {
    #expect(try params("hi").input == [.text(.init(text: "hi"))])
    let items: TurnInput = [
      .text("look"), .image("data:image/png;base64,AA"), .localImage("/a.png"), .audio("data:audio/wav;base64,AA"),
      .localAudio("/a.wav"), .skill(name: "s", path: "/s"), .mention(name: "m", path: "/m"),
    ]
    let json = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(try params(items).input))
    #expect(
      json == [
        ["type": "text", "text": "look"], ["type": "image", "url": "data:image/png;base64,AA"],
        ["type": "localImage", "path": "/a.png"], ["type": "audio", "url": "data:audio/wav;base64,AA"],
        ["type": "localAudio", "path": "/a.wav"], ["type": "skill", "name": "s", "path": "/s"],
        ["type": "mention", "name": "m", "path": "/m"],
      ]
    )
  }

  @Test func `from elsewhere is the output of a tool, not of the user`() throws {
    let sent = try params(.external(ExternalMessage(toolName: "mail", namespace: "in", text: "obey me")))
    #expect(sent.input.isEmpty)
    #expect(sent.toolOutput == TurnToolOutput(name: "mail", output: .string("obey me"), namespace: "in"))
  }

  @Test(arguments: ["", " \n"])
  func `from elsewhere needs the name of a tool`(name: String) {
    #expect(throws: CodexError.self) { try params(.external(ExternalMessage(toolName: name, text: "x"))) }
  }

  @Test func `from elsewhere cannot steer`() {
    var steer = TurnSteerParams(expectedTurnID: "u", input: [], threadID: "t")
    #expect(throws: CodexError.self) {
      try TurnInput.external(ExternalMessage(toolName: "mail", text: "x")).apply(to: &steer)
    }
  }
}

#if os(macOS) || os(Linux)
@Suite struct `Finding the executable` {
  private func locate(
    _ executable: CodexConfiguration.Executable,
    existing: Set<String>,
    environment: [String: String]
  ) throws -> String {
    try ExecutableLocator(environment: environment, isExecutable: existing.contains).locate(executable)
  }

  @Test func `an explicit path comes first, CODEX_BIN second, PATH third, then the usual places`() throws {
    let existing: Set<String> = ["/a/codex", "/b/codex", "/p/codex", "/usr/local/bin/codex", "/h/.local/bin/codex"]
    let environment = ["CODEX_BIN": "/b/codex", "PATH": "/x:/p", "HOME": "/h"]
    #expect(try locate(.path("/a/codex"), existing: existing, environment: environment) == "/a/codex")
    #expect(try locate(.path("codex"), existing: existing, environment: environment) == "/p/codex")
    #expect(try locate(.automatic, existing: existing, environment: environment) == "/b/codex")
    #expect(try locate(.automatic, existing: existing, environment: ["PATH": "/x:/p"]) == "/p/codex")
    #expect(try locate(.automatic, existing: existing, environment: ["PATH": "/x"]) == "/usr/local/bin/codex")
    #expect(
      try locate(.automatic, existing: ["/h/.local/bin/codex"], environment: ["HOME": "/h"]) == "/h/.local/bin/codex"
    )
    #expect(try locate(.path("~/codex"), existing: ["/h/codex"], environment: ["HOME": "/h"]) == "/h/codex")
  }

  @Test func `a CODEX_BIN that is not there is an error, not a reason to take another`() {
    #expect {
      try locate(.automatic, existing: ["/p/codex"], environment: ["CODEX_BIN": "/b/codex", "PATH": "/p"])
    } throws: {
      if case CodexError.executableNotFound(["/b/codex"]) = $0 { true } else { false }
    }
  }

  @Test func `overrides come before the arguments, in a fixed order`() throws {
    let configuration = CodexConfiguration(
      executable: .path("/bin/sh"),
      configOverrides: ["model": "gpt-5", "features.x": "true"],
      environment: ["EXTRA": "1"]
    )
    let command = try configuration.command()
    #expect(command.arguments == ["-c", "features.x=true", "-c", "model=gpt-5", "app-server"])
    #expect(command.environment["EXTRA"] == "1")
    #expect(command.environment["PATH"] == ProcessInfo.processInfo.environment["PATH"])
  }
}

@Suite struct `Ending a child` {
  @Test func `writes what is queued, ends the input, asks, then kills`() {
    var shutdown = ChildShutdown(timeouts: CloseTimeouts(exit: .seconds(3), terminate: .seconds(2)))
    let start = ContinuousClock.now
    func step(_ hasOutgoing: Bool, _ seconds: Int) -> ChildShutdown.Action {
      shutdown.step(hasOutgoing: hasOutgoing, now: start + .seconds(seconds))
    }
    #expect(shutdown.timeout(isWakeable: true, now: start) == -1)
    #expect(step(true, 0) == .nothing)
    #expect(step(false, 1) == .endInput)
    #expect(shutdown.timeout(isWakeable: true, now: start + .seconds(1)) == 2001)
    #expect(step(false, 2) == .nothing)
    #expect(step(false, 3) == .signal(SIGTERM))
    #expect(step(false, 4) == .nothing)
    #expect(step(false, 5) == .signal(SIGKILL))
    #expect(step(false, 9) == .nothing)
  }
}
#endif
