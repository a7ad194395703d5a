import Foundation
import Testing

@testable import CodexSDK

@Suite("The table of what notifications do to a state")
struct NotificationEffectTests {
  /// The notifications of a schema, with an example of each.
  private struct Schema {
    let definitions: JSONValue
    var notifications: [(method: String, params: JSONValue)] = []

    init(_ name: String) throws {
      let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let bundle = try JSONValue(
        parsing: Data(contentsOf: package.appendingPathComponent("schema/app-server.\(name).json"))
      )
      definitions = try #require(bundle["definitions"])
      let union = try #require(definitions["ServerNotification"]?["oneOf"]?.arrayValue)
      for branch in union {
        let method = try #require(branch["properties"]?["method"]?["enum"]?.arrayValue?.first?.stringValue)
        var params = branch["properties"]?["params"].map { example($0) } ?? [:]
        if case .object(var members) = params {
          for (name, value) in overrides(of: method) where members[name] != nil || has(name, branch) {
            members[name] = value
          }
          params = .object(members)
        }
        notifications.append((method, params))
      }
    }

    private func has(_ property: String, _ branch: JSONValue) -> Bool {
      resolve(branch["properties"]?["params"] ?? .null)["properties"]?[property] != nil
    }

    private func overrides(of method: String) -> [String: JSONValue] {
      let item: JSONValue =
        switch method {
        case let method where method.contains("reasoning"): "reasoning"
        case let method where method.contains("commandExecution"): "command"
        case let method where method.contains("fileChange"): "change"
        case let method where method.contains("mcpToolCall"): "tool"
        case let method where method.contains("item/plan"): "plan"
        default: "message"
        }
      return ["threadId": "t", "turnId": "u", "itemId": item, "requestId": 7]
    }

    private func resolve(_ schema: JSONValue) -> JSONValue {
      guard let path = schema["$ref"]?.stringValue else { return schema }
      var target = JSONValue.object(["definitions": definitions])
      for name in path.split(separator: "/").dropFirst() { target = target[String(name)] ?? .null }
      return resolve(target)
    }

    /// A small value that a schema allows.
    private func example(_ schema: JSONValue) -> JSONValue {
      let schema = resolve(schema)
      if let value = schema["enum"]?.arrayValue?.first { return value }
      var members = JSONObject()
      for keyword in ["allOf", "anyOf", "oneOf"] {
        guard let branch = schema[keyword]?.arrayValue?.first else { continue }
        guard case .object(let object) = example(branch) else { return example(branch) }
        members = object
      }
      var type = schema["type"]
      if let types = type?.arrayValue { type = types.first }
      switch type?.stringValue {
      case "string": return "x"
      case "integer", "number": return 1
      case "boolean": return true
      case "array": return []
      case "null": return .null
      default: break
      }
      for name in schema["required"]?.arrayValue?.compactMap(\.stringValue) ?? [] where members[name] == nil {
        members[name] = schema["properties"]?[name].map { example($0) } ?? "x"
      }
      if members["id"] != nil { members["id"] = schema["properties"]?["turns"] != nil ? "t" : "new" }
      return .object(members)
    }
  }

