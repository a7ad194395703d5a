import Foundation

/// A defect that is known and not mended yet: a finding that it explains does not stop the fuzzer.
///
/// Whoever mends the defect removes its case here, so that the fuzzer keeps it mended.
/// `Tests/Fuzz/run --with-known-defects` treats none as known.
enum KnownDefect: String, CaseIterable {
  /// Of two members with one name, `MessageHeader` takes the last one and the decoders take another.
  case doubledMembers
  /// Names of members that are canonically equivalent count as one name in `JSONValue` and in `JSONDecoder`, and as two
  /// in `WireDecoder`.
  case equivalentNames
  /// A whole number just below `Int64.min` becomes `.number(-0x1p63)`, which is written as a text that is read as
  /// `.integer(.min)`.
  case integersBelowInt64
  /// Numbers that `JSONDecoder` treats in ways of its own: it refuses a zero with an exponent (`0e5`), and reads an integer
  /// from a fraction that `Double` rounds to a whole number (`9223372036854775.07`).
  case unusualNumbers
  /// `UnrecognizedMessage` compares the reason why a message was not read, too. Of a message with two faults the decoders
  /// may name either, so that equal messages can be unequal.
  case failuresInEquality

  private static let areIgnored = ProcessInfo.processInfo.environment["FUZZ_WITH_KNOWN_DEFECTS"] == nil

  /// Whether one of the defects explains what was found for `message`.
  static func explain(_ message: JSONTree, _ defects: KnownDefect...) -> Bool {
    defects.contains { $0.explains(message) }
  }

  /// Whether what the defect explains is passed over.
  var isIgnored: Bool { Self.areIgnored }

  /// Whether the defect explains why `message` is read in another way than its strict reading says.
  func explains(_ message: JSONTree) -> Bool {
    guard Self.areIgnored else { return false }
    switch self {
    case .doubledMembers: return message.hasDoubledMembers
    case .failuresInEquality: return false
    case .equivalentNames: return message.hasNamesBeyondASCII
    case .integersBelowInt64:
      return message.contains { tree in
        if case .literal(let text) = tree { Double(text) == -0x1p63 && Int64(text) == nil } else { false }
      }
    case .unusualNumbers:
      return message.contains { tree in
        guard case .literal(let text) = tree, let number = Double(text), Int64(text) == nil else { return false }
        // Beyond 2^53 every Double is whole, and Foundation has another way for texts with many digits.
        return number == 0 || abs(number) >= 0x1p52 || text.utf8.count > 17
      }
    }
  }
}
