import CodexWire
import Foundation

/// A signed bearer token (a JWT with the algorithm HS256), as an app-server with `--ws-auth signed-bearer-token` expects it.
public struct SignedToken: Hashable, Sendable {
  /// The text that a client sends after `Authorization: Bearer`.
  public var text: String

  /// Makes a token.
  ///
  /// - Parameters:
  ///   - secret: The shared secret. The app-server requires at least 32 bytes.
  ///   - expiration: When the token expires. The app-server requires this claim.
  ///   - claims: Further claims, such as `iss` and `aud`.
  public init(secret: String, expiration: Date, claims: [String: JSONValue] = [:]) {
    var claims = claims
    claims["exp"] = .integer(Int64(expiration.timeIntervalSince1970))
    let header: JSONValue = ["alg": "HS256", "typ": "JWT"]
    let signed = [header, .object(claims)].map { Self.base64URL($0.sortedText) }.joined(separator: ".")
    let code = MessageAuthentication.code(of: Array(signed.utf8), key: Array(secret.utf8))
    text = signed + "." + Self.base64URL(code)
  }

  private static func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
      .replacingOccurrences(of: "=", with: "")
  }
}
