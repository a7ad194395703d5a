/// Judges whether a client of the old release works with a server of the new release.
///
/// Each direction is judged on its own: the new server must read what old clients send, and old clients must read what the
/// new server sends.
struct WireCompatibility {
  /// Old clients write and the new server reads.
  let clientToServer: ReadCompatibility
  /// The new server writes and old clients read.
  let serverToClient: ReadCompatibility
  private let old: ReleaseModel

  init(_ old: ReleaseModel, _ new: ReleaseModel, _ matching: TypeMatching) {
    self.old = old
    clientToServer = ReadCompatibility(writer: old, reader: new, role: .server, writerIDs: matching.oldIDs)
    serverToClient = ReadCompatibility(writer: new, reader: old, role: .client, writerIDs: matching.newIDs)
  }

  /// The strictest verdict over all directions in which values of a type of the old release are sent. Each reason names its
  /// direction.
  func verdict(on id: TypeID, clientToServer: () -> Verdict, serverToClient: () -> Verdict) -> Verdict? {
    let directions = old.usage.directions(of: id)
    if directions.isEmpty {
      return Verdict.strictest([clientToServer(), serverToClient()])?
        .atMost(.risky, because: "no message of the schema is known to contain the type")
    }
    return Verdict.strictest(
      Direction.allCases.filter(directions.contains).map { direction in
        let verdict = direction == .clientToServer ? clientToServer() : serverToClient()
        return Verdict(verdict.severity, verdict.reasons.map { "\(direction.rawValue): \($0)" })
      }
    )
  }

  /// The verdict on a property that is in one release only, or whose presence differs. `nil` stands for a release without the
  /// property.
  func presence(_ id: TypeID, _ oldProperty: Property?, _ newProperty: Property?) -> Verdict? {
    verdict(
      on: id,
      clientToServer: { clientToServer.presence(of: oldProperty, as: newProperty) },
      serverToClient: { serverToClient.presence(of: newProperty, as: oldProperty) }
    )
  }

  /// The verdict on a property that only one of two structs declares.
  func member(_ property: Property, _ pair: TypePair) -> Verdict? {
    guard case .structure(let before) = pair.old.kind, case .structure(let after) = pair.new.kind else { return nil }
    if property.presence == .flattened {
      return verdict(
        on: pair.old.id,
        clientToServer: { clientToServer.verdict(onUnion: property, in: before, as: after) },
        serverToClient: { serverToClient.verdict(onUnion: property, in: after, as: before) }
      )
    }
    return verdict(
      on: pair.old.id,
      clientToServer: { clientToServer.presence(of: property.name, in: before, as: after) },
      serverToClient: { serverToClient.presence(of: property.name, in: after, as: before) }
    )
  }

  /// The verdict on a property, an alias or an enum of the type `id` that has another type in the new release.
  func type(_ id: TypeID, _ oldType: TypeReference, _ newType: TypeReference) -> Verdict? {
    verdict(
      on: id,
      clientToServer: { clientToServer.verdict(of: oldType, as: newType) },
      serverToClient: { serverToClient.verdict(of: newType, as: oldType) }
    )
  }

  /// The verdict on a type that has the same name and another kind in the new release.
  func declaration(_ id: TypeID, _ oldType: TypeDeclaration, _ newType: TypeDeclaration) -> Verdict? {
    verdict(
      on: id,
      clientToServer: { clientToServer.verdict(ofDeclaration: oldType, as: newType) },
      serverToClient: { serverToClient.verdict(ofDeclaration: newType, as: oldType) }
    )
  }

  /// The verdict on a branch of a union whose associated value has another type in the new release.
  func payload(_ id: TypeID, _ old: TypeReference?, _ new: TypeReference?, _ kind: Union.Kind) -> Verdict? {
    verdict(
      on: id,
      clientToServer: { clientToServer.verdict(of: old, as: new, in: kind) },
      serverToClient: { serverToClient.verdict(of: new, as: old, in: kind) }
    )
  }
}
