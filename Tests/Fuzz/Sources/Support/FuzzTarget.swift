/// One property of the package that the fuzzer tries to break.
protocol FuzzTarget {
  /// The name on the command line of `Tests/Fuzz/run`.
  static var name: String { get }

  /// Inputs to start from: valid ones, so that the fuzzer need not find the format by chance.
  static func seeds() throws -> [[UInt8]]

  /// Checks the property for one input.
  ///
  /// - Throws: `Finding` when the property does not hold; `Uninteresting` for an input that was not checked.
  static func check(_ input: [UInt8]) throws

  /// Changes an input in a way that keeps its format; `nil` lets libFuzzer change single bytes.
  static func mutated(_ input: [UInt8], using random: inout SplitMix64) -> [UInt8]?

  /// Joins parts of two inputs in a way that keeps their format; `nil` when the format of either is broken.
  static func crossed(_ first: [UInt8], _ second: [UInt8], using random: inout SplitMix64) -> [UInt8]?
}

extension FuzzTarget {
  static func mutated(_ input: [UInt8], using random: inout SplitMix64) -> [UInt8]? { nil }
  static func crossed(_ first: [UInt8], _ second: [UInt8], using random: inout SplitMix64) -> [UInt8]? { nil }
}

/// An input that a target does not check, and that libFuzzer is not to start from.
struct Uninteresting: Error {}

/// A property that does not hold.
struct Finding: Error, CustomStringConvertible {
  /// What is wrong, in one sentence.
  var description: String

  init(_ description: String) { self.description = description }
}

/// All targets, in the order in which `Tests/Fuzz/run` runs them.
enum FuzzTargets {
  static var all: [any FuzzTarget.Type] {
    [
      WireDecoderTarget.self, WireEncoderTarget.self, MessageHeaderTarget.self, JSONParserTarget.self,
      LineSplitterTarget.self, HTTPRequestTarget.self, WebSocketTarget.self, GeneratorTarget.self,
    ]
  }

  static func named(_ name: String) -> (any FuzzTarget.Type)? { all.first { $0.name == name } }
}
