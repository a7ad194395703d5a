#if os(macOS) || os(Linux)
import Foundation

/// The rows that this program runs in a process of its own.
enum WorkerName: String, CaseIterable {
  case decodeDirect = "decode-direct"
  case decodeFoundation = "decode-foundation"
  case encodeDirect = "encode-direct"
  case encodeFoundation = "encode-foundation"
  case encodeRequestsDirect = "encode-requests-direct"
  case encodeRequestsFoundation = "encode-requests-foundation"
  case historyRead = "history-read"
  case historyDecodeDirect = "history-decode-direct"
  case historyDecodeFoundation = "history-decode-foundation"
  case historyEncodeDirect = "history-encode-direct"
  case historyEncodeFoundation = "history-encode-foundation"
  case streamEvents = "stream-events"
  case streamObserved = "stream-observed"
  case streamResult = "stream-result"
  case streamDecode = "stream-decode"
  case streamRead = "stream-read"
  case requestsSDK = "requests-sdk"
  case requestsRead = "requests-read"
  case crowdTurns = "crowd-turns"
  /// Not a row, but the server of the rows with many turns at once.
  case crowdPlayer = "crowd-player"
  case turnEvents = "turn-events"
  case turnResult = "turn-result"
  case turnState = "turn-state"
  case turnLines = "turn-lines"
  /// Not a row, but the process between the app-server and the client of a row of `turn`.
  case timestampRelay = "timestamp-relay"
  case transportTurns = "transport-turns"
  case mask
  case copy
  /// Not a row, but the app-server and the model of a row of `transports`.
  case serverHost = "server-host"
  case resumeWithHistory = "resume-with-history"
  case resumeWithoutHistory = "resume-without-history"
  case resumePages = "resume-pages"
  case stateApply = "state-apply"
  /// Not a row, but the server of the rows that stream.
  case player
  /// Not a row, but the server of the rows that resume a thread.
  case historyPlayer = "history-player"
  /// Not a row: prints the messages of `decode`, for profiling.
  case messages
  case generateInProcess = "generate-in-process"
  case generateProcess = "generate-process"
  case checkProcess = "check-process"

  /// The arguments that follow the name on the command line.
  var arguments: [String] {
    switch self {
    case .decodeDirect, .decodeFoundation, .encodeDirect, .encodeFoundation: ["MESSAGES"]
    case .encodeRequestsDirect, .encodeRequestsFoundation: ["REQUESTS"]
    case .historyRead, .historyDecodeDirect, .historyDecodeFoundation, .historyEncodeDirect, .historyEncodeFoundation:
      ["RESPONSE"]
    case .streamEvents, .streamObserved, .streamResult, .streamDecode, .streamRead, .requestsSDK, .requestsRead,
      .player, .messages:
      ["SESSION"]
    case .transportTurns, .serverHost, .turnEvents, .turnResult, .turnState, .turnLines: ["TRANSPORT"]
    case .timestampRelay: ["COMMAND"]
    case .crowdTurns, .crowdPlayer: ["SESSION", "COUNT"]
    case .mask, .copy: ["SIZE"]
    case .resumeWithHistory, .resumeWithoutHistory, .resumePages, .historyPlayer: []
    case .stateApply: ["COUNT", "SNAPSHOT-INTERVAL"]
    case .generateInProcess: ["PACKAGE"]
    case .generateProcess, .checkProcess: ["CODEXGEN", "PACKAGE"]
    }
  }
}

/// The result of a pass.
struct Output {
  var units: Int
  var bytes: Int
  /// The seconds of processor time, if another process did the work.
  var processor: Double?
  /// The peak memory of that process, in bytes.
  var peak: Int?
}

/// The work of a row: what it does in each pass, and after the last pass.
struct Work {
  var pass: () async throws -> Output
  /// Measures delays, in turns that do not count for the other figures. `nil` for most rows.
  var delays: (() async throws -> Delays)?
  /// Whether the context switches of the passes are counted.
  var countsSwitches = false
  var end: () async -> Void = {}
}

/// Runs the passes of one row in this process.
enum Worker {
  static func run(_ name: WorkerName, _ arguments: [String]) async throws {
    if name == .historyPlayer { return HistoryPlayer.run() }
    if name == .player { return try Player.run(session: arguments[0]) }
    if name == .messages {
      let session = try RecordedSession(file: arguments[0])
      return try MessageMaker.notifications(Benchmark.messageCount, from: session).forEach(say)
    }
    if name == .crowdPlayer { return try CrowdPlayer.run(session: arguments[0], count: count(arguments[1])) }
    if name == .timestampRelay { return try TimestampRelay.run(command: arguments[0]) }
    if name == .serverHost {
      guard let transport = BenchTransport(rawValue: arguments[0]) else {
        throw Failure("'\(arguments[0])' is not a transport")
      }
      return try await ServerHost.run(transport)
    }
    let work = try await work(name, arguments)
    say(WorkerProcess.ready)
    while let request = readLine() {
      if request == WorkerProcess.once {
        say(try await repeated(work, for: .zero).line)
        continue
      }
      // A process that has waited is slow at first, which would distort short work more than long work.
      _ = try await repeated(work, for: .seconds(0.1))
      var pass = try await repeated(work, for: .seconds(0.2))
      pass.delays = try await work.delays?()
      say(pass.line)
    }
    await work.end()
  }

