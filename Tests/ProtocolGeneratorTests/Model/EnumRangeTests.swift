import Testing

@testable import ProtocolGenerator

@Suite("An enum of integers")
struct EnumRangeTests {
  private static func schema(_ values: String, format: String? = nil) -> String {
    let format = format.map { #", "format": "\#($0)""# } ?? ""
    return #""A": {"type": "integer"\#(format), "enum": [\#(values)]}"#
  }

  @Test(
    "with a value out of the range of its format is an error that names the value",
    arguments: [
      ("300", "uint8", "300"), ("-1", "uint64", "-1"), ("1, 2147483648", "int32", "2147483648"),
      ("-129", "int8", "-129"), ("4294967296", "uint32", "4294967296"), ("65536.0", "uint16", "65536"),
    ]
  )
  func outOfRange(values: String, format: String, value: String) {
    let errors = Stage.errors { _ = try Stage.model(Self.schema(values, format: format)) }

    #expect(
      errors == [
        "bundle.json#/definitions/A: error: the enum value \(value) is not in the range of the format \"\(format)\""
      ]
    )
  }

  @Test("reports the branch that has the value, when each value is a branch")
  func branch() {
    let errors = Stage.errors {
      _ = try Stage.model(
        #""A": {"format": "int8", "oneOf": [{"enum": [1]}, {"enum": [128]}]}"#
      )
    }

    #expect(errors.count == 1)
    #expect(errors.first?.hasPrefix("bundle.json#/definitions/A/oneOf/1: error: the enum value 128 is not in") == true)
  }

  @Test(
    "with a value beyond 64 bits, or beyond the signed ones, is an error",
    arguments: ["1, 9223372036854775808", "18446744073709551616", "-1e300"]
  )
  func tooLarge(values: String) {
    let errors = Stage.errors { _ = try Stage.model(Self.schema(values, format: "uint64")) }

    #expect(
      errors == [
        "bundle.json#/definitions/A: error: the integers of an enum should be in the range from -9223372036854775808 to "
          + "9223372036854775807"
      ]
    )
  }

  @Test("can have the limits of its format, and the generated code compiles")
  func limits() async throws {
    let ranges = [
      "int8": "-128, 127", "uint8": "0, 255", "int16": "-32768, 32767", "uint16": "0, 65535",
      "int32": "-2147483648, 2147483647", "uint32": "0, 4294967295",
      "int64": "-9223372036854775808, 9223372036854775807", "uint64": "0, 9223372036854775807",
    ]
    let definitions = ranges.sorted { $0.key < $1.key }.map { format, values in
      #""Of\#(format)": {"type": "integer", "format": "\#(format)", "enum": [\#(values)]}"#
    }

    let model = try Stage.named(definitions.joined(separator: ", "))

    #expect(try model.kind("Ofuint8") == "enum UInt8 0, 255")
    #expect(try model.kind("Ofint64") == "enum Int64 -9223372036854775808, 9223372036854775807")
    #expect(try await HostileCompiler.make().errors(FileTranslator.files(of: model)) == "")
  }
}
