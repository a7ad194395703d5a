import Foundation
import Testing

@testable import CodexTesting

@Suite("Tokens of a test server")
struct SignedTokenTests {
  private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

  @Test("HMAC-SHA256 computes the published codes of RFC 4231")
  func authenticationCode() {
    let message = Array("what do ya want for nothing?".utf8)
    #expect(
      hex(MessageAuthentication.code(of: message, key: Array("Jefe".utf8)))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )
    let text = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
    #expect(
      hex(MessageAuthentication.code(of: text, key: [UInt8](repeating: 0xaa, count: 131)))
        == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    )
  }

  @Test("A signed token has three parts, and the second one contains the claims")
  func parts() throws {
    let expiration = Date(timeIntervalSince1970: 2_000_000_000)
    let token = SignedToken(
      secret: "a secret of at least 32 characters",
      expiration: expiration,
      claims: ["iss": "test"]
    )
    let parts = token.text.split(separator: ".", omittingEmptySubsequences: false)
    #expect(parts.count == 3)
    #expect(parts[0] == "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9")
    #expect(parts[1] == "eyJleHAiOjIwMDAwMDAwMDAsImlzcyI6InRlc3QifQ")
    #expect(!token.text.contains("="))
  }
}
