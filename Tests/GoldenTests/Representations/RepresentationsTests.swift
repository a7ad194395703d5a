import Foundation
import Testing

@Suite("Dates, durations and bytes")
struct RepresentationsTests {
  private static let required = """
    "createdAt": 100, "data": "AAEC", "deletedAt": null, "soundBase64": "", "startedAtMs": 1500, "timeoutSec": 2
    """

  @Test("A property has the number or text of the message, and a computed property beside it has the Swift value")
  func values() throws {
    let recording = try expectRoundTrip(
      """
      {\(Self.required), "deltaBase64": "/w==", "durationMs": 250, "seen_at": 7, "windowMins": 3, "cut": {"pauseMs": 9}}
      """,
      as: Recording.self
    )
    #expect(recording.createdAtSeconds == 100)
    #expect(recording.createdAt == Date(timeIntervalSince1970: 100))
    #expect(recording.startedAtMs == 1500)
    #expect(recording.startedAt == Date(timeIntervalSince1970: 1.5))
    #expect(recording.seenAt == Date(timeIntervalSince1970: 7))
    #expect(recording.timeout == .seconds(2))
    #expect(recording.window == .seconds(180))
    #expect(recording.cut?.pause == .milliseconds(9))
    #expect(recording.base64Data == "AAEC")
    #expect(recording.data == Data([0, 1, 2]))
    #expect(recording.encodedSound == "")
    #expect(recording.sound == Data())
  }

  @Test("A computed property whose name another property has is called by its type too")
  func takenName() throws {
    let recording = try decoded(#"{\#(Self.required), "deltaBase64": "/w==", "delta": "text"}"#, as: Recording.self)
    #expect(recording.delta == "text")
    #expect(recording.deltaData == Data([255]))
  }

  @Test("A value that is absent or null has no representation")
  func absent() throws {
    let recording = try expectRoundTrip("{\(Self.required)}", as: Recording.self)
    #expect(recording.deletedAt == nil)
    #expect(recording.seenAt == nil)
    #expect(recording.window == nil)
    #expect(recording.deltaData == nil)
  }

  @Test("A deprecated property has a deprecated representation")
  @available(*, deprecated)
  func deprecated() throws {
    let recording = try decoded(#"{\#(Self.required), "durationMs": 250}"#, as: Recording.self)
    #expect(recording.duration == .milliseconds(250))
  }

  @Test("A text that is not valid Base64 does not stop the message: the text is kept, and there are no bytes")
  func invalidBase64() throws {
    let text = Self.required.replacingOccurrences(of: "AAEC", with: "A?")
    let recording = try expectRoundTrip("{\(text)}", as: Recording.self)
    #expect(recording.base64Data == "A?")
    #expect(recording.data == nil)
  }

  @Test(
    "The largest and smallest numbers are kept exactly, and their dates and durations can be read",
    arguments: [Int.min, -1, 0, Int.max]
  )
  func extremeNumbers(number: Int) throws {
    let text = """
      {"createdAt": \(number), "data": "", "deletedAt": \(number), "soundBase64": "", "startedAtMs": \(number),
       "timeoutSec": \(UInt64.max), "windowMins": \(number), "cut": {"pauseMs": \(UInt64.max)}}
      """
    let recording = try expectRoundTrip(text, as: Recording.self)
    #expect(recording.createdAt.timeIntervalSince1970 == Double(number))
    // A `Date` counts from 2001, so a time before then is rounded differently.
    let seconds = Double(number) / 1000
    #expect(abs(recording.startedAt.timeIntervalSince1970 - seconds) <= max(1e-6, abs(seconds) * 1e-12))
    #expect(recording.timeout == .seconds(UInt64.max))
    #expect(recording.cut?.pause == .milliseconds(UInt64.max))
    let window = try #require(recording.window)
    if number == .max { #expect(window == .seconds(Int64.max)) }
    if number == .min { #expect(window == .seconds(Int64.min)) }
    if number == -1 { #expect(window == .seconds(-60)) }
  }
}
