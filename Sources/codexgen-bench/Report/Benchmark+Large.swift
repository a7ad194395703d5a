#if os(macOS) || os(Linux)
import Foundation

extension Benchmark {
  private static let historySize = 20_000_000

  static func history(_ folder: TemporaryFolder, _ python: PythonPeer?) throws -> Benchmark {
    let file = try folder.write([HistoryMaker.response(size: historySize)], to: "history.json")
    var rows = [
      try Row("read the text only", .historyRead, [file]),
      try Row("decode: WireDecoder", .historyDecodeDirect, [file]),
      try Row("decode: JSONDecoder", .historyDecodeFoundation, [file]),
    ]
    if let python { rows.append(python.row("decode: Python SDK", "decode-history", file)) }
    rows += [
      try Row("encode: WireEncoder", .historyEncodeDirect, [file]),
      try Row("encode: JSONEncoder", .historyEncodeFoundation, [file]),
    ]
    if let python { rows.append(python.row("encode: Python SDK", "encode-history", file)) }
    let size = python == nil ? 2 : 3
    let other = python == nil ? "Foundation" : "Python"
    return Benchmark(rows: rows, head: "history") { results in
      func base(_ result: RowResult) -> RowResult? {
        if result.row.label.hasPrefix("decode") { return results[size] }
        return result.row.label.hasPrefix("encode") ? results[2 * size] : nil
      }
      return [
        .units("items"), .seconds(), .processor, .megabytesPerSecond,
        .times("time vs \(other)", \.seconds, base: base), .times("CPU vs \(other)", \.processor, base: base), .peak,
      ]
    }
  }

  static func stream(_ package: PackageFolder) throws -> Benchmark {
    let session = try package.session()
    let rows = [
      try Row("turn: Codex, all events read", .streamEvents, [session]),
      try Row("turn: Codex, all events read, onMessage set", .streamObserved, [session]),
      try Row("turn: Codex, the result only", .streamResult, [session]),
      try Row("turn: line reader with WireDecoder", .streamDecode, [session]),
      try Row("turn: line reader", .streamRead, [session]),
      try Row("requests: Codex, 1,000 in flight", .requestsSDK, [session]),
      try Row("requests: lines written and read", .requestsRead, [session]),
      try Row("turns at once: Codex, 1,000 turns", .crowdTurns, [session, "1000"]),
      try Row("turns at once: Codex, 100 turns", .crowdTurns, [session, "100"]),
      try Row("turns at once: Codex, 1 turn", .crowdTurns, [session, "1"]),
    ]
    return Benchmark(rows: rows, head: "stream") { results in
      func base(_ result: RowResult) -> RowResult? {
        switch result.row.label.prefix(while: { $0 != ":" }) {
        case "turn": results[4]
        case "requests": results[6]
        default: results.last
        }
      }
      return [
        .units("messages"), .milliseconds, .rate("messages/s"), .microseconds(per: "message"),
        .times("time, base = 1", \.seconds, isCost: true, base: base),
        .times("CPU, base = 1", \.processor, isCost: true, base: base), .peak,
      ]
    }
  }

  static func resume() throws -> Benchmark {
    let rows = [
      try Row("resume with the history", .resumeWithHistory, []),
      try Row("resume without the history", .resumeWithoutHistory, []),
      try Row("resume without it, then read it in pages", .resumePages, []),
    ]
    return Benchmark(rows: rows, head: "resume") { _ in [.units("items"), .seconds(), .processor, .peak] }
  }

  static func state() throws -> Benchmark {
    let rows = [
      try Row("10,000 deltas", .stateApply, ["10000", "0"]),
      try Row("100,000 deltas", .stateApply, ["100000", "0"]),
      try Row("100,000 deltas, 100 snapshots", .stateApply, ["100000", "1000"]),
    ]
    return Benchmark(rows: rows, head: "state") { _ in
      [.units("deltas"), .milliseconds, .rate("deltas/s"), .microseconds(per: "delta"), .megabytesPerSecond, .peak]
    }
  }

  static func generate(_ package: PackageFolder) throws -> Benchmark {
    let codexgen = try OwnProgram.sibling("codexgen")
    guard FileManager.default.isExecutableFile(atPath: codexgen) else {
      throw Failure("'\(codexgen)' does not exist; build it: swift build -c release --product codexgen")
    }
    let rows = [
      try Row("Generator.generate, in process", .generateInProcess, [package.path]),
      try Row("codexgen generate, empty folder", .generateProcess, [codexgen, package.path]),
      try Row("codexgen check, up to date", .checkProcess, [codexgen, package.path]),
    ]
    return Benchmark(rows: rows, head: "generate") { _ in [.seconds(), .processor, .peak] }
  }
}
#endif
