import Testing

@testable import CodexSDK

@Suite struct `The length of a wait in milliseconds` {
  @Test(
    arguments: [
      (Duration.zero, 1), (.seconds(-5), 1), (.milliseconds(1500), 1501), (.seconds(Int64.max), Int32.max),
      (.seconds(Int64.max / 1000), Int32.max), (.seconds(Int64.min), 1), (.nanoseconds(1), 1),
    ] as [(Duration, Int32)]
  )
  func `is limited to the numbers that poll takes`(duration: Duration, milliseconds: Int32) {
    #expect(duration.milliseconds == milliseconds)
  }
}
