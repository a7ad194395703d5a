/// The part of `MessageType` that does not depend on the type of the parameters.
class AnyMessageType {
  // `MemberKey` points to bytes that are never changed.
  nonisolated(unsafe) static let params = MemberKey("params")

  /// Encodes the member `params` of a message, unless the parameters are absent.
  static func encodeParams(_ value: UnsafeRawPointer, _ type: any WireType, to encoder: any Encoder) throws {
    guard !type.isAbsent(value) else { return }
    var object = encoder.container(keyedBy: WireKey.self)
    func encode<Payload: WireValue>(_ type: Payload.Type) throws {
      try object.encode(WireCoded(value.assumingMemoryBound(to: type).pointee), forKey: "params")
    }
    try encode(type.swiftType)
  }
}

/// A message of a known method: the member `params`, and the members of the envelope next to it.
final class MessageType<Params: WireValue, Envelope: WireValue>: AnyMessageType, WireType {
  private typealias Value = Message<Params, Envelope>

  var swiftType: any WireValue.Type { Value.self }
  @exclusivity(unchecked) private var params: any WireType = UnresolvedType.placeholder
  @exclusivity(unchecked) private var envelope: any WireType = UnresolvedType.placeholder
  /// The envelope's type, if it is a struct.
  @exclusivity(unchecked) private var envelopeStructure: StructureType?
  private let paramsKey = AnyMessageType.params
  private let paramsOffset = MemoryLayout<Value>.offset(of: \.params) ?? 0
  private let envelopeOffset = MemoryLayout<Value>.offset(of: \.envelope) ?? 0

  func resolve() {
    params = WireTypeRegistry.type(of: Params.self)
    envelope = WireTypeRegistry.type(of: Envelope.self)
    envelopeStructure = envelope as? StructureType
  }

  func read(_ cursor: inout JSONCursor, into value: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    // Messages are read as branches of a union only.
    throw FastPathUnavailable()
  }

  func readBranch(
    _ cursor: inout JSONCursor,
    into value: UnsafeMutableRawPointer,
    tag: BranchTag
  ) throws(FastPathUnavailable) {
    guard let structure = envelopeStructure else { throw FastPathUnavailable() }
    // The envelope's members and `params` are members of one object. The envelope reads it, and calls back for `params`.
    var nested: NestedMember? = NestedMember(key: paramsKey, type: params, destination: value + paramsOffset)
    do throws(FastPathUnavailable) {
      try structure.readMembers(&cursor, into: value + envelopeOffset, tag: tag, nested: &nested)
    } catch {
      if let nested, nested.isInitialized { params.destroy(nested.destination) }
      throw error
    }
  }

  func writeMembers(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try envelope.writeMembers(value + envelopeOffset, to: output)
    let params = value + paramsOffset
    if self.params.isAbsent(params) { return }
    output.write(Self.params)
    try self.params.write(params, to: output)
  }

  func write(_ value: UnsafeRawPointer, to output: JSONOutput) throws(FastPathUnavailable) {
    try output.open(UInt8(ascii: "{"))
    try writeMembers(value, to: output)
    output.close(UInt8(ascii: "}"))
  }

  func decode(from decoder: any Decoder, into value: UnsafeMutableRawPointer) throws {
    let message = Value(
      try readParams(from: decoder),
      envelope: try envelope.decodeValue(from: decoder)
    )
    value.initializeMemory(as: Value.self, to: message)
  }

  func encode(_ value: UnsafeRawPointer, to encoder: any Encoder) throws {
    try envelope.encode(value + envelopeOffset, to: encoder)
    try Self.encodeParams(value + paramsOffset, params, to: encoder)
  }

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    params.areEqual(left + paramsOffset, right + paramsOffset)
      && envelope.areEqual(left + envelopeOffset, right + envelopeOffset)
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    params.hash(value + paramsOffset, into: &hasher)
    envelope.hash(value + envelopeOffset, into: &hasher)
  }
}

/// A member of a struct's JSON object that is not a property of the struct and is read into other memory.
struct NestedMember {
  let key: MemberKey
  unowned(unsafe) let type: any WireType
  let destination: UnsafeMutableRawPointer
  var isInitialized = false

  mutating func read(_ cursor: inout JSONCursor) throws(FastPathUnavailable) {
    if isInitialized { throw FastPathUnavailable() }
    // Where parameters may be absent, null means the same.
    if cursor.peek() == UInt8(ascii: "n") {
      _ = try cursor.takeNull()
      guard type.initializeAbsent(destination) else { throw FastPathUnavailable() }
    } else {
      try type.read(&cursor, into: destination)
    }
    isInitialized = true
  }

  mutating func makeAbsent() throws(FastPathUnavailable) {
    guard !isInitialized else { return }
    guard type.initializeAbsent(destination) else { throw FastPathUnavailable() }
    isInitialized = true
  }
}

extension Message: WireValue {
  @_spi(Generated) public static func _describe(_ type: _WireDescription<Self>) {
    type.type = MessageType<Params, Envelope>()
  }
}
