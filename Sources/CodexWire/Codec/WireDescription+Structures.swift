extension _WireDescription {
  private var structure: StructureType {
    if let structure = type as? StructureType { return structure }
    let structure = StructureType(Value.self)
    type = structure
    return structure
  }

  /// Says that the type is a struct. Needed for one without members only.
  public func object() { _ = structure }

  /// A member that is always there.
  public func required<Member: WireValue>(_ name: String, _ path: KeyPath<Value, Member>) {
    structure.add(name, offset: MemoryLayout<Value>.offset(of: path), .required, Member.self)
  }

  /// A member that may be null. It is always written, and may be absent when it is read.
  public func nullable<Member: WireValue>(_ name: String, _ path: KeyPath<Value, Member>) {
    structure.add(name, offset: MemoryLayout<Value>.offset(of: path), .nullable, Member.self)
  }

  /// A member that may be absent: an optional, for which null means the same, or a `Patch`, for which it does not.
  public func optional<Member: WireValue>(_ name: String, _ path: KeyPath<Value, Member>) {
    structure.add(name, offset: MemoryLayout<Value>.offset(of: path), .optional, Member.self)
  }

  /// A property whose members stand in the object of the struct itself.
  public func flattened<Member: WireValue>(_ path: KeyPath<Value, Member>) {
    structure.addFlattened(offset: MemoryLayout<Value>.offset(of: path), Member.self)
  }

  /// All members but those described.
  public func additional<Member: WireValue>(_ path: KeyPath<Value, [String: Member]>) {
    structure.addAdditional(offset: MemoryLayout<Value>.offset(of: path), [String: Member].self)
  }
}
