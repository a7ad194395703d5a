import Foundation

/// Converts the bytes of the protocol, which are texts in Base64, from and to `Data`. For generated code.
@_spi(Generated) public enum _WireData {
  /// The bytes that a text encodes; `nil` when the text is not valid Base64 with padding.
  public static func data(base64: String) -> Data? { Data(base64Encoded: base64) }

  /// The bytes that a text encodes; `nil` when there is no text, or when the text is not valid Base64 with padding.
  public static func data(base64: String?) -> Data? { base64.flatMap { Data(base64Encoded: $0) } }

  /// The Base64 encoding of bytes.
  public static func base64(_ data: Data) -> String { data.base64EncodedString() }

  /// The Base64 encoding of bytes; `nil` for no bytes.
  public static func base64(_ data: Data?) -> String? { data.map { $0.base64EncodedString() } }
}
