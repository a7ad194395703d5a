/// A Swift type that says more about a value than the type of the value in JSON: a time is an integer in JSON, and a `Date`
/// in Swift.
///
/// The struct stores the value of the message, so that every value survives decoding and encoding exactly. A computed property
/// beside the stored one has the representation. Functions of the SDK take the representation as a parameter.
enum ValueRepresentation: Hashable, Sendable {
  /// An integer that is the time since 1970-01-01T00:00:00Z.
  case date(TimeUnit)
  /// An integer that is a length of time.
  case duration(TimeUnit)
  /// A string that is the Base64 encoding of bytes.
  case data

  /// The Swift type.
  var swiftType: String {
    switch self {
    case .date: "Date"
    case .duration: "Duration"
    case .data: "Data"
    }
  }

  /// Whether the Swift type is declared in Foundation.
  var needsFoundation: Bool {
    switch self {
    case .date, .data: true
    case .duration: false
    }
  }

  /// The unit of the integer; `nil` for bytes.
  var unit: TimeUnit? {
    switch self {
    case .date(let unit), .duration(let unit): unit
    case .data: nil
    }
  }
}

/// The units of integers that stand for times. The raw value is the name of the unit in the customization file.
enum TimeUnit: String, CaseIterable, Sendable {
  case milliseconds
  case seconds
  case minutes
}

extension Property {
  /// The Swift type of the computed property that has the representation; `nil` for a property without representation.
  ///
  /// Bytes are always optional, because a text can be no Base64 encoding.
  var representationType: String? {
    guard let representation else { return nil }
    let isOptional =
      switch presence {
      case .required: representation == .data
      case .requiredNullable, .optional, .threeState, .flattened: true
      }
    return representation.swiftType + (isOptional ? "?" : "")
  }
}
