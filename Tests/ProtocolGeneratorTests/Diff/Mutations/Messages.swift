@testable import ProtocolGenerator

/// Changes of definitions, messages and functions of the SDK, each with a program that the change may break.
extension SourceMutation {
  static let messages: [SourceMutation] = [
    SourceMutation(
      "RenamedType",
      .breaking,
      direction: nil,
      old: ##"""
        {
          "RenamedTypeOld": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "boolean"}}
          }
        }
        """##,
      new: ##"""
        {
          "RenamedTypeNew": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "boolean"}}
          }
        }
        """##,
      program: """
        _ = RenamedTypeOld.self
        """
    ),
    SourceMutation(
      "RemovedType",
      .breaking,
      direction: nil,
      old: ##"""
        {
          "RemovedType": {
            "oneOf": [
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["a"]}, "x": {"type": "string"}},
                "required": ["type", "x"]
              },
              {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["b"]}, "y": {"type": "string"}},
                "required": ["type", "y"]
              }
            ]
          }
        }
        """##,
      new: ##"""
        {}
        """##,
      program: """
        _ = RemovedType.self
        """
    ),
    SourceMutation(
      "MethodRemoved",
      .breaking,
      direction: nil,
      methods: (["methodRemoved"], []),
      old: ##"""
        {
          "MethodRemovedParams": {"type": "object", "properties": {"m": {"type": "string"}}},
          "MethodRemovedResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      new: ##"""
        {
          "MethodRemovedParams": {"type": "object", "properties": {"m": {"type": "string"}}},
          "MethodRemovedResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      program: """
        _ = RPC.MethodRemoved.name
        """
    ),
    SourceMutation(
      "MethodAdded",
      .safe,
      direction: nil,
      methods: ([], ["methodAdded"]),
      old: ##"""
        {
          "MethodAddedParams": {"type": "object", "properties": {"q": {"type": "string"}}},
          "MethodAddedResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      new: ##"""
        {
          "MethodAddedParams": {"type": "object", "properties": {"q": {"type": "string"}}},
          "MethodAddedResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      program: """
        _ = { (it: ClientRequest) in
            switch it {
            case .call: break
            default: break
            }
          }
        """
    ),
    SourceMutation(
      "MethodParams",
      .risky,
      direction: nil,
      methods: (["methodParams-"], ["methodParams?"]),
      old: ##"""
        {
          "MethodParamsParams": {"type": "object", "properties": {"q": {"type": "string"}}},
          "MethodParamsResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      new: ##"""
        {
          "MethodParamsParams": {"type": "object", "properties": {"q": {"type": "string"}}},
          "MethodParamsResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      program: """
        _ = { (call: RPC.MethodParams) -> NoParams in call.params }
        """,
      unaffected: """
        _ = RPC.MethodParams()
        """
    ),
    SourceMutation(
      "MethodAnswer",
      .breaking,
      direction: nil,
      methods: (["methodAnswer"], ["methodAnswer"]),
      old: ##"""
        {
          "MethodAnswerParams": {"type": "object", "properties": {"q": {"type": "string"}}},
          "MethodAnswerResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      new: ##"""
        {
          "MethodAnswerParams": {"type": "object", "properties": {"q": {"type": "string"}}},
          "MethodAnswerReply": {"type": "object", "properties": {"w": {"type": "boolean"}}, "required": ["w"]}
        }
        """##,
      program: """
        _ = RPC.MethodAnswer.Response.self as MethodAnswerResponse.Type
        """
    ),
    SourceMutation(
      "NoteRemoved",
      .breaking,
      direction: nil,
      notifications: (["noteRemoved"], []),
      old: ##"""
        {"NoteRemovedNotification": {"type": "object", "properties": {"e": {"type": "string"}}}}
        """##,
      new: ##"""
        {"NoteRemovedNotification": {"type": "object", "properties": {"e": {"type": "string"}}}}
        """##,
      program: """
        _ = { (it: ServerNotification) in
            switch it {
            case .noteRemoved: break
            default: break
            }
          }
        """
    ),
    SourceMutation(
      "NoteAdded",
      .safe,
      direction: nil,
      notifications: ([], ["noteAdded"]),
      old: ##"""
        {"NoteAddedNotification": {"type": "object", "properties": {"f": {"type": "string"}}}}
        """##,
      new: ##"""
        {"NoteAddedNotification": {"type": "object", "properties": {"f": {"type": "string"}}}}
        """##,
      program: """
        _ = { (it: ServerNotification) in
            switch it {
            case .happened: break
            default: break
            }
          }
        """
    ),
    SourceMutation(
      "SDKParameter",
      .safe,
      direction: nil,
      methods: (["sdkParameter/get:SDKParameter"], ["sdkParameter/get:SDKParameter"]),
      old: ##"""
        {
          "SDKParameterParams": {"type": "object", "properties": {"a": {"type": "string"}, "c": {"type": "string"}}},
          "SDKParameterResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      new: ##"""
        {
          "SDKParameterParams": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}}
          },
          "SDKParameterResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      program: """
        _ = { (codex: Codex, thread: CodexThread) async throws in try await codex.sdkParameter.get(a: "", c: "") }
        """
    ),
    SourceMutation(
      "SDKMoved",
      .breaking,
      direction: nil,
      methods: (["sdkMoved/get:SDKMoved"], ["sdkMoved/get:SDKMoved"]),
      old: ##"""
        {
          "SDKMovedParams": {"type": "object", "properties": {"a": {"type": "string"}}},
          "SDKMovedResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      new: ##"""
        {
          "SDKMovedParams": {
            "type": "object",
            "properties": {"a": {"type": "string"}, "threadId": {"type": "string"}},
            "required": ["threadId"]
          },
          "SDKMovedResponse": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}
        }
        """##,
      program: """
        _ = { (codex: Codex, thread: CodexThread) async throws in try await codex.sdkMoved.get(a: "") }
        """
    ),
    SourceMutation(
      "SDKResult",
      .risky,
      direction: nil,
      methods: (["sdkResult/get:SDKResult"], ["sdkResult/get:SDKResult"]),
      old: ##"""
        {
          "SDKResultParams": {"type": "object", "properties": {"a": {"type": "string"}}},
          "SDKResultResponse": {"type": "object", "properties": {}}
        }
        """##,
      new: ##"""
        {
          "SDKResultParams": {"type": "object", "properties": {"a": {"type": "string"}}},
          "SDKResultResponse": {"type": "object", "properties": {"y": {"type": "string"}}}
        }
        """##,
      program: """
        _ = { (codex: Codex, thread: CodexThread) async throws in try await codex.sdkResult.get(a: ""); print("done") }
        """,
      unaffected: """
        _ = { (codex: Codex, thread: CodexThread) async throws in _ = try await codex.sdkResult.get(a: "") }
        """
    ),
    SourceMutation(
      "SDKNoResult",
      .breaking,
      direction: nil,
      methods: (["sdkNoResult/get:SDKNoResult"], ["sdkNoResult/get:SDKNoResult"]),
      old: ##"""
        {
          "SDKNoResultParams": {"type": "object", "properties": {"a": {"type": "string"}}},
          "SDKNoResultResponse": {"type": "object", "properties": {"y": {"type": "string"}}}
        }
        """##,
      new: ##"""
        {
          "SDKNoResultParams": {"type": "object", "properties": {"a": {"type": "string"}}},
          "SDKNoResultResponse": {"type": "object", "properties": {}}
        }
        """##,
      program: """
        _ = { (codex: Codex, thread: CodexThread) async throws in let y = try await codex.sdkNoResult.get(a: "").y; print(y ?? "") }
        """
    ),
  ]
}
