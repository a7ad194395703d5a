/// A message of a known method: its parameters, and what stands beside them on the wire.
///
/// `Envelope` holds the members next to `method` and `params`, such as a request's `id` or a notification's
/// `emittedAtMs`. The members of both are reachable directly: `message.threadID` and `message.emittedAtMs`.
@dynamicMemberLookup
public struct Message<
  Params: Codable & Hashable & Sendable,
  Envelope: Codable & Hashable & Sendable
>: Codable, Hashable, Sendable {
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

  public init(from decoder: any Decoder) throws {
    envelope = try Envelope(from: decoder)
    params = try readParams(from: decoder)
  }

  /// Encodes the envelope and the parameters; the method's name is written by the union that holds the message.
  public func encode(to encoder: any Encoder) throws {
    try envelope.encode(to: encoder)
    try writeParams(params, to: encoder)
  }
}

/// Parameters that may be left out of a message.
private protocol Omissible {
  /// What stands for parameters that are absent or null.
  static var omitted: Self { get }
  var isOmitted: Bool { get }
}

extension NoParams: Omissible {
  fileprivate static var omitted: NoParams { NoParams() }
  fileprivate var isOmitted: Bool { true }
}

extension Optional: Omissible {
  fileprivate static var omitted: Wrapped? { nil }
  fileprivate var isOmitted: Bool { self == nil }
}

/// The member `params` of a message; absent and null mean the same where a method's parameters may be left out.
///
/// - Throws: `DecodingError` when it is missing but needed, or no `Params`.
public func readParams<Params: Decodable>(from decoder: any Decoder) throws -> Params {
  let object = try decoder.container(keyedBy: WireKey.self)
  let isPresent = try object.contains("params") && !object.decodeNil(forKey: "params")
  if !isPresent, let kind = Params.self as? any Omissible.Type, let omitted = kind.omitted as? Params { return omitted }
  return try object.decode(Params.self, forKey: "params")
}

/// Writes the member `params` of a message, unless there is nothing to say.
public func writeParams<Params: Encodable>(_ params: Params, to encoder: any Encoder) throws {
  if let params = params as? any Omissible, params.isOmitted { return }
  var object = encoder.container(keyedBy: WireKey.self)
  try object.encode(params, forKey: "params")
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

  /// The member `method`, when the message has one.
  public var method: String? { json["method"]?.stringValue }
}
