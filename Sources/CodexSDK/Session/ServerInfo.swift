import CodexProtocol
@_spi(Generated) import CodexWire

/// The server's name and version, and how its version compares with the release that the SDK was generated from.
public struct ServerInfo: Hashable, Sendable {
  /// The user agent with which the server calls model providers: `CLIENT/VERSION (…)`. It begins with the name of this client
  /// (`CodexConfiguration.clientInfo`) or of another client of the server, followed by the server's version.
  public var userAgent: String
  /// The server's name. Codex 0.163.0 does not send its name; then this is `codex`.
  public var name: String
  /// The server's version, or `nil` when the server does not send one.
  public var version: String?
  /// The folder with the server's configuration, credentials and threads.
  public var codexHome: String
  /// The family of the server's operating system, such as `unix`.
  public var platformFamily: String
  /// The server's operating system, such as `linux`.
  public var platformOS: String
  /// How the server's version compares with the release that the SDK was generated from.
  public var compatibility: Compatibility
}

extension ServerInfo {
  /// How the server's version compares with the Codex release that the SDK was generated from.
  ///
  /// The SDK works with newer and older servers. What a newer server adds is decoded as `unrecognized`. The SDK
  /// refuses calls that an older server does not understand, and sends nothing.
  public struct Compatibility: Hashable, Sendable, CustomStringConvertible {
    /// Which of the two releases is newer.
    public enum Relation: Hashable, Sendable {
      /// The server has the release that the SDK was generated from.
      case same
      /// The server has a newer release.
      case serverIsNewer
      /// The server has an older release.
      case serverIsOlder
      /// The server does not send its version, was built from source, or sends a version that cannot be compared.
      case unknown
    }

    /// The Codex release that the SDK was generated from.
    public var generatedFrom: String
    /// The server's version.
    public var server: String?
    /// Which of the two releases is newer.
    public var relation: Relation
    /// What is known not to work with this server, because its release is older. For a server that does not send its version, all
    /// known limits, because the server may have them. The SDK does not work around these limits; a program that needs what a
    /// limit describes checks the list.
    public var limits: [Limit]
    /// The methods and the parameters that the server does not have, because its release is older. Sorted by method. Empty for a
    /// server that does not send its version.
    ///
    /// The server may also lack notifications and properties of responses, which this list does not contain.
    public var missing: [MissingFeature]

    init(generatedFrom: String = GeneratedFrom.codexVersion, server: String?) {
      self.generatedFrom = generatedFrom
      self.server = server
      let version = server.flatMap(ReleaseVersion.init).flatMap { $0.isDevelopment ? nil : $0 }
      relation =
        if let ours = ReleaseVersion(generatedFrom), let theirs = version {
          ours == theirs ? .same : ours < theirs ? .serverIsNewer : .serverIsOlder
        } else {
          .unknown
        }
      missing = MissingFeature.missing(in: version)
      limits = Limit.all.filter { limit in
        guard let version, let until = ReleaseVersion(limit.until) else { return true }
        return version < until
      }
    }

    /// How the versions compare, the known limits, and what the server does not have.
    public var description: String {
      var lines = [comparison] + limits.map { "Known limit \($0.id): \($0.description)" }
      lines += missing.map { "Missing: \($0)." }
      return lines.joined(separator: "\n")
    }

    private var comparison: String {
      switch relation {
      case .same: "The server is Codex \(generatedFrom), which the SDK was generated from."
      case .serverIsNewer:
        "The server is Codex \(server ?? "?"), newer than \(generatedFrom), which the SDK was generated from. What the newer release adds is decoded as unrecognized."
      case .serverIsOlder:
        "The server is Codex \(server ?? "?"), older than \(generatedFrom), which the SDK was generated from. Calls that need what the newer release added are refused before they are sent."
      case .unknown:
        "The version of the server is not known\(server.map { " (it sends \($0))" } ?? ""). The SDK was generated from Codex \(generatedFrom)."
      }
    }
  }
}

extension ServerInfo {
  /// Something that does not work with older releases of Codex. The static members are the known limits.
  ///
  /// ```swift
  /// if codex.serverInfo.compatibility.limits.contains(.denyAllIsNotKept) {
  ///   thread = try await codex.resumeThread(id, approvalMode: .denyAll)
  /// }
  /// ```
  public struct Limit: Hashable, Sendable, Identifiable, CustomStringConvertible {
    /// The name of the static member.
    public var id: String
    /// The first release without the limit, such as `0.149.0`.
    public var until: String
    /// What does not work, and what the program can do instead.
    public var description: String
  }
}

extension ServerInfo.Limit {
  /// Creates a limit whose description is divided into lines. Only generated code calls this.
  init(id: String, until: String, lines: [String]) {
    self.init(id: id, until: until, description: lines.joined(separator: " "))
  }
}

/// The response to `initialize`, with the property `serverInfo` that newer servers add.
struct HandshakeResponse: Codable, Hashable, WireValue {
  var initialize: InitializeResponse
  /// An untyped value, because the schema that the types are generated from does not contain the property. A server that sends
  /// another form must not be refused for that.
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
    let version = response.serverVersion ?? Self.version(in: initialize.userAgent)
    self.init(
      userAgent: initialize.userAgent,
      name: response.serverName ?? "codex",
      version: version,
      codexHome: initialize.codexHome,
      platformFamily: initialize.platformFamily,
      platformOS: initialize.platformOS,
      compatibility: Compatibility(server: version)
    )
  }

  /// The server's version in a user agent `CLIENT/VERSION (…)`. The client's name may contain spaces and slashes.
  static func version(in userAgent: String) -> String? {
    let product = userAgent.range(of: " (").map { userAgent[..<$0.lowerBound] } ?? userAgent[...]
    guard let slash = product.lastIndex(of: "/") else { return nil }
    return product[product.index(after: slash)...].split(separator: " ").first.map(String.init)
  }
}
