import Foundation

/// Which release of Codex added each method that clients call, and each parameter of these methods: the contents of `history.json`.
///
/// The SDK uses the history to refuse a call that an older server does not understand, before anything is sent.
public struct ReleaseHistory: Hashable, Sendable {
  /// What one release added.
  struct Release: Hashable, Sendable {
    /// The version, such as `0.163.0`.
    var name: String
    /// The new parameters by the names of their methods. A new method without parameters has an empty set.
    var additions: [String: Set<String>]
  }

  /// The releases, the oldest first. The first one is the oldest release that the SDK supports. All that it has counts as added.
  var releases: [Release]

  public init() { releases = [] }

  /// The history after a release was pinned: releases that are not older are left out, and what the release adds to the older
  /// ones is found by comparing. What the release no longer has is removed.
  ///
  /// - Parameters:
  ///   - input: The bundles of the release.
  ///   - name: The version of the release.
  /// - Throws: `GeneratorError` if a bundle is not valid.
  public func pinning(_ input: GeneratorInput, as name: String) throws(GeneratorError) -> ReleaseHistory {
    var bundles = input
    bundles.customization = nil
    return pinning(Self.parameters(in: try ModelPipeline.model(of: bundles)), as: name)
  }

  func pinning(_ parameters: [String: Set<String>], as name: String) -> ReleaseHistory {
    var history = ReleaseHistory()
    var added = parameters
    for release in releases where Self.isOlder(release.name, than: name) {
      var kept = release
      kept.additions = [:]
      for (method, names) in release.additions {
        guard let current = parameters[method] else { continue }
        kept.additions[method] = names.intersection(current)
        added[method]?.subtract(names)
      }
      history.releases.append(kept)
    }
    let known = Set(history.releases.flatMap(\.additions.keys))
    // A known method without a new parameter is no addition.
    added = added.filter { !known.contains($0.key) || !$0.value.isEmpty }
    history.releases.append(Release(name: name, additions: added))
    return history
  }

  /// The methods that clients call, with the names of their parameters in JSON.
  static func parameters(in model: ProtocolModel) -> [String: Set<String>] {
    let types = Dictionary(model.types.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var parameters: [String: Set<String>] = [:]
    for method in model.methods where method.sender == .client {
      var names: Set<String> = []
      if case .named(let id)? = method.params?.unwrapped, case .structure(let structure)? = types[id]?.kind {
        names = Set(structure.properties.filter { $0.presence != .flattened }.map(\.name))
      }
      parameters[method.name] = names
    }
    return parameters
  }

  private static func isOlder(_ left: String, than right: String) -> Bool {
    left.compare(right, options: .numeric) == .orderedAscending
  }
}

extension ReleaseHistory {
  /// A method, or a parameter of an older method, that releases after the oldest one added.
  struct Addition: Hashable, Sendable {
    var method: String
    /// `nil` when the method itself is new.
    var parameter: String?
    /// The first release that has it.
    var release: String
  }

  /// The additions of all releases but the oldest, sorted. The parameters of a new method are not named beside the method.
  var additions: [Addition] {
    var known = Set(releases.first.map { Array($0.additions.keys) } ?? [])
    var additions: [Addition] = []
    for release in releases.dropFirst() {
      for (method, parameters) in release.additions.sorted(by: { $0.key < $1.key }) {
        if known.insert(method).inserted {
          additions.append(Addition(method: method, release: release.name))
        } else {
          additions += parameters.sorted().map { Addition(method: method, parameter: $0, release: release.name) }
        }
      }
    }
    // Parameters that a method got after the release that added the method stand behind the method.
    return additions.sorted { ($0.method, $0.parameter ?? "") < ($1.method, $1.parameter ?? "") }
  }
}
