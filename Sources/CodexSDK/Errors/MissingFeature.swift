/// A method, or a parameter of a method, that the connected server does not have, because its release is older than the release
/// that the SDK was generated from. A call that needs it throws `CodexError.notSupported`, and sends nothing.
public struct MissingFeature: Hashable, Sendable, CustomStringConvertible {
  /// The name of the method in the protocol, such as `thread/attachment/list`.
  public var method: String
  /// The name of the parameter in JSON, or `nil` when the server does not have the method.
  public var parameter: String?
  /// The first release that has it, such as `0.155.1`.
  public var since: String

  /// Makes a missing feature, for example for the tests of your error handling.
  public init(method: String, parameter: String? = nil, since: String) {
    self.method = method
    self.parameter = parameter
    self.since = since
  }

  /// Which release is necessary, for example "thread/attachment/list needs Codex 0.155.1 or later".
  public var description: String {
    let subject = parameter.map { "the parameter \($0) of \(method)" } ?? method
    return "\(subject) needs Codex \(since) or later"
  }
}

extension MissingFeature {
  /// What a server of a release does not have. Empty when the version of the server is not known.
  static func missing(in version: ReleaseVersion?) -> [Self] {
    guard let version else { return [] }
    return additions.filter { addition in ReleaseVersion(addition.since).map { version < $0 } ?? false }
  }
}
