/// Whether a client of the old release still works with a server of the new one.
///
/// Each direction in which a type travels is judged on its own: what clients send must be read by the new server, and what
/// the new server sends must be read by old clients.
struct WireCompatibility {
  /// What old clients write and the new server reads.
  let sent: ReadCompatibility
  /// What the new server writes and old clients read.
  let received: ReadCompatibility
  private let old: ReleaseModel

  init(_ old: ReleaseModel, _ new: ReleaseModel, _ matching: TypeMatching) {
    self.old = old
    sent = ReadCompatibility(writer: old, reader: new, role: .server, pairs: matching.old)
    received = ReadCompatibility(writer: new, reader: old, role: .client, pairs: matching.new)
  }

  /// The verdicts of all directions in which the old type travels, the stricter one first.
  func judge(_ id: TypeID, sent: () -> Verdict, received: () -> Verdict) -> Verdict? {
    let directions = old.usage.directions(of: id)
    if directions.isEmpty {
      return Verdict.strictest([sent(), received()])?
        .atMost(.risky, because: "as far as the schema tells, no message carries it")
    }
    return Verdict.strictest(
      Direction.allCases.filter(directions.contains).map { direction in
        direction == .sent ? labelled("sent", sent()) : labelled("received", received())
      }
    )
  }

  /// A reason says in which direction it holds.
  private func labelled(_ direction: String, _ verdict: Verdict) -> Verdict {
    Verdict(verdict.severity, verdict.reasons.map { "\(direction): \($0)" })
  }

  /// A member, a value or a branch that is on one side only or differs in whether it must be there.
  func presence(_ id: TypeID, _ oldProperty: Property?, _ newProperty: Property?) -> Verdict? {
    judge(
      id,
      sent: { sent.presence(of: oldProperty, as: newProperty) },
      received: { received.presence(of: newProperty, as: oldProperty) }
    )
  }

  /// A property that only one of two structs declares.
  func member(_ property: Property, _ pair: TypePair) -> Verdict? {
    guard case .structure(let before) = pair.old.kind, case .structure(let after) = pair.new.kind else { return nil }
    guard property.presence == .flattened else {
      return judge(
        pair.old.id,
        sent: { sent.presence(of: property.name, in: before, as: after) },
        received: { received.presence(of: property.name, in: after, as: before) }
      )
    }
    func reads(_ reading: ReadCompatibility, _ written: Structure, _ expected: Structure) -> Verdict {
      if expected.properties.contains(property) { return reading.verdict(of: written, asUnion: property) }
      if reading.role == .client { return .safe("an old client passes over what it does not know") }
      let names = Set(reading.writer.branches(of: property).joined().map(\.name)).sorted()
      return Verdict.strictest(names.map { reading.presence(of: $0, in: written, as: expected) })
        ?? .safe("it has no members")
    }
    return judge(pair.old.id, sent: { reads(sent, before, after) }, received: { reads(received, after, before) })
  }

  func type(_ id: TypeID, _ oldType: TypeReference, _ newType: TypeReference) -> Verdict? {
    judge(
      id,
      sent: { sent.verdict(of: oldType, as: newType) },
      received: { received.verdict(of: newType, as: oldType) }
    )
  }

  /// Another kind of type under the same name.
  func declaration(_ id: TypeID, _ oldType: TypeDeclaration, _ newType: TypeDeclaration) -> Verdict? {
    judge(
      id,
      sent: { sent.verdict(ofDeclaration: oldType, as: newType) },
      received: { received.verdict(ofDeclaration: newType, as: oldType) }
    )
  }

  func payload(_ id: TypeID, _ old: TypeReference?, _ new: TypeReference?, _ kind: Union.Kind) -> Verdict? {
    judge(
      id,
      sent: { sent.verdict(of: old, as: new, in: kind) },
      received: { received.verdict(of: new, as: old, in: kind) }
    )
  }
}
