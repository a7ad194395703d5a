import CodexWire
import Foundation

/// Replaces the secrets in messages. The generated list `names` has the names of all properties whose values the
/// descriptions of generated types do not show.
enum MessageSecrets {
  private static let nameSet = Set(names)

  /// The text of a message with `<redacted>` in place of each secret. A message that is not valid JSON is replaced as a
  /// whole.
  static func redacted(_ message: Data) -> String {
    RedactedJSON.redact(message, secretNames: nameSet).map { String(decoding: $0, as: UTF8.self) }
      ?? Redaction.placeholder
  }
}
