/// Where the described properties of a struct are in memory, and a check that they cover the whole struct.
///
/// A value is initialized property by property as the description says, so a property that the description omits would
/// stay uninitialized. Swift lays out the stored properties of a struct in the order of their declaration, each one at
/// the first offset after the one before that its alignment allows. So between two properties there are less bytes than
/// the alignment of the second one, and none after the last property.
///
/// The check has one limit: it cannot tell padding from an omitted property that is small enough to fit there, such as a
/// `Bool` before a `String`. The bytes of such a property are set to zero whenever a value is read.
struct StructureLayout {
  private struct Field {
    var name: String
    var offset: Int
    var size: Int
    var alignment: Int
  }

  private let swiftType: any WireValue.Type
  private let fields: [Field]

  init(of structure: StructureType) {
    swiftType = structure.swiftType
    var fields = structure.properties.map { Self.field("\"\($0.key.string)\"", at: $0.offset, $0.swiftType) }
    fields += structure.flattened.map { Self.field("the flattened \($0.swiftType)", at: $0.offset, $0.swiftType) }
    if let additional = structure.additional {
      fields.append(Self.field("the additional members", at: additional.offset, additional.swiftType))
    }
    // A property without size, such as an empty struct, has the offset of the property after it.
    self.fields = fields.sorted { ($0.offset, $0.size) < ($1.offset, $1.size) }
  }

  private static func field(_ name: String, at offset: Int, _ type: any WireValue.Type) -> Field {
    func field<Value: WireValue>(_ type: Value.Type) -> Field {
      Field(name: name, offset: offset, size: MemoryLayout<Value>.size, alignment: MemoryLayout<Value>.alignment)
    }
    return field(type)
  }

  /// The bytes between the properties.
  ///
  /// Traps when two properties overlap, or when there is room for a property that is not described.
  func checkedPadding() -> [Range<Int>] {
    var padding: [Range<Int>] = []
    var end = 0
    for (index, field) in fields.enumerated() {
      requireOfDescription(
        field.offset >= end,
        "\(swiftType) describes the same memory twice, at offset \(field.offset): as \(name(before: index)) and as \(field.name)"
      )
      let gap = end..<field.offset
      requireOfDescription(
        gap.count < field.alignment,
        "\(swiftType) has a stored property that is not described, at offset \(end), before \(field.name)"
      )
      if !gap.isEmpty { padding.append(gap) }
      end = field.offset + field.size
    }
    requireOfDescription(
      end == size,
      "\(swiftType) has a stored property that is not described, at offset \(end) or after it"
    )
    return padding
  }

  private func name(before index: Int) -> String { index > 0 ? fields[index - 1].name : "another property" }

  /// The size of the struct in bytes.
  var size: Int {
    func size<Value: WireValue>(_ type: Value.Type) -> Int { MemoryLayout<Value>.size }
    return size(swiftType)
  }
}
