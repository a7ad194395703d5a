#if os(macOS) || os(Linux)
import Foundation

/// The rows of one benchmark, and the columns of its table.
struct Benchmark {
  var rows: [Row]
  var head: String
  var columns: ([RowResult]) -> [Column]
  var notes: [String] = []
  /// Whether the system calls of one more pass of each row are counted.
  var countsSystemCalls = false

  func table(_ results: [RowResult]) -> Table { Table(head, columns(results), results) }
}

extension Benchmark {
  static func make(
    _ name: BenchmarkName,
    _ options: Options,
    _ package: PackageFolder,
    _ folder: TemporaryFolder
  ) throws -> Benchmark {
    let python = try options.python.map { try PythonPeer(interpreter: $0, in: folder) }
    switch name {
    case .decode: return try decode(package, folder, python)
    case .encode: return try encode(package, folder, python)
    case .history: return try history(folder, python)
    case .stream: return try stream(package)
    case .turn: return try turn(options.transport, python)
    case .transports: return try transports()
    case .masking: return try masking()
    case .resume: return try resume()
    case .state: return try state()
    case .generate: return try generate(package)
    }
  }

  static let messageCount = 20_000

  private static func decode(
    _ package: PackageFolder,
    _ folder: TemporaryFolder,
    _ python: PythonPeer?
  ) throws -> Benchmark {
    let session = try RecordedSession(file: package.session())
    let file = try folder.write(MessageMaker.notifications(messageCount, from: session), to: "messages.jsonl")
    var rows = [
      try Row("WireDecoder", .decodeDirect, [file]), try Row("JSONDecoder, same types", .decodeFoundation, [file]),
    ]
    if let python { rows.append(python.row("Python SDK", "decode", file)) }
    return Benchmark(rows: rows, head: "decode") { results in
      let base = results.last
      let other = python == nil ? "JSONDecoder" : "Python"
      return [
        .units("typed"), .rate("notifications/s"), .megabytesPerSecond, .microseconds(per: "message"),
        .times("time vs \(other)", \.seconds) { _ in base }, .times("CPU vs \(other)", \.processor) { _ in base },
        .peak,
      ]
    }
  }

  private static func encode(
    _ package: PackageFolder,
    _ folder: TemporaryFolder,
    _ python: PythonPeer?
  ) throws -> Benchmark {
    let session = try RecordedSession(file: package.session())
    let messages = try folder.write(MessageMaker.notifications(messageCount, from: session), to: "messages.jsonl")
    let requests = try folder.write(MessageMaker.turnStarts(messageCount, from: session), to: "requests.jsonl")
    var groups = [
      [
        try Row("notifications: WireEncoder", .encodeDirect, [messages]),
        try Row("notifications: JSONEncoder", .encodeFoundation, [messages]),
      ],
      [
        try Row("turn/start: WireEncoder", .encodeRequestsDirect, [requests]),
        try Row("turn/start: JSONEncoder", .encodeRequestsFoundation, [requests]),
      ],
    ]
    if let python {
      groups[0].append(python.row("notifications: Python SDK", "encode", messages))
      groups[1].append(python.row("turn/start: Python SDK", "encode-requests", requests))
    }
    let other = python == nil ? "JSONEncoder" : "Python"
    var benchmark = Benchmark(rows: groups.flatMap(\.self), head: "encode") { [size = groups[0].count] results in
      let bases = [results[size - 1], results[2 * size - 1]]
      func base(_ result: RowResult) -> RowResult? {
        bases.first { $0.row.label.prefix { $0 != ":" } == result.row.label.prefix { $0 != ":" } }
      }
      return [
        .rate("messages/s"), .megabytesPerSecond, .microseconds(per: "message"),
        .times("time vs \(other)", \.seconds, base: base), .times("CPU vs \(other)", \.processor, base: base), .peak,
      ]
    }
    if python != nil {
      benchmark.notes = ["Python encodes only the parameters of a message, and encodes null values too."]
    }
    return benchmark
  }
}
#endif
