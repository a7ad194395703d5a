@_spi(Generated) extension _WireDescription {
  private var structure: StructureType {
    if let structure = type as? StructureType { return structure }
    requireOfDescription(type == nil, "\(Value.self) is described as a struct and as a union")
    let structure = StructureType(Value.self)
    type = structure
    return structure
  }

  /// Says that the type is a struct. Only a struct without properties needs it.
  public func object() { _ = structure }

  /// A member that is always present.
  public func required<Member: WireValue>(_ name: String, _ path: KeyPath<Value, Member>) {
    structure.add(name, offset: MemoryLayout<Value>.offset(of: path), .required, Member.self)
  }

  /// A member that may be null. It is always written, and may be absent when it is read.
  public func nullable<Member: WireValue>(_ name: String, _ path: KeyPath<Value, Member>) {
    structure.add(name, offset: MemoryLayout<Value>.offset(of: path), .nullable, Member.self)
  }

  /// A member that may be absent: an optional, which reads null as absent, or a `Patch`, which distinguishes the two.
  public func optional<Member: WireValue>(_ name: String, _ path: KeyPath<Value, Member>) {
    structure.add(name, offset: MemoryLayout<Value>.offset(of: path), .optional, Member.self)
  }

  /// A property whose members are members of the struct's own JSON object.
  public func flattened<Member: WireValue>(_ path: KeyPath<Value, Member>) {
    structure.addFlattened(offset: MemoryLayout<Value>.offset(of: path), Member.self)
  }

  /// The property that holds all members which no other property describes.
  public func additional<Member: WireValue>(_ path: KeyPath<Value, [String: Member]>) {
    structure.addAdditional(offset: MemoryLayout<Value>.offset(of: path), [String: Member].self)
  }
}
