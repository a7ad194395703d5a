import CodexProtocol
import CodexWire

/// Which server answered, and how it compares with the release that the SDK was generated from.
public struct ServerInfo: Hashable, Sendable {
  /// What the server calls itself: `NAME/VERSION (…)`.
  public var userAgent: String
  public var name: String?
  public var version: String?
  /// Where the server keeps its configuration, credentials and threads.
  public var codexHome: String
  /// Such as `unix`.
  public var platformFamily: String
  /// Such as `linux`.
  public var platformOS: String
  public var compatibility: Compatibility
}

/// The release that the SDK was generated from beside the server's.
///
/// Either may be the newer one: what a newer server adds arrives as `unrecognized`, and what an older one lacks it refuses.
public struct Compatibility: Hashable, Sendable, CustomStringConvertible {
  public enum Relation: Hashable, Sendable {
    case same
    case serverIsNewer
    case serverIsOlder
    /// The server does not say its version, or not as one.
    case unknown
  }

  public var generatedFrom: String
  public var server: String?
  public var relation: Relation

  init(generatedFrom: String = GeneratedFrom.codexVersion, server: String?) {
    self.generatedFrom = generatedFrom
    self.server = server
    relation =
      if let ours = ReleaseVersion(generatedFrom), let theirs = server.flatMap(ReleaseVersion.init) {
        ours == theirs ? .same : ours < theirs ? .serverIsNewer : .serverIsOlder
      } else {
        .unknown
      }
  }

  public var description: String {
    switch relation {
    case .same: "The server is Codex \(generatedFrom), which the SDK was generated from."
    case .serverIsNewer:
      "The server is Codex \(server ?? "?"), newer than \(generatedFrom), which the SDK was generated from: what it adds arrives as unrecognized."
    case .serverIsOlder:
      "The server is Codex \(server ?? "?"), older than \(generatedFrom), which the SDK was generated from: it may refuse newer methods and fields."
    case .unknown: "The server does not say its version; the SDK was generated from Codex \(generatedFrom)."
    }
  }
}

/// A version such as `0.163.0` or `0.164.0-alpha.2`; a pre-release comes before its release.
private struct ReleaseVersion: Comparable {
  let numbers: [Int]
  let preRelease: [String]

  init?(_ text: String) {
    let withoutBuild = text.split(separator: "+", maxSplits: 1).first ?? ""
    let parts = withoutBuild.split(separator: "-", maxSplits: 1)
    let components = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = components.compactMap { $0 }
    guard !numbers.isEmpty, numbers.count == components.count else { return nil }
    self.numbers = numbers + Array(repeating: 0, count: max(0, 3 - numbers.count))
    preRelease = parts.count > 1 ? parts[1].split(separator: ".").map(String.init) : []
  }

  static func < (left: Self, right: Self) -> Bool {
    if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
    if left.preRelease.isEmpty || right.preRelease.isEmpty {
      return !left.preRelease.isEmpty && right.preRelease.isEmpty
    }
    return left.preRelease.lexicographicallyPrecedes(right.preRelease) { left, right in
      switch (Int(left), Int(right)) {
      case (let left?, let right?): left < right
      case (nil, nil): left < right
      case (let left, _): left != nil
      }
    }
  }
}

/// The answer to `initialize`, with the member `serverInfo` that newer servers add to it.
struct HandshakeResponse: Codable, Hashable, WireValue {
  var initialize: InitializeResponse
  /// Untyped: it is not in the schema that the types are generated from, and that it has another form is no reason to
  /// refuse the server.
  var serverInfo: JSONValue?

  var serverName: String? { serverInfo?["name"]?.stringValue }
  var serverVersion: String? { serverInfo?["version"]?.stringValue }

  static func _describe(_ type: _WireDescription<Self>) {
    type.flattened(\.initialize)
    type.optional("serverInfo", \.serverInfo)
  }
}

extension ServerInfo {
  init(_ response: HandshakeResponse) {
    let initialize = response.initialize
    let (name, version) = Self.nameAndVersion(of: initialize.userAgent)
    self.init(
      userAgent: initialize.userAgent,
      name: response.serverName ?? name,
      version: response.serverVersion ?? version,
      codexHome: initialize.codexHome,
      platformFamily: initialize.platformFamily,
      platformOS: initialize.platformOS,
      compatibility: Compatibility(server: response.serverVersion ?? version)
    )
  }

  /// The parts of `NAME/VERSION (…)`; a name may itself hold spaces and slashes.
  static func nameAndVersion(of userAgent: String) -> (name: String?, version: String?) {
    let product = userAgent.range(of: " (").map { userAgent[..<$0.lowerBound] } ?? userAgent[...]
    guard let slash = product.lastIndex(of: "/") else { return (product.isEmpty ? nil : String(product), nil) }
    let version = product[product.index(after: slash)...].split(separator: " ").first.map(String.init)
    return (slash == product.startIndex ? nil : String(product[..<slash]), version)
  }
}
