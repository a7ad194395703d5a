import Testing

@testable import codexgen_bench

@Suite("The report of a benchmark")
struct ReportTests {
  private func result(_ label: String, _ seconds: [Double], units: Int = 8) -> RowResult {
    RowResult(
      row: Row(label, program: "/bin/true", arguments: []),
      passes: seconds.map { Pass(seconds: $0, processor: $0 / 2, units: units, bytes: 1000, peak: 1) }
    )
  }

  @Test("reads a pass from the line that a row prints")
  func line() {
    let pass = Pass(seconds: 0.5, processor: 0.25, units: 3, bytes: 4, peak: 5)

    #expect(pass.line == "0.5 0.25 3 4 5")
    #expect(Pass(line: pass.line) == pass)
    #expect(Pass(line: "0.5 0.25 3") == nil)
    #expect(Pass(line: "import json, sys") == nil)
  }

  @Test("compares two rows by the median of the costs per unit of each pair of passes")
  func comparison() {
    let ours = result("ours", [1, 2, 1])
    let peer = result("peer", [3, 4, 9], units: 4)

    #expect(ours.seconds == 1)
    #expect(ours.advantage(over: peer, \.seconds) == 6)
    #expect(peer.advantage(over: peer, \.seconds) == 1)
  }

  @Test("aligns the numbers of a table on the right")
  func table() {
    let columns = [Column.units("things"), .seconds()]

    #expect(
      Table("row", columns, [result("a", [1], units: 1_234_567), result("long", [10], units: 10)]).description == """
        row      things       s
        ----  ---------  ------
        a     1,234,567   1.000
        long         10  10.000

        """
    )
  }
}
