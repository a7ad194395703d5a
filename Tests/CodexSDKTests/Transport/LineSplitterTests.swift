import Foundation
import Testing

@testable import CodexSDK

@Suite struct `Splitting into lines` {
  private func lines(_ chunks: [[UInt8]], limit: Int = .max) throws -> [[UInt8]] {
    var splitter = LineSplitter(limit: limit)
    var lines: [[UInt8]] = []
    for chunk in chunks { try chunk.withUnsafeBytes { try splitter.feed($0) { lines.append(Array($0)) } } }
    splitter.finish { lines.append(Array($0)) }
    return lines
  }

  @Test func `gives long and short lines in their order, wherever the chunks end`() throws {
    let long = (0..<3_000_000).map { UInt8(0x30 + $0 % 10) }
    let text = Array("a\n\r\n".utf8) + long + Array("\r\nb\n\nc".utf8)
    for size in [1_000, 65_536, 1_000_000, text.count] {
      let chunks = stride(from: 0, to: text.count, by: size).map { Array(text[$0..<min($0 + size, text.count)]) }
      #expect(try lines(chunks) == [[0x61], long, [0x62], [0x63]])
    }
  }

  @Test func `refuses a line that is longer than the limit, in one chunk and in several`() throws {
    let line = Array("1234567890".utf8)
    #expect(try lines([line + [0x0A], line + [0x0A]], limit: 10) == [line, line])
    for chunks in [[line + [0x31, 0x0A]], [line, [0x31]], [line, [0x31, 0x0A]]] {
      #expect(throws: LineSplitter.Failure.lineTooLong(limit: 10)) { try lines(chunks, limit: 10) }
    }
  }

  #if os(macOS) || os(Linux)
  @Test func `the queue of a slow reader keeps the order and the number of bytes`() {
    var queue = OutgoingQueue()
    var expected = Data()
    for number in 0..<5_000 {
      let message = Data(repeating: UInt8(0x30 + number % 10), count: number == 7 ? 200_000 : 1 + number % 30)
      queue.append(message)
      expected += message + [0x0A]
    }
    #expect(queue.byteCount == expected.count)
    var written = Data()
    while let part = queue.first {
      let count = min(part.count, 17 + written.count % 1_000)
      written += part.prefix(count)
      queue.removeFirst(count)
      if written.count % 7 == 0, written.count < 300_000 {
        queue.append(Data("more".utf8))
        expected += Data("more\n".utf8)
      }
    }
    #expect(written == expected)
    #expect(queue.byteCount == 0)
  }
  #endif
}
