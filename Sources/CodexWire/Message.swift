/// A JSON-RPC message with a known method: its parameters, and the members next to them.
///
/// The envelope has the members next to `method` and `params`, such as a request's `id` or a notification's
/// `emittedAtMilliseconds`. The properties of both can be accessed directly: `message.threadID` and
/// `message.emittedAtMilliseconds`.
@dynamicMemberLookup
public struct Message<Params: WireValue, Envelope: WireValue>: Codable, Hashable, Sendable {
  /// The member `params` of the message.
  public var params: Params
  /// The members of the message except `method` and `params`.
  public var envelope: Envelope

  /// Creates a message from its parameters and the other members.
  public init(_ params: Params, envelope: Envelope) {
    self.params = params
    self.envelope = envelope
  }

  /// A property of the parameters.
  public subscript<Value>(dynamicMember path: WritableKeyPath<Params, Value>) -> Value {
    get { params[keyPath: path] }
    set { params[keyPath: path] = newValue }
  }

  /// A property of the parameters that can only be read.
  public subscript<Value>(dynamicMember path: KeyPath<Params, Value>) -> Value { params[keyPath: path] }

  /// A property of the envelope.
  public subscript<Value>(dynamicMember path: WritableKeyPath<Envelope, Value>) -> Value {
    get { envelope[keyPath: path] }
    set { envelope[keyPath: path] = newValue }
  }
}

/// Decodes the member `params` of a message. For a method whose parameters may be absent, null means the same.
///
/// - Throws: `DecodingError` when the member is required and absent, or is not a valid `Params`.
func readParams<Params: WireValue>(from decoder: any Decoder) throws -> Params {
  let object = try decoder.container(keyedBy: WireKey.self)
  let isPresent = try object.contains("params") && !object.decodeNil(forKey: "params")
  if !isPresent, let omitted: Params = WireTypeRegistry.type(of: Params.self).absentValue() { return omitted }
  return try object.located("params", Params.self) {
    try object.decode(WireCoded<Params>.self, forKey: "params").value
  }
}

/// A message whose method this release does not know, or whose parameters it cannot decode. The whole message is kept as
/// JSON.
public struct UnrecognizedMessage: Codable, Hashable, Sendable {
  /// The message as JSON, as it was received.
  public var json: JSONValue
  /// Why the parameters of a known method could not be decoded; `nil` for an unknown method.
  public var failure: DecodingFailure?

  /// Creates a message from its JSON and, for a known method, the reason why it is unrecognized.
  public init(_ json: JSONValue, failure: DecodingFailure? = nil) {
    self.json = json
    self.failure = failure
  }

  public init(from decoder: any Decoder) throws { self.init(try JSONValue(from: decoder)) }

  public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

  /// Whether two messages have the same JSON, and either both or none of them have a known method.
  ///
  /// The text of the failure does not count: for a message with two mistakes it names either one, and differently for each
  /// run of a program.
  public static func == (left: Self, right: Self) -> Bool {
    left.json == right.json && (left.failure == nil) == (right.failure == nil)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(json)
    hasher.combine(failure == nil)
  }

  /// The method, when the message has one and it is a string.
  public var method: String? { json["method"]?.stringValue }
}
