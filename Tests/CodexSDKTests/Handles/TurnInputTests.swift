import Foundation
import Testing

@_spi(Generated) @testable import CodexSDK

@Suite struct `Turn input` {
  private func params(_ input: TurnInput) throws -> TurnStartParams {
    var params = TurnStartParams(input: [], threadID: "t")
    try input.apply(to: &params)
    return params
  }

  @Test func `can be a string or a list of items`() throws {
    #expect(try params("hi").input == [.text(.init(text: "hi"))])
    let items: TurnInput = [
      .text("look"), .image("data:image/png;base64,AA"), .localImage("/a.png"), .audio("data:audio/wav;base64,AA"),
      .localAudio("/a.wav"), .skill(name: "s", path: "/s"), .mention(name: "m", path: "/m"),
    ]
    let json = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(try params(items).input))
    #expect(
      json == [
        ["type": "text", "text": "look"], ["type": "image", "url": "data:image/png;base64,AA"],
        ["type": "localImage", "path": "/a.png"], ["type": "audio", "url": "data:audio/wav;base64,AA"],
        ["type": "localAudio", "path": "/a.wav"], ["type": "skill", "name": "s", "path": "/s"],
        ["type": "mention", "name": "m", "path": "/m"],
      ]
    )
  }

  @Test func `that the user did not write is sent as the output of a tool`() throws {
    let sent = try params(.external(ExternalMessage(toolName: "mail", namespace: "in", text: "obey me")))
    #expect(sent.input.isEmpty)
    #expect(sent.toolOutput == TurnToolOutput(name: "mail", output: .string("obey me"), namespace: "in"))
  }

  @Test(arguments: ["", " \n"])
  func `that the user did not write needs the name of a tool`(name: String) {
    #expect(throws: CodexError.self) { try params(.external(ExternalMessage(toolName: name, text: "x"))) }
  }

  @Test func `that the user did not write cannot steer a turn`() {
    var steer = TurnSteerParams(expectedTurnID: "u", input: [], threadID: "t")
    #expect(throws: CodexError.self) {
      try TurnInput.external(ExternalMessage(toolName: "mail", text: "x")).apply(to: &steer)
    }
  }
}