  /// Repeats the work until the time is over, and returns the average of all repetitions.
  private static func repeated(_ work: Work, for duration: Duration) async throws -> Pass {
    let start = ContinuousClock.now
    let processor = Usage.processor
    let switches = Usage.switches
    var others: Double?
    var count = 0.0
    while true {
      let output = try await work.pass()
      count += 1
      if let processor = output.processor { others = (others ?? 0) + processor }
      let elapsed = ContinuousClock.now - start
      guard elapsed >= duration else { continue }
      return Pass(
        seconds: elapsed / .seconds(1) / count,
        processor: (others ?? (Usage.processor - processor)) / count,
        units: output.units,
        bytes: output.bytes,
        peak: output.peak ?? Usage.peak,
        switches: work.countsSwitches ? Double(Usage.switches - switches) / count : nil
      )
    }
  }

  private static func work(_ name: WorkerName, _ arguments: [String]) async throws -> Work {
    switch name {
    case .resumeWithHistory: return try await ResumeWork.withHistory()
    case .resumeWithoutHistory: return try await ResumeWork.withoutHistory()
    case .resumePages: return try await ResumeWork.pages()
    default: return try await work(name, arguments[0], arguments)
    }
  }

  /// The rows with an input.
  private static func work(_ name: WorkerName, _ input: String, _ arguments: [String]) async throws -> Work {
    switch name {
    case .decodeDirect: return try DecodeWork.direct(input)
    case .decodeFoundation: return try DecodeWork.foundation(input)
    case .encodeDirect: return try EncodeWork.notificationsDirect(input)
    case .encodeFoundation: return try EncodeWork.notificationsFoundation(input)
    case .encodeRequestsDirect: return try EncodeWork.requestsDirect(input)
    case .encodeRequestsFoundation: return try EncodeWork.requestsFoundation(input)
    case .historyRead: return HistoryWork.read(input)
    case .historyDecodeDirect: return HistoryWork.decodeDirect(input)
    case .historyDecodeFoundation: return HistoryWork.decodeFoundation(input)
    case .historyEncodeDirect: return try HistoryWork.encodeDirect(input)
    case .historyEncodeFoundation: return try HistoryWork.encodeFoundation(input)
    case .streamEvents: return try await StreamWork.events(input)
    case .streamObserved: return try await StreamWork.events(input, isObserved: true)
    case .streamResult: return try await StreamWork.result(input)
    case .streamDecode: return try LineWork.turns(input, isDecoding: true)
    case .streamRead: return try LineWork.turns(input, isDecoding: false)
    case .requestsSDK: return try await StreamWork.requests(input)
    case .requestsRead: return try LineWork.requests(input)
    case .stateApply:
      guard let count = Int(input), let interval = Int(arguments[1]) else { throw Failure("the arguments are numbers") }
      return try StateWork.apply(count, snapshotEvery: interval)
    case .generateInProcess: return try GenerateWork.inProcess(package: input)
    case .generateProcess: return GenerateWork.generate(codexgen: input, package: arguments[1])
    case .checkProcess: return GenerateWork.check(codexgen: input, package: arguments[1])
    case .transportTurns: return try await TransportWork.turns(input)
    case .crowdTurns: return try await CrowdWork.turns(input, count(arguments[1]))
    case .turnEvents: return try await TurnWork.events(TurnClient(input))
    case .turnResult: return try await TurnWork.result(TurnClient(input))
    case .turnState: return try await TurnWork.state(TurnClient(input))
    case .turnLines: return try TurnLineWork.turns(input)
    case .mask: return try MaskWork.mask(input)
    case .copy: return try MaskWork.copy(input)
    case .player, .crowdPlayer, .messages, .serverHost, .timestampRelay, .historyPlayer, .resumeWithHistory,
      .resumeWithoutHistory,
      .resumePages:
      throw Failure("'\(name.rawValue)' has no passes")
    }
  }

  private static func count(_ text: String) throws -> Int {
    guard let count = Int(text), count > 0 else { throw Failure("'\(text)' is not a positive number") }
    return count
  }

  private static func say(_ line: String) {
    // Without a buffer, since the process that started this one waits for the line.
    try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
  }
}
#endif
