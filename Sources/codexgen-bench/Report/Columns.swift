#if os(macOS) || os(Linux)
import Foundation

/// A column of a table: its heading, and its text for a row.
struct Column {
  var head: String
  var cell: (RowResult) -> String

  static func seconds(_ head: String = "s") -> Column { Column(head: head) { number($0.seconds, 3) } }
  static var processor: Column { Column(head: "CPU s") { number($0.processor, 3) } }
  static var milliseconds: Column { Column(head: "ms") { number($0.seconds * 1e3, 1) } }

  static var processorMilliseconds: Column { Column(head: "CPU ms") { number($0.processor * 1e3, 1) } }

  /// A count divided by the number of units. A dash when the row does not have the count.
  static func perUnit(_ head: String, _ count: @escaping (RowResult) -> Double?) -> Column {
    Column(head: head) { result in count(result).map { number($0 / Double(max(result.units, 1)), 2) } ?? "-" }
  }

  /// A delay in microseconds: the median over the passes. A dash when the row does not have delays.
  static func delay(_ head: String, _ delay: @escaping (Delays) -> Double) -> Column {
    Column(head: head) { result in
      let delays = result.passes.compactMap { $0.delays.map(delay) }
      return delays.isEmpty ? "-" : grouped(median(delays))
    }
  }

  static func units(_ head: String) -> Column { Column(head: head) { grouped(Double($0.units)) } }

  static func rate(_ head: String) -> Column { Column(head: head) { grouped(Double($0.units) / $0.seconds) } }

  static var megabytesPerSecond: Column {
    Column(head: "MB/s") { number(Double($0.bytes) / $0.seconds / 1e6, 1) }
  }

  static func microseconds(per unit: String) -> Column {
    Column(head: "CPU µs/\(unit)") { number($0.processor / Double(max($0.units, 1)) * 1e6, 2) }
  }

  static var peak: Column { Column(head: "peak MB") { grouped(Double($0.peak) / 1e6) } }

  /// How many times as fast a row is as another row. With `isCost`, how many times as much the row takes.
  ///
  /// - Parameter base: The row to compare with. `nil` leaves the cell empty.
  static func times(
    _ head: String,
    _ cost: KeyPath<Pass, Double>,
    isCost: Bool = false,
    base: @escaping (RowResult) -> RowResult?
  )
    -> Column
  {
    Column(head: head) { result in
      guard let base = base(result) else { return "" }
      return "\(number(isCost ? base.advantage(over: result, cost) : result.advantage(over: base, cost), 2))x"
    }
  }

  private static func number(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

  /// A whole number with commas between thousands, in every locale.
  private static func grouped(_ value: Double) -> String {
    guard value.isFinite else { return "-" }
    var digits = Array(String(Int(value.rounded())))
    for index in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: index) }
    return String(digits)
  }
}

extension Table {
  init(_ label: String, _ columns: [Column], _ results: [RowResult]) {
    self.init(
      head: [label] + columns.map(\.head),
      rows: results.map { result in [result.row.label] + columns.map { $0.cell(result) } }
    )
  }
}
#endif
