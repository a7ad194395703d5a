/// A method of the protocol: its name on the wire, what it is called with, and what it answers.
///
/// Generated types conform to `ClientMethod` or `ServerMethod`; a value of one is a call, ready to be sent.
public protocol RPCMethod: Sendable {
  associatedtype Params: WireValue
  associatedtype Response: WireValue

  /// The method's name on the wire, such as `thread/start`.
  static var name: String { get }

  /// The parameters of this call.
  var params: Params { get }

  init(_ params: Params)
}

/// A request that the client sends and the server answers.
public protocol ClientMethod: RPCMethod {}

/// A request that the server sends and the client answers.
public protocol ServerMethod: RPCMethod {}

/// The parameters of a method that has none: nothing is sent.
public struct NoParams: Codable, Hashable, Sendable {
  public init() {}

  /// Accepts whatever stands there: `null`, `{}` or what a newer server adds.
  public init(from decoder: any Decoder) throws {}

  public func encode(to encoder: any Encoder) throws { _ = encoder.container(keyedBy: WireKey.self) }

  public static func == (left: Self, right: Self) -> Bool { true }

  public func hash(into hasher: inout Hasher) {}
}
