import CodexWire

/// What `codexgen inspect` prints about one method or notification.
extension ProtocolMessage {
  func text(_ spelling: TypeSpelling) -> String {
    func text(_ type: TypeReference) -> String {
      spelling.text(type) + (type.name.map { " (\($0.path))" } ?? "")
    }
    var report = TextReport()
    report.line("\(kind.rawValue) \(name)")
    var facts = [
      ("Swift name", swiftName),
      ("sender", sender.rawValue),
      ("params", params.map(text) ?? "none"),
    ]
    if let response { facts.append(("response", text(response))) }
    report.facts(facts + documentation.facts(availability: availability))
    return report.text
  }

  func json(_ spelling: TypeSpelling) -> JSONValue {
    func json(_ type: TypeReference) -> JSONValue {
      .object([
        "swiftType": .string(spelling.text(type)),
        "path": type.name.map { .string($0.path) } ?? .null,
      ])
    }
    var members: [String: JSONValue] = [
      "kind": .string(kind.rawValue),
      "name": .string(name),
      "swiftName": .string(swiftName),
      "sender": .string(sender.rawValue),
      "params": params.map(json) ?? .null,
    ]
    members["response"] = response.map(json)
    members.merge(documentation.members(availability: availability), uniquingKeysWith: { first, _ in first })
    return .object(members)
  }
}
