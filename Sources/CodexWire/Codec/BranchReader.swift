/// Reads the payload of a union's branch. Generated code uses it; programs do not need it.
@_spi(Generated) public struct _BranchReader {
  var cursor: JSONCursor
  private unowned(unsafe) let union: UnionBranches
  /// `nil` on the fast path.
  private let fallback: Fallback?
  /// The text after the tag when the tag is the first member of the object.
  private let textAfterTag: UnsafePointer<UInt8>?
  /// Whether the value was read on the fast path. Then `cursor` is behind it.
  private(set) var didRead = false
  /// Whether the payload is a union with an unrecognized branch.
  private(set) var isUnrecognized = false

  /// What only the fallback needs. It is an object, so that a reader on the fast path is fast to make and to destroy.
  private final class Fallback {
    let decoder: any Decoder
    /// The member whose value is the payload, for an external tag.
    var member: WireKey?
    var failure: (any Error)?

    init(_ decoder: any Decoder) { self.decoder = decoder }
  }

  /// Why a message with a known method is unrecognized. Only the fallback knows it.
  var failure: (any Error)? {
    get { fallback?.failure }
    nonmutating set { fallback?.failure = newValue }
  }

  init(_ cursor: JSONCursor, in union: UnionBranches, textAfterTag: UnsafePointer<UInt8>? = nil) {
    self.cursor = cursor
    self.textAfterTag = textAfterTag
    self.union = union
    fallback = nil
  }

  init(_ decoder: any Decoder, in union: UnionBranches) {
    cursor = .none
    textAfterTag = nil
    self.union = union
    fallback = Fallback(decoder)
  }

  /// Reads the payload of the branch.
  ///
  /// - Throws: An error when the payload is not a valid `Payload`.
  public mutating func payload<Payload: WireValue>() throws -> Payload {
    if let fallback { return try decodedPayload(from: fallback) }
    let type = cursor.memory.pointee.type(of: Payload.self)
    let borrowed = cursor.memory.pointee.borrow(for: Payload.self)
    defer { cursor.memory.pointee.giveBack(borrowed) }
    try read(type, into: borrowed.start)
    didRead = true
    return borrowed.start.assumingMemoryBound(to: Payload.self).move()
  }

  private mutating func read(_ type: any WireType, into memory: UnsafeMutableRawPointer) throws(FastPathUnavailable) {
    switch union.tagging {
    case .internal(let key):
      try type.readBranch(&cursor, into: memory, tag: BranchTag(key: key, textAfterTag: textAfterTag))
    case .message(let key): try readMessage(type, BranchTag(key: key, textAfterTag: textAfterTag), into: memory)
    case .external: try type.read(&cursor, into: memory)
    case .untagged:
      try type.read(&cursor, into: memory)
      isUnrecognized = type is UnionBranches && !type.isRecognized(UnsafeRawPointer(memory))
    }
  }

  /// Reads the whole value of the union as JSON.
  public mutating func json() throws -> JSONValue {
    if let fallback { return try JSONValue(from: fallback.decoder) }
    didRead = true
    return try cursor.value()
  }

  /// Reads the whole message as JSON. When its method is known, the result says why the message is unrecognized.
  public mutating func message() throws -> UnrecognizedMessage {
    UnrecognizedMessage(try json(), failure: failure.map { DecodingFailure($0) })
  }

  /// Reads a `Message`, or the parameters alone when the branch has no envelope.
  private mutating func readMessage(
    _ type: any WireType,
    _ tag: BranchTag,
    into value: UnsafeMutableRawPointer
  ) throws(FastPathUnavailable) {
    if type is AnyMessageType { return try type.readBranch(&cursor, into: value, tag: tag) }
    let members = try cursor.members()
    guard var params = members.member(named: "params"), params.peek() != UInt8(ascii: "n") else {
      guard type.initializeAbsent(value) else { throw FastPathUnavailable() }
      return
    }
    try type.read(&params, into: value)
  }

  private mutating func decodedPayload<Payload: WireValue>(from fallback: Fallback) throws -> Payload {
    let type = WireTypeRegistry.type(of: Payload.self)
    let decoder = fallback.decoder
    switch union.tagging {
    case .external:
      let member = fallback.member ?? ""
      let container = try decoder.container(keyedBy: WireKey.self)
      return try container.located(member, Payload.self) {
        try container.decode(WireCoded<Payload>.self, forKey: member).value
      }
    case .message where !(type is AnyMessageType): return try readParams(from: decoder)
    case .untagged:
      let payload: Payload = try type.decodeValue(from: decoder)
      isUnrecognized =
        type is UnionBranches && withUnsafePointer(to: payload) { !type.isRecognized(UnsafeRawPointer($0)) }
      return payload
    default: return try type.decodeValue(from: decoder)
    }
  }

  /// The number of the branch that an external tag names; -1 when no branch has the tag. Also finds the payload.
  func externalBranch(of branches: [UnionBranches.Branch]) -> Int {
    guard let fallback else { return -1 }
    if let object = try? fallback.decoder.container(keyedBy: WireKey.self) {
      guard let branch = branches.first(where: { $0.hasPayload && object.containsExactly(WireKey($0.tag)) }) else {
        return -1
      }
      fallback.member = WireKey(branch.tag)
      return branch.number
    }
    guard let text = try? fallback.decoder.singleValueContainer().decode(String.self) else { return -1 }
    return branches.first { !$0.hasPayload && $0.tag == text }?.number ?? -1
  }
}

extension JSONCursor {
  /// A cursor without a text, for readers that use a decoder. Nothing may be read from it.
  static var none: JSONCursor { JSONCursor(UnsafeBufferPointer(start: nothing, count: 0), nothing, memory: noMemory) }

  // Neither is read or written: only the pointers are needed.
  private nonisolated(unsafe) static let nothing = UnsafePointer(UnsafeMutablePointer<UInt8>.allocate(capacity: 1))
  private nonisolated(unsafe) static let noMemory = CodecMemory.make()
}
