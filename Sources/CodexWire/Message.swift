/// A message of a known method: its parameters, and what stands beside them on the wire.
///
/// `Envelope` holds the members next to `method` and `params`, such as a request's `id` or a notification's
/// `emittedAtMilliseconds`. The members of both are reachable directly: `message.threadID` and `message.emittedAtMilliseconds`.
@dynamicMemberLookup
public struct Message<Params: WireValue, Envelope: WireValue>: Codable, Hashable, Sendable {
  public var params: Params
  public var envelope: Envelope

  public init(_ params: Params, envelope: Envelope) {
    self.params = params
    self.envelope = envelope
  }

  public subscript<Value>(dynamicMember path: WritableKeyPath<Params, Value>) -> Value {
    get { params[keyPath: path] }
    set { params[keyPath: path] = newValue }
  }

  public subscript<Value>(dynamicMember path: KeyPath<Params, Value>) -> Value { params[keyPath: path] }

  public subscript<Value>(dynamicMember path: WritableKeyPath<Envelope, Value>) -> Value {
    get { envelope[keyPath: path] }
    set { envelope[keyPath: path] = newValue }
  }
}

/// The member `params` of a message; absent and null mean the same where a method's parameters may be left out.
///
/// - Throws: `DecodingError` when it is missing but needed, or no `Params`.
func readParams<Params: WireValue>(from decoder: any Decoder) throws -> Params {
  let object = try decoder.container(keyedBy: WireKey.self)
  let isPresent = try object.contains("params") && !object.decodeNil(forKey: "params")
  if !isPresent, let omitted: Params = WireTypeRegistry.type(of: Params.self).absentValue() { return omitted }
  return try object.located("params", Params.self) {
    try object.decode(WireCoded<Params>.self, forKey: "params").value
  }
}

/// A message that this release does not know, or whose parameters it cannot read: nothing of it is lost.
public struct UnrecognizedMessage: Codable, Hashable, Sendable {
  /// The message as it stood on the wire.
  public var json: JSONValue
  /// Why a message of a known method is here: what its parameters did not decode for. `nil` for an unknown method.
  public var failure: DecodingFailure?

  public init(_ json: JSONValue, failure: DecodingFailure? = nil) {
    self.json = json
    self.failure = failure
  }

  /// Keeps whatever `decoder` holds, with what went wrong before.
  public init(from decoder: any Decoder, failure: any Error) throws {
    self.init(try JSONValue(from: decoder), failure: DecodingFailure(failure))
  }

  public init(from decoder: any Decoder) throws { self.init(try JSONValue(from: decoder)) }

  public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

  public static func == (left: Self, right: Self) -> Bool { left.json == right.json && left.failure == right.failure }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(json)
    hasher.combine(failure)
  }

  /// The member `method`, when the message has one.
  public var method: String? { json["method"]?.stringValue }
}
