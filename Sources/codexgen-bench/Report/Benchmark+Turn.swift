#if os(macOS) || os(Linux)
extension Benchmark {
  static func turn(_ transport: BenchTransport, _ python: PythonPeer?) throws -> Benchmark {
    let name = [transport.rawValue]
    var rows = [
      try Row("Codex, all events", .turnEvents, name), try Row("Codex, the result only", .turnResult, name),
      try Row("Codex, states of the thread", .turnState, name),
    ]
    var notes = [
      "One unit is a delta: a turn has \(Stream.deltas) deltas and a few other messages. Times in microseconds (µs)."
    ]
    if transport == .stdio {
      rows.append(try Row("line reader, nothing decoded", .turnLines, name))
    } else {
      notes.append("The line reader, the Python SDK and the delays are measured with '--transport stdio' only.")
    }
    if let python, transport == .stdio {
      rows += [
        try python.turnRow("Python SDK, all events", "events"),
        try python.turnRow("Python SDK, the result only", "result"),
      ]
    } else if transport == .stdio {
      notes.append("The Python SDK was not measured: '--python PATH' is missing. See 'codexgen-bench help turn'.")
    }
    var benchmark = Benchmark(rows: rows, head: "turn, \(transport.rawValue)") { results in
      let lines = results.first { $0.row.label.hasPrefix("line reader") }
      let peers = results.filter { $0.row.label.hasPrefix("Python") }
      func peer(_ result: RowResult) -> RowResult? {
        // The result is compared with the result, and everything else with all events.
        result.row.label.contains("result") ? peers.last : peers.first
      }
      return [
        .milliseconds, .processorMilliseconds, .microseconds(per: "delta"), .perUnit("calls/delta", \.systemCalls),
        .perUnit("switches/delta", \.switches),
        .times("CPU, lines = 1", \.processor, isCost: true) { _ in lines },
        .times("CPU, Python = 1", \.processor, isCost: true, base: peer),
        .delay("paced p50", \.paced.median), .delay("paced p99", \.paced.p99), .delay("full p50", \.full.median),
        .delay("full p99", \.full.p99), .peak,
      ]
    }
    benchmark.notes = notes
    benchmark.countsSystemCalls = true
    return benchmark
  }
}
#endif
