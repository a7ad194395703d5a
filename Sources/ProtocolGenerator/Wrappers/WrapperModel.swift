import CodexWire

/// The SDK's public face as the generator writes it: presets, and a function for each method.
struct WrapperModel: Sendable {
  var presets: [Preset] = []
  var wrappers: [Wrapper] = []
  var serverRequests: [ServerRequestHandler] = []
  var notifications = NotificationModel()

  /// Drops what presets do to the parameters of methods without a wrapper, and presets that then do nothing.
  mutating func keepUsedPresets() {
    let params = Set(wrappers.compactMap(\.params))
    for index in presets.indices { presets[index].assignments.removeAll { !params.contains($0.params) } }
    presets.removeAll(where: \.assignments.isEmpty)
  }
}

/// A public enum with what each case sets, for every method that has the fields.
struct Preset: Sendable {
  var name: String
  var documentation: String
  var cases: [Case]
  /// What it does to the parameters of each method that has its fields.
  var assignments: [Application] = []

  struct Case: Sendable {
    var name: String
    var documentation: String
    var conflictsWith: [String]
    /// A member of `Codex._Requirement`.
    var requires: String?
  }

  /// What the cases set on the parameters of one method.
  struct Application: Sendable {
    /// The Swift name of the parameters' type.
    var params: String
    var availability = Availability.always
    /// In the order of the preset's cases.
    var values: [[Assignment]] = []
  }

  /// `params.approvalPolicy = .onRequest`
  struct Assignment: Sendable {
    var property: String
    var value: Constant
    var availability: Availability
  }
}

/// The handler of a request that the server sends.
struct ServerRequestHandler: Sendable {
  var name: String
  var method: Method
  /// The case of the union of all requests.
  var unionCase: String
  /// What is answered without a handler; `nil` for an error.
  var refusal: Refusal?
  /// What the SDK answers by code of its own, in words.
  var otherwise: String?

  struct Refusal: Sendable {
    /// As on the wire.
    var text: String
    var value: Constant
  }
}

/// A function of the SDK that calls one method.
struct Wrapper: Sendable {
  var name: String
  /// The type that it extends: `Codex`, `CodexThread`, `CodexTurn`, or one of the areas.
  var owner: Owner
  var method: Method
  /// The Swift name of the parameters' type; `nil` when there is none whose fields are spread out.
  var params: String?
  var documentation: Documentation
  var parameters: [Parameter] = []
  /// Members of the parameters that the owner or the wrapper itself fills in.
  var filled: [Filled] = []
  var returns: Returns
  /// The place in the customization where it is declared, or could be.
  var pointer: String

  enum Owner: Hashable, Sendable {
    case type(String)
    /// A group of methods: the property of `Codex` by which it is reached.
    case area(String)
  }

  struct Parameter: Sendable {
    var label: String?
    var name: String
    var type: String
    var source: Source
    /// `nil` when callers have to give a value.
    var defaultValue: DefaultValue?
    var documentation: String
    var availability = Availability.always
    /// The unit of the integer that the parameter, a `Duration`, is converted to; `nil` for a parameter of another type.
    var durationUnit: DurationUnit?

    /// The default argument.
    enum DefaultValue: Hashable, Sendable {
      /// The property is left out.
      case omission(Property.Omission)
      /// `Override.inherit`: the thread's or the turn's setting stays.
      case inherit
      /// A case of the preset.
      case presetCase(String)
    }

    enum Source: Sendable {
      /// The property of the method's parameters that it is.
      case property(String, isOverride: Bool)
      /// The method's parameters as they are.
      case whole
      /// The preset that it is a case of; optional when it may be left out.
      case preset(String, isOptional: Bool, isOverride: Bool)
      case adapter
    }
  }

  /// A property of the method's parameters that has no parameter in the function.
  struct Filled: Sendable {
    /// The Swift name of the property.
    var property: String
    var value: Value

    enum Value: Sendable {
      /// A member of the type that the function belongs to.
      case ownerMember(String)
      /// A value that the function sets itself, or that an adapter replaces.
      case constant(Constant)
    }
  }

  enum Returns: Sendable {
    case nothing
    case response(String)
    /// A property of the answer, and its type.
    case part(property: String, type: String)
    /// A type of the SDK that is opened with the call.
    case handle(String)
  }
}
