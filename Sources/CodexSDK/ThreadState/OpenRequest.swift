import CodexProtocol
import CodexWire

/// A request of the server that waits for a response, such as a request for approval. See `ThreadState.openRequests`.
///
/// A handler of `CodexConfiguration` responds to the request, or another client of the server does. The state only shows the request.
public struct OpenRequest: Codable, Hashable, Sendable, Identifiable {
  /// The ID of the request on the connection.
  public let id: RequestID
  /// The name of the method in JSON, such as `item/fileChange/requestApproval`.
  public let method: String
  /// The parameters as the server sent them.
  public let params: JSONValue
  /// The ID of the thread that waits.
  public let threadID: String
  /// The turn that waits. `nil` when the server does not name it.
  public let turnID: String?
  /// The item that waits. `nil` when the server does not name it.
  public let itemID: String?

  /// The requests to which programs respond without a person.
  private static let automaticMethods: Set = [
    "account/chatgptAuthTokens/refresh", "attestation/generate", "currentTime/read", "item/tool/call",
  ]

  /// Returns `nil` for a message that is not a request, does not name a thread, or needs no person.
  init?(json: JSONValue) {
    guard let method = json["method"]?.stringValue, !Self.automaticMethods.contains(method),
      let params = json["params"],
      let threadID = (params["threadId"] ?? params["conversationId"])?.stringValue, let id = RequestID(json: json["id"])
    else { return nil }
    self.id = id
    self.method = method
    self.params = params
    self.threadID = threadID
    turnID = params["turnId"]?.stringValue
    itemID = (params["itemId"] ?? params["callId"])?.stringValue
  }

  init?(_ request: ServerRequest) {
    guard let bytes = try? WireEncoder.encode(request),
      let json = try? WireDecoder().decode(JSONValue.self, from: bytes)
    else { return nil }
    self.init(json: json)
  }

  /// The request. `.unrecognized` when this release of the SDK does not know its method.
  public var request: ServerRequest {
    let json: JSONValue = [
      "id": id.json, "method": .string(method), "params": params,
    ]
    let bytes = try? WireEncoder.encode(json)
    let request = bytes.flatMap { try? WireDecoder().decode(ServerRequest.self, from: $0) }
    return request ?? .unrecognized(UnrecognizedMessage(json))
  }
}

extension RequestID {
  fileprivate init?(json: JSONValue?) {
    guard let json, let bytes = try? WireEncoder.encode(json),
      let id = try? WireDecoder().decode(Self.self, from: bytes),
      id.isRecognized
    else { return nil }
    self = id
  }

  fileprivate var json: JSONValue {
    (try? WireDecoder().decode(JSONValue.self, from: WireEncoder.encode(self))) ?? .null
  }
}

extension ThreadState {
  /// Adds a request of the server that waits for a response. A request with the same ID is replaced.
  ///
  /// The notification `serverRequest/resolved` and the end of the turn remove the request.
  ///
  /// Without the package trait `ExperimentalAPI`, a `ServerRequest` lacks the experimental list of the decisions that the server offers for a
  /// command. Then `approvals` has the decisions that exist for every command. The states of `CodexThread.states(every:recentTurns:)` have the
  /// server's list in each case.
  ///
  /// - Returns: Whether the request belongs to the thread.
  @discardableResult
  public mutating func apply(_ request: ServerRequest) -> Bool {
    OpenRequest(request).map { add($0) } ?? false
  }

  mutating func add(_ request: OpenRequest) -> Bool {
    guard request.threadID == id else { return false }
    if let index = openRequests.firstIndex(where: { $0.id == request.id }) {
      openRequests[index] = request
    } else {
      guard openRequests.count < Self.requestLimit else { return false }
      openRequests.append(request)
    }
    return true
  }

  /// The open requests for approval, in the order in which they came. A request for the approval of a file change contains the changes
  /// of its item.
  public var approvals: [ApprovalRequest] { openRequests.compactMap(approval(for:)) }

  /// The request for approval that an open request is. `nil` for a request of another kind.
  public func approval(for request: OpenRequest) -> ApprovalRequest? {
    let changes: ApprovalPrompt.FileChanges = { itemID, turn in
      let item = self.turn(turn.turnID)?.runningItems.last { $0.id.itemID == itemID }?.item
      return if case .fileChange(let change)? = item { change.changes } else { [] }
    }
    return ApprovalPrompt(request.request, request.params, fileChanges: changes)?.request
  }
}
