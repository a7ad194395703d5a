import CodexWire
import Testing

@Suite("Numbers")
struct NumbersTests {
  @Test("Each number type keeps its largest value exactly")
  func largest() throws {
    let numbers = try expectRoundTrip(
      """
      {"plain": 9223372036854775807, "int": -9223372036854775808, "int8": 127, "int16": 32767, "int32": 2147483647,
       "int64": 9223372036854775807, "uint": 9223372036854775807, "uint8": 255, "uint16": 65535,
       "uint32": 4294967295, "uint64": 18446744073709551615, "number": 0.1, "float": 0.5, "double": 1e300,
       "counts": [0, 18446744073709551615], "limits": {"low": -1.5, "high": 2}}
      """,
      as: NumberWidths.self
    )
    #expect(numbers.int64 == .max)
    #expect(numbers.uint64 == .max)
    #expect(numbers.counts == [0, .max])
  }

  @Test("An integer is an Int, also when it exceeds the width that the schema gives it, except for the format uint64")
  func widths() throws {
    let numbers = try expectRoundTrip(
      """
      {"int8": 128, "int16": -32769, "int32": 2147483648, "uint8": -1, "uint16": 65536, "uint32": 4294967296,
       "uint": -1}
      """,
      as: NumberWidths.self
    )
    let read: [Int?] = [
      numbers.int8, numbers.int16, numbers.int32, numbers.uint8, numbers.uint16, numbers.uint32, numbers.uint,
    ]
    #expect(read == [128, -32769, 2_147_483_648, -1, 65536, 4_294_967_296, -1])
  }

  @Test(
    "A number that its type does not hold is an error that names the member",
    arguments: [
      ("int8", "9223372036854775808"), ("int64", "-9223372036854775809"), ("uint", "18446744073709551615"),
      ("uint64", "-1"), ("uint64", "18446744073709551616"), ("plain", "1.5"),
    ]
  )
  func outOfRange(member: String, number: String) throws {
    let reason = try failure(of: #"{"\#(member)":\#(number)}"#, as: NumberWidths.self)
    #expect(reason.hasPrefix("/\(member)"))
  }

  @Test("A whole number may be written with a fraction, and a number without one")
  func wholeNumbers() throws {
    let numbers = try expectRoundTrip(#"{"plain":2.0,"number":2}"#, as: NumberWidths.self)
    #expect(numbers == NumberWidths(number: 2, plain: 2))
  }
}
