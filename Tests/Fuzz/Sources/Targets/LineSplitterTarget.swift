/// The splitter of a server's output: however the bytes are cut into chunks, the lines are those of the whole output.
enum LineSplitterTarget: FuzzTarget {
  static let name = "line-splitter"

  static func seeds() throws -> [[UInt8]] {
    ["", "\n", "\r\n", "a", "a\n", "a\r\nb\r\n\r\n", "\r\r\n", "{\"a\":1}\n{\"b\":2}\n{\"c\"", "a\n\nb\rc\n"]
      .map { Array($0.utf8) }
  }

  static func check(_ input: [UInt8]) throws {
    let expected = input.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { $0.last == 0x0D ? Array($0.dropLast()) : Array($0) }
      .filter { !$0.isEmpty }
    for chunks in Chunks.cuts(of: input) {
      let lines = Subjects.lines(of: chunks)
      guard lines == expected else {
        throw Finding("Cut into \(chunks.count) chunks, the output has the lines \(lines), not \(expected).")
      }
    }
  }
}

/// Ways to cut an input into chunks, as a pipe or a socket may.
enum Chunks {
  /// The whole input, its first bytes one by one, and chunks of sizes that follow from the input itself.
  static func cuts(of input: [UInt8]) -> [[[UInt8]]] {
    var random = SplitMix64(seed: UInt64(input.count), stream: String(decoding: input, as: UTF8.self))
    var irregular: [[UInt8]] = []
    var rest = input[...]
    while !rest.isEmpty {
      let size = Int.random(in: 1...max(1, min(rest.count, 40)), using: &random)
      irregular.append(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    // Single bytes of a long input would show nothing new and take long.
    return [[input], input.prefix(256).map { [$0] } + [Array(input.dropFirst(256))], irregular]
  }
}
