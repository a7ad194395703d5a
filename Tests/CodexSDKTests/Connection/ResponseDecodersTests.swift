import CodexProtocol
import CodexWire
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The decoders of responses` {
  @Test func `decode in many tasks at once, each with a decoder of its own`() async throws {
    let decoders = ResponseDecoders()
    let sum = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<500 {
        group.addTask {
          try decoders.withOne { outer in
            // While a decoder is lent, another call gets another one.
            let isOther = decoders.withOne { $0 !== outer }
            #expect(isOther)
            let json = Data(#"{"number":\#(number),"text":"the same text in all values"}"#.utf8)
            let value = try outer.decode(JSONValue.self, from: json)
            #expect(value["text"] == "the same text in all values")
            return value["number"]?.intValue ?? -1
          }
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(sum == 499 * 500 / 2)
  }
}
