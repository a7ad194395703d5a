/// The generated part of the SDK's public functions: presets, a function for each method, handlers of server requests
/// and traits of notifications.
struct WrapperModel: Sendable {
  var presets: [Preset] = []
  var wrappers: [Wrapper] = []
  /// The types of the settings that the parameters of the wrappers override.
  var settingTypes: [SettingType] = []
  var serverRequests: [ServerRequestHandler] = []
  /// Sorted by name.
  var operations: [OperationHandle] = []
  var notifications = NotificationModel()
  /// The names of the methods that only read, sorted.
  var reads: [String] = []

  /// Removes the parts of presets that are about methods without a wrapper, and presets that have no part left.
  mutating func keepUsedPresets() {
    let params = Set(wrappers.compactMap(\.params))
    for index in presets.indices { presets[index].assignments.removeAll { !params.contains($0.params) } }
    presets.removeAll(where: \.assignments.isEmpty)
  }
}

/// A public enum whose cases set properties of methods' parameters.
struct Preset: Sendable {
  var name: String
  var documentation: String
  var cases: [Case]
  /// The properties that the cases set, for the parameters of each method that has them.
  var assignments: [Application] = []

  struct Case: Sendable {
    var name: String
    var documentation: String
    var conflictsWith: [String]
    /// A member of `Codex._Requirement`.
    var requires: String?
  }

  /// The properties that the cases set on the parameters of one method.
  struct Application: Sendable {
    /// The Swift name of the parameters' type.
    var params: String
    var availability = Availability.always
    /// The assignments of each case, in the order of the preset's cases.
    var values: [[Assignment]] = []
  }

  /// An assignment such as `params.approvalPolicy = .onRequest`.
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
  /// The name of the case in the union of all requests.
  var unionCase: String
  /// The response to a request without a handler; `nil` for an error.
  var refusal: Refusal?
  /// A description of the SDK's own response to a request without a handler.
  var otherwise: String?

  struct Refusal: Sendable {
    /// The response as JSON text.
    var text: String
    var value: Constant
  }
}

/// A function of the SDK that calls one method.
struct Wrapper: Sendable {
  var name: String
  /// The type that the function is a member of: `Codex`, `CodexThread`, `CodexTurn`, or an area.
  var owner: Owner
  var method: Method
  /// The Swift name of the parameters' type; `nil` when the properties of the parameters have no parameters of their
  /// own.
  var params: String?
  var documentation: Documentation
  var parameters: [Parameter] = []
  /// The struct that has the parameters which few programs need; `nil` when all parameters are in `parameters`.
  var options: Options?
  /// Whether callers may ignore the result without a warning.
  var isDiscardable = false
  /// Whether the function waits for the end of a turn, so that its timeout limits the whole turn.
  var waitsForTurn = false
  /// Whether the function ends the operation of its handle, whose end the server does not tell.
  var endsOperation = false
  /// The properties that have a value from the owner or from the function itself.
  var filled: [Filled] = []
  var returns: Returns
  /// The sequence of all elements, for a method that returns pages.
  var pages: Pages?
  /// The place in the customization where the function is declared, or could be declared.
  var pointer: String

  enum Owner: Hashable, Sendable {
    case type(String)
    /// A group of methods, by the name of the property of `Codex` that leads to the group.
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
    /// How the value of the parameter becomes the value of the property; `nil` when both have the same type.
    var conversion: Conversion?

    enum Conversion: Hashable, Sendable {
      /// A date, a duration or bytes.
      case representation(ValueRepresentation)
      /// The value of a case of a union, such as the case `ThreadListCwdFilter.strings`.
      case branch(type: String, name: String)
    }
    /// The type of the setting that the parameter overrides; `nil` for a parameter that is no override, for a preset, and
    /// for a converted value.
    var setting: TypeReference?

    /// The default argument.
    enum DefaultValue: Hashable, Sendable {
      /// The property is left out.
      case omission(Property.Omission)
      /// `Override.inherit`: the thread's or the turn's setting stays.
      case inherit
      /// A case of the preset.
      case presetCase(String)
      /// An option struct with this name, in which nothing is given.
      case options(String)
    }

    enum Source: Sendable {
      /// The parameter sets this property of the method's parameters.
      case property(String, isOverride: Bool)
      /// The parameter is the method's parameters as a whole.
      case whole
      /// The parameter is a case of this preset, and optional if it may be left out.
      case preset(String, isOptional: Bool, isOverride: Bool)
      case adapter
      /// The parameter is the option struct.
      case options
    }

    var isOverride: Bool {
      switch source {
      case .property(_, let isOverride), .preset(_, _, let isOverride): isOverride
      case .whole, .adapter, .options: false
      }
    }
  }

  /// A struct with the parameters of one method that few programs need.
  struct Options: Sendable {
    var name: String
    var parameters: [Parameter]
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
      /// A new ID, which the SDK chooses.
      case newID
    }
  }

  /// Whether the function has parameters of types that Foundation declares.
  var needsFoundation: Bool {
    parameters.contains { parameter in
      if case .representation(let representation) = parameter.conversion {
        representation.needsFoundation
      } else {
        false
      }
    }
  }

  enum Returns: Sendable {
    case nothing
    case response(String)
    /// A property of the response, and the property's type.
    case part(property: String, type: String)
    /// A type of the SDK that is opened with the call.
    case handle(String)
  }
}

extension Wrapper {
  /// The name of the parameter that limits how long the function waits. Every function has this parameter.
  static let timeout = "timeout"

  /// The function as programs call it, without the arguments: `codex.fileSystem.copy(…)` or `CodexThread.archive()`.
  var call: String {
    let arguments = parameters.isEmpty ? "()" : "(…)"
    return switch owner {
    case .type(WrapperSettings.rootType): "codex.\(name)\(arguments)"
    case .type(let type): "\(type).\(name)\(arguments)"
    case .area(let area): "codex.\(area).\(name)\(arguments)"
    }
  }

  /// The properties of the method's parameters that the function itself provides, by their Swift names.
  var givenProperties: Set<String> { Set(filled.map(\.property) + parameters.compactMap(\.property)) }
}

extension Wrapper.Parameter {
  /// The property of the method's parameters that the parameter sets.
  var property: String? {
    if case .property(let name, _) = source { name } else { nil }
  }
}
