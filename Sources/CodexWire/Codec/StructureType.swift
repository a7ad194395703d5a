/// A struct: a JSON object with a member for each property.
final class StructureType: WireType {
  enum Presence: UInt8 {
    /// The member is always present.
    case required
    /// The member is always written, `nil` as null. When it is absent, it is read as null.
    case nullable
    /// The member is omitted when there is no value.
    case optional
  }

  /// The Swift types of most properties. The fast path reads them without a call through `WireType`.
  enum Kind: UInt8 {
    case string, optionalString, integer, optionalInteger, boolean, other
  }

  /// A property with a JSON member of its own.
  struct Property {
    let key: MemberKey
    /// The offset of the property in the struct's memory, in bytes.
    let offset: Int
    let presence: Presence
    let kind: Kind
    let swiftType: any WireValue.Type
    unowned(unsafe) var type: any WireType
  }

  /// A property whose members are members of the struct's own JSON object.
  struct FlattenedProperty {
    let offset: Int
    let swiftType: any WireValue.Type
    unowned(unsafe) var type: any WireType
  }

  /// The property that holds all members which no other property describes.
  struct AdditionalMembers {
    let offset: Int
    let swiftType: any WireValue.Type
    let type: any DictionaryWireType
  }

  let swiftType: any WireValue.Type
  @exclusivity(unchecked) private(set) var properties: [Property] = []
  @exclusivity(unchecked) private(set) var flattened: [FlattenedProperty] = []
  @exclusivity(unchecked) private(set) var additional: AdditionalMembers?
  /// The names of all described members.
  @exclusivity(unchecked) private(set) var names: Set<String> = []
  /// The names of `properties`, for the containers of decoders and encoders.
  @exclusivity(unchecked) private(set) var keys: [WireKey] = []
  /// The offsets of the words of eight bytes that contain all bytes between the properties, see `StructureLayout`.
  @exclusivity(unchecked) private var paddedWords = UnsafeMutableBufferPointer<Int>(start: nil, count: 0)
  /// The size of a struct that has such bytes and is smaller than a word; otherwise 0.
  @exclusivity(unchecked) private var paddedSize = 0

  /// A copy of `properties` at a fixed address, which is faster to read than an array.
  @exclusivity(unchecked) private(set) var propertyTable = UnsafeMutableBufferPointer<Property>(start: nil, count: 0)
  @exclusivity(unchecked) private(set) var nameTable = NameTable.empty
  /// Identifies the struct in `CodecMemory`.
  @exclusivity(unchecked) private(set) var number = 0
  // Guarded by the lock of `WireTypeRegistry`.
  private nonisolated(unsafe) static var structureCount = 0
  /// A bit for each property.
  @exclusivity(unchecked) private(set) var allProperties: UInt64 = 0
  /// Whether the struct has no other members than at most 64 properties, as nearly all structs.
  @exclusivity(unchecked) private(set) var isPlain = false

  init(_ swiftType: any WireValue.Type) { self.swiftType = swiftType }

  func add(
    _ name: String,
    offset: Int?,
    _ presence: Presence,
    _ type: any WireValue.Type
  ) {
    let kind: Kind =
      switch type {
      case is String.Type: .string
      case is String?.Type: .optionalString
      case is Int64.Type: .integer
      case is Int64?.Type: .optionalInteger
      case is Bool.Type: .boolean
      default: .other
      }
    guard names.insert(name).inserted else {
      stopForDescription("\(swiftType) describes the member \"\(name)\" twice")
    }
    properties.append(
      Property(
        key: MemberKey(name),
        offset: checked(offset, "the member \"\(name)\""),
        presence: presence,
        kind: kind,
        swiftType: type,
        type: self
      )
    )
    keys.append(WireKey(name))
  }

  func addFlattened(offset: Int?, _ type: any WireValue.Type) {
    flattened.append(
      FlattenedProperty(offset: checked(offset, "a flattened property of type \(type)"), swiftType: type, type: self)
    )
  }

  func addAdditional<Value: WireValue>(offset: Int?, _ type: [String: Value].Type) {
    guard additional == nil else { stopForDescription("\(swiftType) describes additional members twice") }
    additional = AdditionalMembers(
      offset: checked(offset, "the additional members"),
      swiftType: type,
      type: DictionaryType<Value>()
    )
  }

  private func checked(_ offset: Int?, _ subject: String) -> Int {
    guard let offset else { stopForDescription("\(swiftType) describes \(subject) by a property that is not stored") }
    return offset
  }

  func resolve() {
    let layout = StructureLayout(of: self)
    let gaps = layout.checkedPadding()
    let words = gaps.flatMap { stride(from: $0.upperBound - 8, to: $0.lowerBound - 8, by: -8).map { max($0, 0) } }
    if layout.size < 8 {
      paddedSize = gaps.isEmpty ? 0 : layout.size
    } else {
      paddedWords = .allocate(capacity: words.count)
      _ = paddedWords.initialize(from: words)
    }
    for index in properties.indices {
      properties[index].type = WireTypeRegistry.type(ofAny: properties[index].swiftType)
    }
    for index in flattened.indices {
      flattened[index].type = WireTypeRegistry.type(ofAny: flattened[index].swiftType)
    }
    additional?.type.resolve()
    propertyTable = .allocate(capacity: properties.count)
    _ = propertyTable.initialize(from: properties)
    nameTable = NameTable(properties.map(\.key))
    number = Self.structureCount
    Self.structureCount += 1
    allProperties = properties.count >= 64 ? .max : 1 << UInt64(properties.count) - 1
    isPlain = properties.count <= 64 && additional == nil && flattened.isEmpty
  }

  /// Sets the padding to zero, so that no byte of the struct is uninitialized. No property may be initialized before: the
  /// bytes beside the padding are set to zero, too, since whole words are faster to write.
  @inline(__always)
  func clearPadding(of value: UnsafeMutableRawPointer) {
    for offset in paddedWords { value.storeBytes(of: 0, toByteOffset: offset, as: UInt64.self) }
    for offset in 0..<paddedSize { value.storeBytes(of: 0, toByteOffset: offset, as: UInt8.self) }
  }

  // MARK: Values

  func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer) -> Bool {
    properties.allSatisfy { $0.type.areEqual(left + $0.offset, right + $0.offset) }
      && flattened.allSatisfy { $0.type.areEqual(left + $0.offset, right + $0.offset) }
      && (additional.map { $0.type.areEqual(left + $0.offset, right + $0.offset) } ?? true)
  }

  func hash(_ value: UnsafeRawPointer, into hasher: inout Hasher) {
    for property in properties { property.type.hash(value + property.offset, into: &hasher) }
    for part in flattened { part.type.hash(value + part.offset, into: &hasher) }
    if let additional { additional.type.hash(value + additional.offset, into: &hasher) }
  }
}
