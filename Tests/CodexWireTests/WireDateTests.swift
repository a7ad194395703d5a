@_spi(Generated) import CodexWire
import Foundation
import Testing

@Suite("A date that generated functions convert to whole units")
struct WireDateTests {
  @Test(
    "A date becomes the nearest second and millisecond",
    arguments: [
      (0, 0, 0), (1.5, 2, 1500), (1.0004, 1, 1000), (-1.4, -1, -1400),
      (1_795_163_432.25, 1_795_163_432, 1_795_163_432_250),
    ] as [(Double, Int, Int)]
  )
  func nearest(time: Double, seconds: Int, milliseconds: Int) {
    let date = Date(timeIntervalSince1970: time)
    let counts: (Int, Int) = (_WireDate.seconds(date), _WireDate.milliseconds(date))
    #expect(counts == (seconds, milliseconds))
  }

  @Test("A date that the integer type cannot hold becomes the largest or smallest value, and no number becomes 0")
  func clamping() {
    let (past, future): (Int, Int) = (_WireDate.seconds(.distantPast), _WireDate.seconds(.distantFuture))
    #expect(past < 0 && future > 0)
    let far: [Int] = [
      _WireDate.milliseconds(Date(timeIntervalSince1970: 1e300)),
      _WireDate.seconds(Date(timeIntervalSince1970: -1e300)),
      _WireDate.seconds(Date(timeIntervalSince1970: .infinity)), _WireDate.seconds(Date(timeIntervalSince1970: .nan)),
    ]
    #expect(far == [.max, .min, .max, 0])
    let small: UInt8 = _WireDate.seconds(Date(timeIntervalSince1970: 300))
    #expect(small == 255)
  }

  @Test("No date is no number")
  func absent() {
    let count: Int? = _WireDate.seconds(Date?.none)
    #expect(count == nil)
    #expect(_WireDate.date(seconds: Int?.none) == nil)
    #expect(_WireDate.date(milliseconds: 1500) == Date(timeIntervalSince1970: 1.5))
  }
}

@Suite("A duration of whole units")
struct WholeUnitDurationTests {
  @Test("The longest and shortest durations of each unit can be read")
  func extremes() {
    #expect(_WireDuration.duration(seconds: UInt64.max) == .seconds(UInt64.max))
    #expect(_WireDuration.duration(milliseconds: Int64.min) == .milliseconds(Int64.min))
    #expect(_WireDuration.duration(minutes: 3) == .seconds(180))
    #expect(_WireDuration.duration(minutes: Int64.max) == .seconds(Int64.max))
    #expect(_WireDuration.duration(minutes: Int64.min) == .seconds(Int64.min))
    #expect(_WireDuration.duration(minutes: UInt64.max) == .seconds(Int64.max))
    #expect(_WireDuration.duration(minutes: Int?.none) == nil)
  }

  @Test("A duration becomes whole minutes, rounded up", arguments: [(0, 0), (1, 1), (60, 1), (61, 2), (-90, -1)])
  func minutes(seconds: Int, expected: Int) {
    let count: Int = _WireDuration.minutes(.seconds(seconds))
    #expect(count == expected)
  }
}

@Suite("Bytes in Base64")
struct WireDataTests {
  @Test("Bytes become their encoding, and back", arguments: [Data(), Data([0]), Data([0, 1, 255]), Data(0...255)])
  func roundTrip(data: Data) {
    #expect(_WireData.data(base64: _WireData.base64(data)) == data)
  }

  @Test("A text that is not valid Base64 has no bytes", arguments: ["A", "AA", "A?==", "AA==\u{0}", "é"])
  func invalid(text: String) {
    #expect(_WireData.data(base64: text) == nil)
  }
}
