import CodexWire
import Foundation
import Testing

@Suite("Secrets")
struct SecretsTests {
  private static let json =
    #"{"headers":{"Cookie":"hidden-1"},"nickname":"hidden-2","oldToken":"hidden-3","pin":71,"#
    + #""signIn":{"apiKey":"hidden-4","sortKey":"shown","type":"apiKey"},"tokens":72}"#

  @Test("A secret property is read, written and compared like any other")
  @available(*, deprecated)
  func values() throws {
    var request = try expectRoundTrip(Self.json, as: SignInRequest.self)
    #expect(request.headers == ["Cookie": "hidden-1"])
    #expect(request.nickname == .set("hidden-2"))
    #expect(request.oldToken == "hidden-3")
    let other = request
    request.nickname = .clear
    #expect(request != other)
    #expect(request.hashValue != other.hashValue)
    #expect(SignInRequest(signIn: .anonymous) == (try decoded(#"{"signIn":{"type":"anonymous"}}"#)))
  }

  @Test("No description of a value shows its secrets, however deep they are")
  func descriptions() throws {
    let request = try decoded(Self.json, as: SignInRequest.self)
    var dumped = ""
    dump([request], to: &dumped)
    let descriptions = ["\(request)", "\([Optional(request)])", String(reflecting: request), dumped]
    for text in descriptions {
      #expect(!text.contains("hidden"))
      #expect(!text.contains("71"))
      #expect(text.contains("<redacted>"))
      #expect(text.contains("shown"))
      #expect(text.contains("72"))
    }
  }

  @Test("An error about a secret does not quote the value")
  func errors() throws {
    for pin in ["71000000000000000000", "71.5", "\"hidden\""] {
      let json = Self.json.replacing(#""pin":71"#, with: "\"pin\":\(pin)")
      let error = try #require(throws: DecodingError.self) { try decoded(json, as: SignInRequest.self) }
      let failure = DecodingFailure(error)
      #expect(failure.pointer == "/pin")
      #expect(failure.reason.contains("Int"))
      for text in ["\(failure)", "\(error)", String(reflecting: error)] {
        #expect(!text.contains("71"))
        #expect(!text.contains("hidden"))
      }
    }
  }
}
