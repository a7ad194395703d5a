import CodexWire
import Foundation

/// The secret by which an app-server recognizes a client: a capability token or a signed token (JWT).
///
/// Descriptions, debug descriptions and `dump` show `<redacted>` instead of the token.
public struct BearerToken: Hashable, Sendable {
  /// The token. It is sent in the header `Authorization: Bearer …`.
  let value: String

  /// Makes a token from its text.
  ///
  /// - Parameter value: The token. White space at both ends is removed.
  public init(_ value: String) { self.value = value.trimmingCharacters(in: .whitespacesAndNewlines) }

  /// Reads the token from a file, such as the one that the server got with `--ws-token-file`.
  ///
  /// - Parameter path: The path of the file.
  /// - Throws: An error of the file system.
  public init(contentsOfFile path: String) throws { self.init(try String(contentsOfFile: path, encoding: .utf8)) }
}

extension BearerToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The text `<redacted>`.
  public var description: String { Redaction.placeholder }
  /// The text `<redacted>`.
  public var debugDescription: String { Redaction.placeholder }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
