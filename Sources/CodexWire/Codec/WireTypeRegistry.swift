import Foundation

/// The wire types of this process: one for each Swift type, made when the Swift type is first used.
enum WireTypeRegistry {
  // Guarded by `lock`.
  private nonisolated(unsafe) static var types: [ObjectIdentifier: any WireType] = [:]
  // Recursive, since resolving a type looks up the types that it is made of.
  private static let lock = NSRecursiveLock()

  /// The wire type of a Swift type.
  ///
  /// Traps when the description of the Swift type is wrong: that is a mistake in the program, whatever it reads or writes.
  static func type<Value: WireValue>(of value: Value.Type) -> any WireType {
    lock.lock()
    defer { lock.unlock() }
    if let type = types[ObjectIdentifier(value)] { return type }
    let description = _WireDescription<Value>()
    Value._describe(description)
    guard let type = description.type else {
      stopForDescription("\(value)._describe(_:) describes nothing; a struct without properties calls object()")
    }
    types[ObjectIdentifier(value)] = type
    type.resolve()
    return type
  }

  static func type(ofAny value: any WireValue.Type) -> any WireType { type(of: value) }
}
