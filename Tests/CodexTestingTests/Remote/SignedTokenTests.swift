import Foundation
import Testing

@testable import CodexTesting

@Suite("Tokens of a test server")
struct SignedTokenTests {
  private func hex(_ bytes: [UInt8]) -> String { bytes.map { String(format: "%02x", $0) }.joined() }

  @Test(
    "SHA-256 computes the published hashes",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ]
  )
  func hash(text: String, expected: String) { #expect(hex(SHA256.hash(Array(text.utf8))) == expected) }

  @Test("HMAC-SHA256 computes the published codes of RFC 4231")
  func authenticationCode() {
    let message = Array("what do ya want for nothing?".utf8)
    #expect(
      hex(SHA256.authenticationCode(of: message, key: Array("Jefe".utf8)))
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )
    let text = Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8)
    #expect(
      hex(SHA256.authenticationCode(of: text, key: [UInt8](repeating: 0xaa, count: 131)))
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
