import CodexWire

/// What the customization says of the SDK's public face: presets, adapters, owners, areas and wrappers.
struct WrapperSettings: Sendable {
  var presets: [Customization.Entry<PresetSettings>] = []
  var adapters: [Customization.Entry<AdapterSettings>] = []
  /// By the owner's Swift type: which parameters it fills, and with what of its own.
  var owners: [Customization.Entry<[String: String]>] = []
  /// By the first part of method names: what the area is called.
  var areas: [Customization.Entry<String>] = []
  /// By the name of a property in the schema: the parameters that are durations.
  var durations: [Customization.Entry<DurationSettings>] = []
  /// By method. A method without an entry has one wrapper that follows from the schema; an empty list means none.
  var wrappers: [Customization.Entry<[Customization.Entry<WrapperEntry>]>] = []
  /// By method of the server: what its handler is called, and what is answered without one.
  var serverRequests: [Customization.Entry<ServerRequestSettings>] = []
  /// The traits of the server's notifications, by method.
  var notifications: [JSONEntry<NotificationSettings>] = []

  /// Whether there is anything to write wrappers for.
  var isEmpty: Bool {
    presets.isEmpty && adapters.isEmpty && owners.isEmpty && areas.isEmpty && durations.isEmpty && wrappers.isEmpty
      && serverRequests.isEmpty && notifications.isEmpty
  }

  /// The type that all calls go through. It needs no entry among the owners.
  static let rootType = "Codex"

  /// The types that wrappers may stand on.
  var ownerNames: [String] {
    let declared = owners.map(\.subject)
    return declared.contains(Self.rootType) ? declared : [Self.rootType] + declared
  }

  /// Adds what the section `experimental` says: new entries as they are, and to entries that are there already what they
  /// hide, rename and order.
  mutating func add(_ other: WrapperSettings) {
    adapters += other.adapters
    owners += other.owners
    areas += other.areas
    durations += other.durations
    serverRequests += other.serverRequests
    notifications += other.notifications
    for preset in other.presets {
      if let index = presets.firstIndex(where: { $0.subject == preset.subject }) {
        presets[index].value.hiddenIn += preset.value.hiddenIn
      } else {
        presets.append(preset)
      }
    }
    for method in other.wrappers {
      guard let index = wrappers.firstIndex(where: { $0.subject == method.subject }) else {
        wrappers.append(method)
        continue
      }
      for (place, entry) in method.value.enumerated() {
        if wrappers[index].value.indices.contains(place) {
          wrappers[index].value[place].value.add(entry.value)
        } else {
          wrappers[index].value.append(entry)
        }
      }
    }
  }
}

/// A public enum that stands for a combination of raw fields.
struct PresetSettings: Sendable {
  /// What the parameter is called in wrappers.
  var parameter: String
  /// The raw fields that never appear in a wrapper because this stands for them.
  var replaces: [Customization.Entry<Void>]
  /// Methods that have some of the fields but not enough to say what the cases say: there the fields are only hidden.
  var hiddenIn: [Customization.Entry<Void>]
  var documentation: String
  var cases: [Case]

  struct Case: Sendable {
    var name: String
    var documentation: String
    /// Raw fields and the values they get. A field that a method does not have is passed over.
    var sets: [Customization.Entry<JSONValue>]
    /// The presets that cannot be given beside this case.
    var conflictsWith: [Customization.Entry<Void>]
    /// What the `Codex` must have been given for this case: a member of `Codex._Requirement`.
    var requires: String?
    var pointer: String
  }
}

/// A type of the SDK that fills raw fields by code of its own: `apply(to:)`.
struct AdapterSettings: Sendable {
  var parameter: String
  var documentation: String
  var replaces: [Customization.Entry<Void>]
  var methods: [Customization.Entry<Void>]
}

/// A request that the server sends.
struct ServerRequestSettings: Sendable {
  /// What its handler is called; else as the case of the union of all requests.
  var handler: String?
  /// What is answered without a handler, as on the wire; else an error.
  var refusal: JSONValue?
  /// What the SDK answers without a handler by code of its own, in words.
  var otherwise: String?
}

/// One wrapper of a method.
struct WrapperEntry: Sendable {
  var name: String?
  var owner: String?
  /// `.data` for a part of the answer; else a type of the SDK that is opened with the call.
  var returns: String?
  var documentation: String?
  /// Parameters that come first, in this order.
  var order: [Customization.Entry<Void>] = []
  /// Every optional parameter is an override that inherits by default.
  var overrides: Bool?
  /// Fields that have no parameter.
  var hidden: [Customization.Entry<Void>] = []
  /// By field: what the parameter is called; `_ id` has no label.
  var parameters: [Customization.Entry<String>] = []
  /// By parameter: the case of a preset that is the default.
  var defaults: [Customization.Entry<String>] = []

  fileprivate mutating func add(_ other: WrapperEntry) {
    name = other.name ?? name
    owner = other.owner ?? owner
    returns = other.returns ?? returns
    documentation = other.documentation ?? documentation
    overrides = other.overrides ?? overrides
    order += other.order
    hidden += other.hidden
    parameters += other.parameters
    defaults += other.defaults
  }
}
