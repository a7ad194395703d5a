import CodexProtocol
import Foundation
import Testing

@testable import CodexSDK

@Suite struct `The response to a request` {
  @Test func `without a result and with a number for which Foundation stops the program is a decoding error`() {
    let number = "0." + String(repeating: "0", count: 150) + "9e167"
    let message = Data(#"{"id":1,"result":null,"unknown":\#(number)}"#.utf8)

    #expect(throws: CodexError.self) {
      try IncomingResponse.decode(message, of: RPC.ModelList.self, id: 1, with: WireDecoder())
    }
  }
}
