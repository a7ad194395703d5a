/// Gives a union the payload of the branch that was found.
public struct _BranchReader {
  var cursor: JSONCursor
  private unowned(unsafe) let union: AnyUnionType
  /// `nil` on the direct path.
  private let decoder: (any Decoder)?
  /// Behind the tag, when that is the first member of the object.
  private let rest: UnsafePointer<UInt8>?
  /// Where the payload of an external tag stands.
  private var member: WireKey?
  /// Whether the value was read, and `cursor` stands behind it.
  private(set) var didRead = false
  /// Whether the payload is a union that holds something unknown.
  private(set) var isUnrecognized = false
  /// Why a message of a known method is unrecognized.
  var failure: (any Error)?

  init(_ cursor: JSONCursor, in union: AnyUnionType, rest: UnsafePointer<UInt8>? = nil) {
    self.cursor = cursor
    self.rest = rest
    self.union = union
    decoder = nil
  }

  init(_ decoder: any Decoder, in union: AnyUnionType) {
    cursor = .none
    rest = nil
    self.union = union
    self.decoder = decoder
  }

  /// The payload.
  ///
  /// - Throws: An error when it is not what `Payload` needs.
  public mutating func payload<Payload: WireValue>() throws -> Payload {
    if let decoder { return try decodedPayload(from: decoder) }
    let type = cursor.memory.pointee.type(of: Payload.self)
    let borrowed = cursor.memory.pointee.borrow(for: Payload.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    try read(type, into: borrowed.start)
    didRead = true
    return borrowed.start.assumingMemoryBound(to: Payload.self).move()
  }

  private mutating func read(_ type: WireType, into place: UnsafeMutableRawPointer) throws(Deferred) {
    switch union.tagging {
    case .internal(let key): try type.readBranch(&cursor, into: place, tag: TagMember(key: key, rest: rest))
    case .message(let key): try readMessage(type, TagMember(key: key, rest: rest), into: place)
    case .external, nil: try type.read(&cursor, into: place)
    case .untagged:
      try type.read(&cursor, into: place)
      isUnrecognized = type is AnyUnionType && !type.isRecognized(UnsafeRawPointer(place))
    }
  }

  /// The whole value as raw JSON.
  public mutating func json() throws -> JSONValue {
    if let decoder { return try JSONValue(from: decoder) }
    didRead = true
    return try cursor.value()
  }

  /// The whole message as it came, with the reason why it is here when its method is known.
  public mutating func message() throws -> UnrecognizedMessage {
    UnrecognizedMessage(try json(), failure: failure.map { DecodingFailure($0) })
  }

  /// Reads a message, or, of one that has nothing beside its parameters, those.
  private mutating func readMessage(
    _ type: WireType,
    _ tag: TagMember,
    into value: UnsafeMutableRawPointer
  ) throws(Deferred) {
    if type is AnyMessageType { return try type.readBranch(&cursor, into: value, tag: tag) }
    let places = try cursor.members()
    guard var place = places["params"], place.peek() != UInt8(ascii: "n") else {
      guard type.initializeAbsent(value) else { throw Deferred() }
      return
    }
    try type.read(&place, into: value)
  }

  private mutating func decodedPayload<Payload: WireValue>(from decoder: any Decoder) throws -> Payload {
    let type = WireType.of(Payload.self)
    switch union.tagging {
    case .external:
      let member = member ?? ""
      let container = try decoder.container(keyedBy: WireKey.self)
      return try container.located(member, Payload.self) {
        try container.decode(WireCoded<Payload>.self, forKey: member).value
      }
    case .message where !(type is AnyMessageType): return try readParams(from: decoder)
    case .untagged:
      let payload: Payload = try type.decodeValue(from: decoder)
      isUnrecognized =
        type is AnyUnionType && withUnsafePointer(to: payload) { !type.isRecognized(UnsafeRawPointer($0)) }
      return payload
    default: return try type.decodeValue(from: decoder)
    }
  }

  /// The number of the branch that an external tag names, and the place of its payload.
  mutating func externalBranch(of branches: [AnyUnionType.Branch]) -> Int {
    guard let decoder else { return -1 }
    if let object = try? decoder.container(keyedBy: WireKey.self) {
      guard let branch = branches.first(where: { $0.hasPayload && object.contains(WireKey($0.tag)) }) else { return -1 }
      member = WireKey(branch.tag)
      return branch.number
    }
    guard let text = try? decoder.singleValueContainer().decode(String.self) else { return -1 }
    return branches.first { !$0.hasPayload && $0.tag == text }?.number ?? -1
  }
}

extension JSONCursor {
  /// Stands for no text at all, and is never read.
  static var none: JSONCursor { JSONCursor(UnsafeBufferPointer(start: nothing, count: 0), nothing, memory: noMemory) }

  // Both are only ever pointed to.
  private nonisolated(unsafe) static let nothing = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
  private nonisolated(unsafe) static let noMemory = CodecMemory.make()
}
