#if os(macOS) || os(Linux)
extension Benchmark {
  static func transports() throws -> Benchmark {
    let rows = try BenchTransport.allCases.map { try Row(label(of: $0), .transportTurns, [$0.rawValue]) }
    return Benchmark(rows: rows, head: "transports") { results in
      let base = results.first
      return [
        .units("messages"), .milliseconds, .rate("messages/s"), .microseconds(per: "message"),
        .times("time, stdio = 1", \.seconds, isCost: true) { _ in base },
        .times("CPU, stdio = 1", \.processor, isCost: true) { _ in base }, .peak,
      ]
    }
  }

  private static func label(of transport: BenchTransport) -> String {
    switch transport {
    case .stdio: "turn: standard input and output"
    case .unix: "turn: WebSocket over a Unix socket"
    case .ws: "turn: WebSocket over TCP"
    }
  }

  static func masking() throws -> Benchmark {
    let sizes = [("1 KB", 1024), ("64 KB", 64 * 1024), ("16 MB", 16 * 1024 * 1024)]
    let rows = try sizes.flatMap { label, size in
      [
        try Row("mask: messages of \(label)", .mask, ["\(size)"]),
        try Row("copy: messages of \(label)", .copy, ["\(size)"]),
      ]
    }
    return Benchmark(rows: rows, head: "masking") { results in
      [
        .units("messages"), .milliseconds, .megabytesPerSecond,
        .times("time, copying = 1", \.seconds, isCost: true) { result in
          // The row of copying follows the row of masking with the same size.
          guard let index = results.firstIndex(where: { $0.row.label == result.row.label }) else { return nil }
          return results[index | 1]
        },
      ]
    }
  }
}
#endif
