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
}

extension Pass {
  /// The numbers in the order of their declaration, separated by spaces. The process of a row prints this line.
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
