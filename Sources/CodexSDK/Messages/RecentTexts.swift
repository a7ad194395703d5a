import Foundation

/// The last method and the last IDs that were read from headers.
///
/// Most messages of a server have the same method and the same IDs as the message before, and a text that is used again takes no memory
/// of its own.
struct RecentTexts: Sendable {
  /// The members of a header whose texts repeat.
  enum Kind { case method, threadID, turnID }

  private var method = ""
  private var threadID = ""
  private var turnID = ""

  /// The text that some bytes contain.
  ///
  /// - Parameter bytes: A text without escape sequences.
  mutating func text(of kind: Kind, _ bytes: UnsafeRawBufferPointer) -> String {
    switch kind {
    case .method: Self.text(&method, bytes)
    case .threadID: Self.text(&threadID, bytes)
    case .turnID: Self.text(&turnID, bytes)
    }
  }

  private static func text(_ recent: inout String, _ bytes: UnsafeRawBufferPointer) -> String {
    let isEqual = recent.utf8.withContiguousStorageIfAvailable { recent in
      guard recent.count == bytes.count, let first = recent.baseAddress, let second = bytes.baseAddress else {
        return false
      }
      return memcmp(first, second, bytes.count) == 0
    }
    if isEqual == true { return recent }
    let text = String(decoding: bytes, as: UTF8.self)
    // A hostile server can send long texts, which are not kept.
    if bytes.count <= longestText { recent = text }
    return text
  }

  private static let longestText = 256
}
