/// The settings for the SDK's public functions: presets, adapters, owners, areas, wrappers and server requests.
struct WrapperSettings: Sendable {
  var presets: [Customization.Entry<PresetSettings>] = []
  var adapters: [Customization.Entry<AdapterSettings>] = []
  /// The types that wrappers may be members of, by their Swift names. The value maps properties of a method's
  /// parameters to the members of the owner that provide their values.
  var owners: [Customization.Entry<[String: String]>] = []
  /// The names of areas, by the first part of their methods' names.
  var areas: [Customization.Entry<String>] = []
  /// The wrappers of methods. A method without an entry has one wrapper, which follows from the schema; a method with
  /// an empty list has none.
  var wrappers: [Customization.Entry<[Customization.Entry<WrapperEntry>]>] = []
  /// The handlers of the server's requests, and the responses to requests without a handler, by method.
  var serverRequests: [Customization.Entry<ServerRequestSettings>] = []
  /// The traits of the server's notifications, by method.
  var notifications: [JSONEntry<NotificationSettings>] = []
  /// The methods that only read. Sending such a request twice has the same effect as sending it once.
  var reads: [Customization.Entry<Void>] = []
  /// How the SDK treats the methods that start something which the server ends later, by method.
  var operations: [JSONEntry<OperationSettings>] = []
  /// The notifications that tell the end of something which no method starts, each with the reason.
  var serverOperations: [JSONEntry<String>] = []
  /// The sequences of methods that return pages, by the names of the methods.
  var pages: [JSONEntry<PageSettings>] = []
  /// What does not work with older releases of Codex, by the Swift name of the limit.
  var limits: [JSONEntry<LimitSettings>] = []

  /// Whether the customization has no settings for wrappers, so that no wrappers are generated.
  var isEmpty: Bool {
    presets.isEmpty && adapters.isEmpty && owners.isEmpty && areas.isEmpty && wrappers.isEmpty
      && serverRequests.isEmpty && notifications.isEmpty && reads.isEmpty && pages.isEmpty && limits.isEmpty
      && operations.isEmpty && serverOperations.isEmpty
  }

  /// The type that represents the connection. All calls go through this type, so it needs no entry among the owners.
  static let rootType = "Codex"

  /// The types that wrappers may be members of.
  var ownerNames: [String] {
    let declared = owners.map(\.subject)
    return declared.contains(Self.rootType) ? declared : [Self.rootType] + declared
  }

  /// Adds the settings of the section `experimental`. New entries are added as they are; for an existing entry, the
  /// hidden properties, the names and the order are added.
  mutating func add(_ other: WrapperSettings) {
    adapters += other.adapters
    owners += other.owners
    areas += other.areas
    serverRequests += other.serverRequests
    notifications += other.notifications
    reads += other.reads
    pages += other.pages
    limits += other.limits
    operations += other.operations
    serverOperations += other.serverOperations
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

/// A public enum whose cases set several properties of a method's parameters.
struct PresetSettings: Sendable {
  /// The name of the parameter in wrappers.
  var parameter: String
  /// The properties that have no parameter in wrappers, because the preset sets them.
  var replaces: [Customization.Entry<Void>]
  /// Methods whose parameters have some of the properties, but not enough for the preset. Their wrappers have neither
  /// the preset nor the properties.
  var hiddenIn: [Customization.Entry<Void>]
  var documentation: String
  var cases: [Case]

  struct Case: Sendable {
    var name: String
    var documentation: String
    /// The properties and their values. Properties that a method's parameters do not have are left out.
    var sets: [Customization.Entry<JSONValue>]
    /// The presets that cannot be given together with this case.
    var conflictsWith: [Customization.Entry<Void>]
    /// The requirement of this case on the configuration of `Codex`: a member of `Codex._Requirement`.
    var requires: String?
    var pointer: String
  }
}

/// A type of the SDK that sets properties of a method's parameters in hand-written code, in its function `apply(to:)`.
struct AdapterSettings: Sendable {
  var parameter: String
  /// The protocol of the values that the parameter takes; `nil` for the type itself. The protocol has `apply(to:)` too.
  var accepts: String?
  var documentation: String
  var replaces: [Customization.Entry<Void>]
  var methods: [Customization.Entry<Void>]
}

/// A request that the server sends.
struct ServerRequestSettings: Sendable {
  /// The name of the handler; `nil` for the name of the case in the union of all requests.
  var handler: String?
  /// The response to a request without a handler, in JSON; `nil` for an error.
  var refusal: JSONValue?
  /// A description of the SDK's own response to a request without a handler.
  var otherwise: String?
}

/// One wrapper of a method.
struct WrapperEntry: Sendable {
  var name: String?
  var owner: String?
  /// Why the wrapper is not a member of the handle that provides the method's required properties.
  var ownerReason: String?
  /// The result: `.NAME` for a property of the response, `Void` for nothing, or the name of an SDK type that is opened
  /// with the call; `nil` for the whole response.
  var returns: String?
  var documentation: String?
  /// The parameters that come first, in their order.
  var order: [Customization.Entry<Void>] = []
  /// Whether every optional parameter is an `Override` with the default value `.inherit`.
  var overrides: Bool?
  /// The name of the struct that has the optional parameters which are not in `order`; `nil` when the function has all
  /// parameters itself.
  var options: String?
  /// Whether callers may ignore the result without a warning.
  var discardable: Bool?
  /// Whether the function waits for the end of a turn, so that its timeout limits the whole turn.
  var waitsForTurn: Bool?
  /// The properties that have no parameter.
  var hidden: [Customization.Entry<Void>] = []
  /// By property: the branch of a union whose value the parameter takes. Callers then need not name the union's case.
  var branches: [Customization.Entry<String>] = []
  /// The names of parameters by property: `id`, or `_ id` for a parameter without a label.
  var parameters: [Customization.Entry<String>] = []
  /// The default cases of presets, by the name of the parameter.
  var defaults: [Customization.Entry<String>] = []

  fileprivate mutating func add(_ other: WrapperEntry) {
    name = other.name ?? name
    owner = other.owner ?? owner
    ownerReason = other.ownerReason ?? ownerReason
    returns = other.returns ?? returns
    documentation = other.documentation ?? documentation
    overrides = other.overrides ?? overrides
    options = other.options ?? options
    discardable = other.discardable ?? discardable
    waitsForTurn = other.waitsForTurn ?? waitsForTurn
    order += other.order
    hidden += other.hidden
    branches += other.branches
    parameters += other.parameters
    defaults += other.defaults
  }
}
