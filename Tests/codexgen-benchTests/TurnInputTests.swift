#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import codexgen_bench

@Suite("The parts of the benchmark of turns")
struct TurnInputTests {
  @Test("The line reader returns lines of any length, whatever the size of the reads")
  func lines() throws {
    let pipe = Pipe()
    let long = String(repeating: "x", count: 100_000)
    let writer = Thread {
      try? pipe.fileHandleForWriting.write(contentsOf: Data("one\n\n".utf8))
      try? pipe.fileHandleForWriting.write(contentsOf: Data("\(long)\ntwo\nrest".utf8))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()

    var reader = LineReader(descriptor: pipe.fileHandleForReading.fileDescriptor)
    var lines: [String] = []
    while let line = reader.next({ String(decoding: $0, as: UTF8.self) }) { lines.append(line) }

    #expect(lines == ["one", "", long, "two"])
  }

  @Test("A delta contains the time at which the relay passed it on")
  func time() {
    let delta = "token 7 at 0000001234567890123 "

    #expect(TimestampRelay.time(in: delta.utf8) == 1_234_567_890_123)
    #expect(TimestampRelay.time(in: "token 7\(TimestampRelay.placeholder)".utf8) == nil)
    #expect(TimestampRelay.time(in: "short".utf8) == nil)
  }

  @Test("The relay writes times only into messages that have a place for one")
  func stamp() {
    let text = #"{"params":{"delta":"token 7\#(TimestampRelay.placeholder)"}}"#
    var line = Array(text.utf8)
    var other = Array(#"{"params":{}}"#.utf8)

    #expect(TimestampRelay.stamp(&line, 1_234_567_890_123))
    #expect(!TimestampRelay.stamp(&other, 1_234_567_890_123))

    #expect(String(decoding: line, as: UTF8.self) == #"{"params":{"delta":"token 7 at 0000001234567890123 "}}"#)
    #expect(other == Array(#"{"params":{}}"#.utf8))
  }
}
#endif
