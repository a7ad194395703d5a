import Foundation

/// A defect that is known and not mended yet: a finding that it explains does not stop the fuzzer.
///
/// Whoever mends the defect removes its case here, so that the fuzzer keeps it mended.
/// `Tests/Fuzz/run --with-known-defects` treats none as known.
enum KnownDefect: String, CaseIterable {
  /// Of two members with one name, `MessageHeader` takes the last one and the decoders take another.
  case doubledMembers
  /// A line end in a description or a name of a schema ends a comment of the generated code.
  case lineEndsInSchemas
  /// The generator's recursion does not end for a union with several branches, one of which refers to a nullable
  /// definition.
  case nullableBranches

  private static let areIgnored = ProcessInfo.processInfo.environment["FUZZ_WITH_KNOWN_DEFECTS"] == nil

  /// Whether the defect explains why `message` is read in another way than its strict reading says.
  func explains(_ message: JSONTree) -> Bool {
    guard Self.areIgnored else { return false }
    switch self {
    case .doubledMembers: return message.hasDoubledMembers
    case .nullableBranches: return message.hasNullableBranch
    case .lineEndsInSchemas:
      return message.contains { tree in
        ([tree.text].compactMap { $0 } + tree.members.map(\.name)).contains { text in
          text.unicodeScalars.contains { Self.lineEnds.contains($0) }
        }
      }
    }
  }

  private static let lineEnds: Set<Unicode.Scalar> = ["\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"]
}
