import CodexWire

/// What the customization says of the SDK's public face: presets, adapters, owners and wrappers.
struct WrapperSettings: Sendable {
  var presets: [Customization.Entry<PresetSettings>] = []
  var adapters: [Customization.Entry<AdapterSettings>] = []
  /// By the owner's Swift type: which parameters it fills, and with what of its own.
  var owners: [Customization.Entry<[String: String]>] = []
  /// By the first part of method names: what the area is called.
  var areas: [Customization.Entry<String>] = []
  /// By method. A method without an entry has one wrapper that follows from the schema; an empty list means none.
  var wrappers: [Customization.Entry<[Customization.Entry<WrapperEntry>]>] = []

  /// Whether there is anything to write wrappers for.
  var isEmpty: Bool { owners.isEmpty }
}

/// A public enum that stands for a combination of raw fields.
struct PresetSettings: Sendable {
  /// What the parameter is called in wrappers.
  var parameter: String
  /// The raw fields that never appear in a wrapper because this stands for them.
  var replaces: [String]
  /// Methods that have some of the fields but not enough to say what the cases say: there the fields are only hidden.
  var hiddenIn: [String]
  var documentation: String
  var cases: [Case]

  struct Case: Sendable {
    var name: String
    var documentation: String
    /// Raw fields and the values they get. A field that a method does not have is passed over.
    var sets: [String: JSONValue]
    /// The presets that cannot be given beside this case.
    var conflictsWith: [String]
    var pointer: String
  }
}

/// A type of the SDK that fills raw fields by code of its own: `apply(to:)`.
struct AdapterSettings: Sendable {
  var parameter: String
  var replaces: [String]
  var methods: [String]
}

/// One wrapper of a method.
struct WrapperEntry: Sendable {
  var name: String?
  var owner: String?
  /// `.data` for a part of the answer; else a type of the SDK that is opened with the call.
  var returns: String?
  var documentation: String?
  /// Parameters that come first, in this order.
  var order: [String] = []
  /// Every optional parameter is an override that inherits by default.
  var overrides = false
  /// Fields that have no parameter.
  var hidden: [String] = []
  /// By field: what the parameter is called; `_ id` has no label.
  var parameters: [String: String] = [:]
  /// By parameter: the case of a preset that is the default.
  var defaults: [String: String] = [:]
}
