import Foundation
import Testing

@testable import CodexSDK

extension Trait where Self == ConditionTrait {
  /// Runs a test only if this package is made for a release that has a fact which the test is about.
  ///
  /// - Parameters:
  ///   - release: The first release with the fact.
  ///   - fact: The fact, as a sentence.
  static func pinned(since release: String, _ fact: String) -> Self {
    .enabled(if: isPinned(since: release), "The test is about Codex \(release) and later. \(fact)")
  }
}

/// Whether this package is made for a release or a newer one.
private func isPinned(since release: String) -> Bool {
  GeneratedFrom.codexVersion.compare(release, options: .numeric) != .orderedAscending
}
