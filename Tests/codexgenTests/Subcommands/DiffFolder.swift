import Foundation
import ProtocolGenerator

@testable import codexgen

/// A temporary folder with two releases. Runs `diff` in that folder.
struct DiffFolder {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let mode = #""mode": {"type": "string"}"#
    try folder.write(Self.bundle(#"\#(mode), "old": {"type": "string"}"#, speeds: #""fast""#), to: "old.json")
    try folder.write(
      Self.bundle(#"\#(mode), "size": {"type": "integer"}"#, required: #""size""#, speeds: #""fast", "slow""#),
      to: "new.json"
    )
  }

  /// A bundle with one method, `call`.
  static func bundle(_ properties: String, required: String = "", speeds: String) -> String {
    ##"""
    {"definitions": {
      "RequestId": {"type": "string"},
      "CallParams": {"type": "object", "properties": {\##(properties)}, "required": [\##(required)]},
      "CallResponse": {"type": "object", "properties": {"speed": {"$ref": "#/definitions/Speed"}}},
      "Speed": {"type": "string", "enum": [\##(speeds)]},
      "ClientRequest": {"oneOf": [{"type": "object", "required": ["id", "method", "params"], "properties": {
        "id": {"$ref": "#/definitions/RequestId"}, "method": {"type": "string", "enum": ["call"]},
        "params": {"$ref": "#/definitions/CallParams"}}}]}
    }}
    """##
  }

  func diff(_ arguments: String...) -> Run { diff(arguments) }

  func diff(_ arguments: [String]) -> Run {
    Run(arguments: ["diff"] + arguments, in: folder.path, engine: .protocolGenerator)
  }
}
