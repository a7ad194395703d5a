@_spi(Generated) import CodexWire
import Testing

@Suite("A duration that generated functions convert to whole units")
struct WireDurationTests {
  @Test(
    "A duration becomes milliseconds, rounded up",
    arguments: [
      (.zero, 0), (.milliseconds(1), 1), (.seconds(90), 90_000), (.microseconds(1), 1), (.nanoseconds(1_000_001), 2),
      (.milliseconds(1999), 1999), (.milliseconds(-5), -5), (.microseconds(-1500), -1), (.microseconds(-1), 0),
    ] as [(Duration, Int64)]
  )
  func milliseconds(duration: Duration, expected: Int64) {
    let count: Int64 = _WireDuration.milliseconds(duration)
    #expect(count == expected)
  }

  @Test(
    "A duration becomes seconds, rounded up",
    arguments: [
      (.zero, 0), (.seconds(5), 5), (.milliseconds(1), 1), (.milliseconds(4001), 5), (.milliseconds(-1500), -1),
    ] as [(Duration, Int64)]
  )
  func seconds(duration: Duration, expected: Int64) {
    let count: Int64 = _WireDuration.seconds(duration)
    #expect(count == expected)
  }

  @Test("A duration that the integer type cannot hold becomes the largest or smallest value of the type")
  func clamping() {
    let longest = Duration.seconds(Int64.max)

    #expect(_WireDuration.milliseconds(longest) == Int64.max)
    #expect(_WireDuration.milliseconds(longest + longest) == Int64.max)
    #expect(_WireDuration.seconds(longest + longest) == Int64.max)
    #expect(_WireDuration.milliseconds(Duration.zero - longest - longest) == Int64.min)
    #expect(_WireDuration.milliseconds(.seconds(Int64.min)) == Int64.min)
    #expect(_WireDuration.milliseconds(.seconds(Int64.max / 1000) + .milliseconds(900)) == Int64.max)
    #expect(_WireDuration.milliseconds(.seconds(-1)) == UInt64.min)
    #expect(_WireDuration.milliseconds(.seconds(40_000)) == Int16.max)
  }

  @Test("No duration becomes no number")
  func absent() {
    let count: Int64? = _WireDuration.milliseconds(nil)
    #expect(count == nil)
    #expect(_WireDuration.seconds(.seconds(2) as Duration?) == 2 as UInt64?)
  }
}
