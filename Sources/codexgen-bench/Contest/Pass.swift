/// What one pass of a row took.
struct Pass: Equatable {
  /// On the clock.
  var seconds: Double
  /// Of the processor, in user and system mode, over all threads.
  var processor: Double
  /// How many things the pass dealt with.
  var units: Int
  /// How many bytes of JSON it read or wrote.
  var bytes: Int
  /// The most memory that the process had until the pass ended.
  var peak: Int
}

extension Pass {
  /// As a row's process tells it: the numbers in this order, with spaces between them.
  var line: String { "\(seconds) \(processor) \(units) \(bytes) \(peak)" }

  init?(line: String) {
    let parts = line.split(separator: " ")
    guard parts.count == 5, let seconds = Double(parts[0]), let processor = Double(parts[1]),
      let units = Int(parts[2]), let bytes = Int(parts[3]), let peak = Int(parts[4])
    else { return nil }
    self.init(seconds: seconds, processor: processor, units: units, bytes: bytes, peak: peak)
  }
}

/// The passes of one row.
struct RowResult {
  var row: Row
  var passes: [Pass]

  var seconds: Double { median(passes.map(\.seconds)) }
  var processor: Double { median(passes.map(\.processor)) }
  var units: Int { passes.last?.units ?? 0 }
  var bytes: Int { passes.last?.bytes ?? 0 }
  var peak: Int { passes.last?.peak ?? 0 }

  /// How many times as much `other` takes for a unit: the median over pairs of passes that ran side by side, so that what
  /// else the machine does meets both.
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
