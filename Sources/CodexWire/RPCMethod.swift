/// A JSON-RPC method of the protocol: its name, its parameters and its response.
///
/// Generated types conform to `ClientMethod` or `ServerMethod`. A value of such a type is a request that can be sent.
public protocol RPCMethod: Sendable {
  /// The parameters of a request; `NoParams` for a method without parameters.
  associatedtype Params: WireValue
  /// The result of a successful request.
  associatedtype Response: WireValue

  /// The method's name in a message, such as `thread/start`.
  static var name: String { get }

  /// The parameters of this request.
  var params: Params { get }

  /// Creates a request.
  init(_ params: Params)
}

/// A method that the client calls and the server responds to.
public protocol ClientMethod: RPCMethod {}

/// A method that the server calls and the client responds to.
public protocol ServerMethod: RPCMethod {}

/// The parameters of a method without parameters: the member `params` is not sent.
public struct NoParams: Codable, Hashable, Sendable {
  /// Creates the only value.
  public init() {}

  /// Accepts any value: null, an empty object, or members that a newer server adds.
  public init(from decoder: any Decoder) throws {}

  public func encode(to encoder: any Encoder) throws { _ = encoder.container(keyedBy: WireKey.self) }

  public static func == (left: Self, right: Self) -> Bool { true }

  public func hash(into hasher: inout Hasher) {}
}