  /// A state in which every notification with an effect changes something.
  private func state() throws -> ThreadState {
    var state = ThreadState(id: "t")
    func apply(_ method: String, _ params: JSONValue) throws {
      let notification = try decode(method, params)
      try #require(notification.isRecognized, "\(method)")
      state.apply(notification)
    }
    try apply("turn/started", ["threadId": "t", "turn": ["id": "u", "items": [], "status": "inProgress"]])
    let items: [JSONValue] = [
      ["type": "agentMessage", "id": "message", "text": ""], ["type": "reasoning", "id": "reasoning"],
      ["type": "plan", "id": "plan", "text": ""],
      [
        "type": "commandExecution", "id": "command", "command": "ls", "commandActions": [], "cwd": "/",
        "status": "inProgress",
      ],
      [
        "type": "fileChange", "id": "change", "status": "inProgress",
        "changes": [["path": "a", "diff": "", "kind": ["type": "add"]]],
      ],
      ["type": "mcpToolCall", "id": "tool", "arguments": [:], "server": "s", "tool": "t", "status": "inProgress"],
    ]
    for item in items {
      try apply("item/started", ["threadId": "t", "turnId": "u", "item": item, "startedAtMs": 1])
    }
    state.name = "old"
    state.status = .idle
    state.projectID = "old"
    state.goal = ThreadGoal(
      createdAtSeconds: 1,
      objective: "o",
      status: .active,
      threadID: "t",
      timeUsedSeconds: 1,
      tokensUsed: 1,
      updatedAtSeconds: 1
    )
    state.turns[0].plan = [TurnPlanStep(status: .pending, step: "s")]
    let request: JSONValue = [
      "id": 7, "method": "item/fileChange/requestApproval",
      "params": ["threadId": "t", "turnId": "other", "itemId": "change", "startedAtMs": 1],
    ]
    let isAdded = state.add(try #require(OpenRequest(json: request)))
    #expect(isAdded)
    return state
  }

  private func decode(_ method: String, _ params: JSONValue) throws -> ServerNotification {
    let message: JSONValue = ["method": .string(method), "params": params]
    return try WireDecoder().decode(ServerNotification.self, from: JSONEncoder().encode(message))
  }

  @Test("has exactly the notifications of both schemas")
  func completeness() throws {
    let methods = try Set(["stable", "experimental"].flatMap { try Schema($0).notifications.map(\.method) })
    let table = Set(NotificationEffect.table.keys)
    #expect(methods.subtracting(table) == [], "add these notifications to NotificationEffect.table")
    #expect(table.subtracting(methods) == [], "remove these notifications from NotificationEffect.table")
  }

  @Test("agrees with what each notification does")
  func effects() throws {
    var before = try state()
    for (method, params) in try Schema("stable").notifications {
      let notification = try decode(method, params)
      before.isArchived = method == "thread/unarchived"
      #expect(notification.isRecognized, "the example of \(method) is wrong: \(params)")
      var after = before
      let isChanged = after.apply(notification)
      switch NotificationEffect.table[method] {
      case .changes(let change)?:
        #expect(isChanged, "\(method) has no effect, but the table says that it \(change)")
        #expect(after != before, "\(method) changes nothing, but the table says that it \(change)")
      case .ignored?:
        #expect(!isChanged && after == before, "\(method) has an effect, but the table says that it has none")
      case nil: break
      }
    }
  }

  @Test("no notification about another thread has an effect")
  func otherThread() throws {
    let before = try state()
    for (method, params) in try Schema("stable").notifications {
      guard case .object(var members) = params else { continue }
      if members["threadId"] != nil { members["threadId"] = "other" }
      if case .object(var thread)? = members["thread"] {
        thread["id"] = "other"
        members["thread"] = .object(thread)
      }
      var after = before
      let isChanged = after.apply(try decode(method, .object(members)))
      #expect(!isChanged, "\(method)")
      #expect(after == before, "\(method)")
    }
  }

  @Test("a notification of the table that cannot be read makes the state incomplete if it would have changed the state")
  func unreadable() throws {
    for (method, effect) in NotificationEffect.table {
      let notification = try decode(method, ["threadId": "t", "turnId": 5, "turn": 5, "thread": 5])
      guard case .unrecognized(let message) = notification, message.failure != nil else { continue }
      var state = ThreadState(id: "t")
      state.apply(notification)
      // The contents of a delta are repeated when its item is complete.
      let isLost =
        if case .changes = effect { !NotificationTraits.of(method: method).contains(.droppable) } else { false }
      #expect(state.isComplete == !isLost, "\(method)")
    }
  }
}
