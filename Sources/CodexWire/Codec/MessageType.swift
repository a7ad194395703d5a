/// A message of a known method: the member `params`, and the members of the envelope beside it.
class AnyMessageType: WireType {
  // Its bytes are never written again.
  nonisolated(unsafe) static let params = MemberKey("params")

  /// Writes the member `params` of a message, unless there is nothing to say.
  static func encodeParams(_ value: UnsafeRawPointer, _ type: WireType, to encoder: any Encoder) throws {
    guard !type.isAbsent(value) else { return }
    var object = encoder.container(keyedBy: WireKey.self)
    func encode<Payload: WireValue>(_ type: Payload.Type) throws {
      try object.encode(WireCoded(value.assumingMemoryBound(to: type).pointee), forKey: "params")
    }
    try encode(type.swiftType)
  }
}

final class MessageType<Params: WireValue, Envelope: WireValue>: AnyMessageType {
  private typealias Value = Message<Params, Envelope>

  @exclusivity(unchecked) private var params = WireType(Params.self)
  @exclusivity(unchecked) private var envelope = WireType(Envelope.self)
  private let paramsOffset = MemoryLayout<Value>.offset(of: \.params) ?? 0
  private let envelopeOffset = MemoryLayout<Value>.offset(of: \.envelope) ?? 0

  override func resolve() {
    params = WireType.of(Params.self)
    envelope = WireType.of(Envelope.self)
  }

  override func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(Deferred) {
    throw Deferred()
  }

  override func readBranch(
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    tag: TagMember
  ) throws(Deferred) {
    guard let structure = envelope as? StructureType else { throw Deferred() }
    // The envelope's members and `params` stand in one object: it is read once, by the envelope, which hands over.
    var inner: NestedMember? = NestedMember(key: Self.params, type: params, place: value + paramsOffset)
    do throws(Deferred) {
      try structure.readMembers(&cursor, into: value + envelopeOffset, tag: tag, nested: &inner)
    } catch {
      if let inner, inner.isMade { params.destroy(inner.place) }
      throw error
    }
  }

  override func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    try envelope.writeMembers(value + envelopeOffset, to: output)
    let params = value + paramsOffset
    if self.params.isAbsent(params) { return }
    output.write(Self.params)
    try self.params.write(params, to: output)
  }

  override func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(Deferred) {
    output.write(byte: UInt8(ascii: "{"))
    try writeMembers(value, to: output)
    output.write(byte: UInt8(ascii: "}"))
  }

  override func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let message = Value(
      try readParams(from: decoder),
      envelope: try envelope.decodeValue(from: decoder)
    )
    value.initializeMemory(as: Value.self, to: message)
  }

  override func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try envelope.encode(value + envelopeOffset, to: encoder)
    try Self.encodeParams(value + paramsOffset, params, to: encoder)
  }

  override func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    params.areEqual(left + paramsOffset, right + paramsOffset)
      && envelope.areEqual(left + envelopeOffset, right + envelopeOffset)
  }

  override func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    params.hash(value + paramsOffset, into: &hasher)
    envelope.hash(value + envelopeOffset, into: &hasher)
  }
}

/// A member that is read together with those of a struct, into another place.
struct NestedMember {
  let key: MemberKey
  unowned(unsafe) let type: WireType
  let place: UnsafeMutableRawPointer
  var isMade = false

  mutating func read(_ cursor: inout JSONCursor) throws(Deferred) {
    if isMade { throw Deferred() }
    // Null is the same as no parameters, where there may be none.
    if cursor.peek() == UInt8(ascii: "n") {
      _ = try cursor.takeNull()
      guard type.initializeAbsent(place) else { throw Deferred() }
    } else {
      try type.read(&cursor, into: place)
    }
    isMade = true
  }

  mutating func makeAbsent() throws(Deferred) {
    guard !isMade else { return }
    guard type.initializeAbsent(place) else { throw Deferred() }
    isMade = true
  }
}

extension Message: WireValue {
  public static func _describe(_ type: _WireDescription<Self>) {
    type.type = MessageType<Params, Envelope>(Self.self)
  }
}
