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

  @Test("reads the context switches and delays of a pass, when the row has them")
  func optionalFigures() {
    var pass = Pass(seconds: 0.5, processor: 0.25, units: 3, bytes: 4, peak: 5, switches: 6.5)
    #expect(pass.line == "0.5 0.25 3 4 5 6.5")
    #expect(Pass(line: pass.line) == pass)

    pass.delays = Delays(paced: (median: 7, p99: 8), full: (median: 9, p99: 10.5))
    #expect(pass.line == "0.5 0.25 3 4 5 6.5 7.0 8.0 9.0 10.5")
    #expect(Pass(line: pass.line) == pass)
    #expect(Pass(line: "0.5 0.25 3 4 5 6.5 7.0") == nil)
  }

  @Test("sums delays up as their median and their 99th percentile")
  func delays() {
    let summary = Delays.summary(of: (1...200).reversed().map(Double.init))

    #expect(summary.median == 100.5)
    #expect(summary.p99 == 199)
  }

  @Test("shows a dash for figures that a row does not have")
  func missingFigures() {
    var measured = result("a", [1])
    measured.systemCalls = 20
    measured.passes[0].delays = Delays(paced: (median: 1, p99: 2), full: (median: 3, p99: 4000))
    let columns = [Column.perUnit("calls", \.systemCalls), .delay("p99", \.full.p99)]

    #expect(
      Table("row", columns, [measured, result("b", [1])]).description == """
        row  calls    p99
        ---  -----  -----
        a     2.50  4,000
        b        -      -

        """
    )
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
