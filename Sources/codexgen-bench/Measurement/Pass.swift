#if os(macOS) || os(Linux)
/// The time and the memory that one pass of a row took.
struct Pass: Equatable {
  /// The elapsed time.
  var seconds: Double
  /// The seconds of processor time, in user and system mode, of all threads.
  var processor: Double
  /// The number of messages or items that the pass processed.
  var units: Int
  /// The number of bytes of JSON that the pass read or wrote.
  var bytes: Int
  /// The peak memory of the process until the end of the pass, in bytes.
  var peak: Int
  /// The number of times that the process gave up a processor or lost it. `nil` when the row does not count them.
  var switches: Double?
  /// `nil` when the row does not measure them.
  var delays: Delays?
}

/// How long the messages of a turn took from their arrival to the loop of the program, in microseconds.
struct Delays: Equatable {
  /// The median and the 99th percentile with one message per millisecond.
  var paced: (median: Double, p99: Double)
  /// The median and the 99th percentile when the server writes as fast as it can.
  var full: (median: Double, p99: Double)

  static func == (a: Delays, b: Delays) -> Bool { a.paced == b.paced && a.full == b.full }

  /// - Returns: The median and the 99th percentile.
  static func summary(of delays: [Double]) -> (median: Double, p99: Double) {
    guard !delays.isEmpty else { return (.nan, .nan) }
    let sorted = delays.sorted()
    return (codexgen_bench.median(sorted), sorted[min(sorted.count - 1, sorted.count * 99 / 100)])
  }
}

extension Pass {
  /// The numbers in the order of their declaration, separated by spaces. The process of a row prints this line.
  var line: String {
    let delays = delays.map { [$0.paced.median, $0.paced.p99, $0.full.median, $0.full.p99] } ?? []
    let optional = ([switches].compactMap(\.self) + delays).map { " \($0)" }.joined()
    return "\(seconds) \(processor) \(units) \(bytes) \(peak)\(optional)"
  }

  init?(line: String) {
    let parts = line.split(separator: " ")
    guard [5, 6, 10].contains(parts.count), let seconds = Double(parts[0]), let processor = Double(parts[1]),
      let units = Int(parts[2]), let bytes = Int(parts[3]), let peak = Int(parts[4])
    else { return nil }
    self.init(seconds: seconds, processor: processor, units: units, bytes: bytes, peak: peak)
    let optional = parts[5...].map { Double($0) ?? .nan }
    if let first = optional.first { switches = first }
    if optional.count == 5 {
      delays = Delays(paced: (optional[1], optional[2]), full: (optional[3], optional[4]))
    }
  }
}

/// The passes of one row.
struct RowResult {
  var row: Row
  var passes: [Pass]
  /// The number of system calls of one pass. `nil` when they were not or could not be counted.
  var systemCalls: Double?

  var seconds: Double { median(passes.map(\.seconds)) }
  var processor: Double { median(passes.map(\.processor)) }
  var units: Int { passes.last?.units ?? 0 }
  var bytes: Int { passes.last?.bytes ?? 0 }
  var peak: Int { passes.last?.peak ?? 0 }
  var switches: Double? { passes.last?.switches.map { _ in median(passes.compactMap(\.switches)) } }

  /// How many times as much `other` takes per unit. This is the median over the pairs of passes that ran one after the other,
  /// since the load of the machine was about the same for both.
  func advantage(over other: RowResult, _ cost: KeyPath<Pass, Double>) -> Double {
    median(zip(passes, other.passes).map { $1.perUnit(cost) / $0.perUnit(cost) })
  }
}

extension Pass {
  fileprivate func perUnit(_ cost: KeyPath<Pass, Double>) -> Double { self[keyPath: cost] / Double(max(units, 1)) }
}

func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
}
#endif
