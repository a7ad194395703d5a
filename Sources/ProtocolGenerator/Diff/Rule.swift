/// A kind of change that `codexgen diff` reports. The raw value is the id of the rule: reports and the files that
/// `--allow` reads name the rule by its id.
///
/// To add a rule, add its case and its definition here, report it in one of the `…Changes.swift` files, and add a fixture
/// to the tests, which fail for a rule without a fixture.
enum Rule: String, Hashable, Sendable, CaseIterable {
  // Methods and notifications
  case methodAdded = "method-added"
  case methodRemoved = "method-removed"
  case methodParamsChanged = "method-params-changed"
  case methodResponseChanged = "method-response-changed"
  case serverRequestAdded = "server-request-added"
  case serverRequestRemoved = "server-request-removed"
  case serverRequestParamsChanged = "server-request-params-changed"
  case serverRequestResponseChanged = "server-request-response-changed"
  case notificationAdded = "notification-added"
  case notificationRemoved = "notification-removed"
  case notificationParamsChanged = "notification-params-changed"
  case clientNotificationAdded = "client-notification-added"
  case clientNotificationRemoved = "client-notification-removed"
  case clientNotificationParamsChanged = "client-notification-params-changed"
  case envelopeChanged = "envelope-changed"
  // Definitions
  case definitionAdded = "definition-added"
  case definitionRemoved = "definition-removed"
  case definitionRenamed = "definition-renamed"
  case typeKindChanged = "type-kind-changed"
  case aliasTargetChanged = "alias-target-changed"
  case swiftNameChanged = "swift-name-changed"
  // Properties
  case propertyAdded = "property-added"
  case propertyRemoved = "property-removed"
  case propertyBecameRequired = "property-became-required"
  case propertyBecameOptional = "property-became-optional"
  case propertyBecameNullable = "property-became-nullable"
  case propertyBecameNonNull = "property-became-non-null"
  case propertyThreeStateChanged = "property-three-state-changed"
  case propertyTypeChanged = "property-type-changed"
  case propertyFormatChanged = "property-format-changed"
  case propertyDefaultChanged = "property-default-changed"
  case propertyAliasChanged = "property-alias-changed"
  case constraintChanged = "constraint-changed"
  // Enums
  case enumValueAdded = "enum-value-added"
  case enumValueRemoved = "enum-value-removed"
  case enumRawTypeChanged = "enum-raw-type-changed"
  // Unions
  case branchAdded = "branch-added"
  case branchRemoved = "branch-removed"
  case branchPayloadAdded = "branch-payload-added"
  case branchPayloadRemoved = "branch-payload-removed"
  case branchPayloadChanged = "branch-payload-changed"
  case unionTagChanged = "union-tag-changed"
  case unionKindChanged = "union-kind-changed"
  // Stability
  case becameExperimental = "became-experimental"
  case becameStable = "became-stable"
  case deprecated = "deprecated"
  case noLongerDeprecated = "no-longer-deprecated"
  case stabilityNoteChanged = "stability-note-changed"
  // Functions of the SDK
  case wrapperMoved = "wrapper-moved"
  case wrapperSignatureChanged = "wrapper-signature-changed"
  case wrapperResultChanged = "wrapper-result-changed"
  // Documentation
  case documentationChanged = "documentation-changed"
}

extension Rule {
  /// Everything about a rule except the code that finds its changes.
  struct Definition {
    /// When the rule applies and how its changes are judged, as `codexgen diff --rules` prints it.
    var explanation: String
    /// What the maintainer of a client should do about a change.
    var remedy: String
    /// The title of the section of a Markdown report that lists the safe changes of this rule by name. Without a title,
    /// they are among the other safe changes.
    var section: String?

    fileprivate init(_ explanation: String, remedy: String, section: String? = nil) {
      self.explanation = explanation
      self.remedy = remedy
      self.section = section
    }
  }

  var definition: Definition {
    switch self {
    case .methodAdded:
      Definition(
        "The server has a new method that clients may call. Safe.",
        remedy: "Nothing to do.",
        section: "New methods"
      )
    case .methodRemoved:
      Definition(
        "The server no longer has a method: it refuses calls from old clients, and the generated types and functions "
          + "of the method are removed. Breaking.",
        remedy: "Stop calling the method. The list of new methods may have a replacement."
      )
    case .methodParamsChanged:
      Definition(
        "The parameters of a method have another type. Breaking on the wire unless the new server reads the old "
          + "parameters.",
        remedy: "Pass parameters of the new type."
      )
    case .methodResponseChanged:
      Definition(
        "The response of a method has another type. Breaking on the wire unless old clients read the new response.",
        remedy: "Change the code that reads the response to the new type."
      )
    case .serverRequestAdded:
      Definition(
        "The server has a new request that it sends to clients. Risky on the wire: an old client refuses the request, "
          + "so the server's operation that needs a response fails.",
        remedy: "Add a handler for the request, unless the SDK's default refusal is right.",
        section: "New requests of the server"
      )
    case .serverRequestRemoved:
      Definition(
        "The server no longer sends a request. Risky on the wire: an old client's handler for the request is never "
          + "called.",
        remedy: "Remove the handler for the request."
      )
    case .serverRequestParamsChanged:
      Definition(
        "The parameters of a request from the server have another type. Breaking on the wire unless old clients read "
          + "the new parameters.",
        remedy: "Change the handler for the request to the new type of the parameters."
      )
    case .serverRequestResponseChanged:
      Definition(
        "The server expects a response of another type to one of its requests. Breaking on the wire unless the new "
          + "server reads the old response.",
        remedy: "Change the handler for the request to respond with the new type."
      )
    case .notificationAdded:
      Definition(
        "The server sends a new notification. Safe: old clients receive the notification as unrecognized.",
        remedy: "Nothing to do.",
        section: "New notifications"
      )
    case .notificationRemoved:
      Definition(
        "The server no longer sends a notification. Risky on the wire: an old client that waits for the notification "
          + "waits forever. Breaking in source.",
        remedy: "Remove the code that waits for the notification."
      )
    case .notificationParamsChanged:
      Definition(
        "The parameters of a notification have another type. Breaking on the wire unless old clients read the new "
          + "parameters.",
        remedy: "Change the code that reads the notification to the new type."
      )
    case .clientNotificationAdded:
      Definition("There is a new notification that clients may send. Safe.", remedy: "Nothing to do.")
    case .clientNotificationRemoved:
      Definition(
        "The server no longer knows a notification that clients send. Risky on the wire: the server ignores it.",
        remedy: "Stop sending the notification."
      )
    case .clientNotificationParamsChanged:
      Definition(
        "The parameters of a notification that clients send have another type. Breaking on the wire unless the new "
          + "server reads the old parameters.",
        remedy: "Pass parameters of the new type."
      )
    case .envelopeChanged:
      Definition(
        "Messages of one kind now have, or no longer have, members in addition to 'method' and 'params'. Breaking in "
          + "source: the cases of the generated enum carry another type.",
        remedy: "If the cases carry whole messages now, read the parameters through 'params'; if not, remove '.params'."
      )
    case .definitionAdded:
      Definition("The schema has a new definition. Safe.", remedy: "Nothing to do.")
    case .definitionRemoved:
      Definition(
        "The schema no longer has a definition, so its Swift type is removed. Breaking in source.",
        remedy: "Remove the code that uses the type."
      )
    case .definitionRenamed:
      Definition(
        "A definition has another name and the same contents. Nothing changes on the wire. Breaking in source if the "
          + "Swift name changes too.",
        remedy: "Use the new name, or keep the old name with an entry in the customization."
      )
    case .typeKindChanged:
      Definition(
        "A definition is another kind of type: a struct, an enum, a union or an alias. Breaking in source. Breaking "
          + "on the wire if one side cannot read what the other side writes.",
        remedy: "Change the code that reads and writes the type to the new kind."
      )
    case .aliasTargetChanged:
      Definition(
        "A definition that is an alias of another type is now an alias of a different type. Judged like a property "
          + "whose type changes.",
        remedy: "Change the code that reads and writes the alias to the new type."
      )
    case .swiftNameChanged:
      Definition(
        "The Swift name of a type, property or case changed although its name in the schema did not, because of "
          + "another name beside it or because of the customization. Breaking in source.",
        remedy: "Use the new name, or keep the old name with an entry in the customization."
      )
    case .propertyAdded:
      Definition(
        "A type has a new property. Safe if the property is optional. If it is required: breaking on the wire where "
          + "clients send the type; in source, callers of the initializer must pass it, which is breaking for types "
          + "that clients send and risky for types that only the server sends.",
        remedy: "If the property is required, pass it wherever the type is created."
      )
    case .propertyRemoved:
      Definition(
        "A type no longer has a property. Breaking in source. On the wire, breaking if old clients need the property; "
          + "otherwise risky, because the server ignores the value that an old client sends, or no longer sends one.",
        remedy: "Stop reading and writing the property."
      )
    case .propertyBecameRequired:
      Definition(
        "A property was optional and is required now. Breaking on the wire where clients send it, and in source.",
        remedy: "Always pass a value for the property."
      )
    case .propertyBecameOptional:
      Definition(
        "A property was required and is optional now. Breaking on the wire where clients receive it, and in source.",
        remedy: "Handle the case that the property has no value."
      )
    case .propertyBecameNullable:
      Definition(
        "A required property may be null now. Breaking on the wire where clients receive it.",
        remedy: "Handle the case that the property has no value."
      )
    case .propertyBecameNonNull:
      Definition(
        "A required property may no longer be null. Breaking on the wire where clients send it.",
        remedy: "Always pass a value for the property."
      )
    case .propertyThreeStateChanged:
      Definition(
        "An absent property and a null property now differ, or no longer differ: the Swift type changes between T? "
          + "and Patch<T>. Breaking in source.",
        remedy: "If the type is Patch<T> now, say whether the value is unchanged, cleared or set; if not, pass a "
          + "value or nil."
      )
    case .propertyTypeChanged:
      Definition(
        "A property has another type. Breaking on the wire unless the receiving side reads what the sending side "
          + "writes. For example, a change from a string to a union with a string branch is safe where clients send "
          + "it.",
        remedy: "Change the code that reads and writes the property to the new type."
      )
    case .propertyFormatChanged:
      Definition(
        "A numeric property has another format, such as uint32 instead of int64. Breaking in source. Risky on the "
          + "wire if a value may not fit the new type.",
        remedy: "Change the code that reads and writes the property to the new type."
      )
    case .propertyDefaultChanged:
      Definition(
        "The default value of a property changed. Risky on the wire where clients send it: a client that omits the "
          + "property gets another behavior.",
        remedy: "Where the old default value is needed, pass it explicitly."
      )
    case .propertyAliasChanged:
      Definition(
        "A property has the same type through another alias, such as AbsolutePathBuf instead of string. Safe, but risky on "
          + "the wire where clients send the property and the new alias has a description, which may restrict the values.",
        remedy: "Read the description of the alias, and pass only values that it allows."
      )
    case .constraintChanged:
      Definition(
        "The constraints on the values of a property or an alias changed, such as 'pattern', 'maximum' or 'minItems'. Risky on "
          + "the wire where clients send the values and a constraint is new or stricter, otherwise safe.",
        remedy: "Pass only values that the new constraints allow."
      )
    case .enumValueAdded:
      Definition(
        "An enum has a new value. Safe on the wire, since generated enums keep values that they do not know. Safe in source "
          + "for the SDK and for other public modules, whose enums are @nonexhaustive: with Swift 6.3 or newer, each switch "
          + "over them has a default case. Breaking in source for a module that is not public, which '--config' names.",
        remedy: "Nothing to do.",
        section: Self.newValues
      )
    case .enumValueRemoved:
      Definition(
        "An enum no longer has a value. Breaking in source. Breaking on the wire where clients send the value, "
          + "otherwise risky.",
        remedy: "Stop sending the value, and remove its case from every switch."
      )
    case .enumRawTypeChanged:
      Definition(
        "The values of an enum have another type. Breaking on the wire and in source.",
        remedy: "Change the code that reads and writes the raw values to the new type."
      )
    case .branchAdded:
      Definition(
        "A union has a new branch. Safe on the wire, since generated unions keep branches that they do not know. Risky for an "
          + "untagged union: an old client may decode the new branch as one of the old ones. In source, judged like a new "
          + "value of an enum.",
        remedy: "Handle the new branch where your code needs it.",
        section: Self.newValues
      )
    case .branchRemoved:
      Definition(
        "A union no longer has a branch. Breaking in source. Breaking on the wire where clients send the branch, "
          + "otherwise risky.",
        remedy: "Stop sending the branch, and remove its case from every switch."
      )
    case .branchPayloadAdded:
      Definition(
        "A branch of a union that had no associated value has one now. Breaking in source. Breaking on the wire if "
          + "the receiving side needs the value.",
        remedy: "Change the code that reads and writes the branch to the new value."
      )
    case .branchPayloadRemoved:
      Definition(
        "A branch of a union no longer has an associated value. Breaking in source.",
        remedy: "Change the code that reads and writes the branch: its case has no value now."
      )
    case .branchPayloadChanged:
      Definition(
        "The associated value of a union's branch has another type. Breaking in source. Breaking on the wire unless "
          + "the receiving side reads what the sending side writes.",
        remedy: "Change the code that reads and writes the branch to the new type."
      )
    case .unionTagChanged:
      Definition(
        "The branches of a union are tagged by another member. Breaking on the wire.",
        remedy: "Upgrade the client and the server together."
      )
    case .unionKindChanged:
      Definition(
        "A union is tagged in another way: internally, externally or not at all. Breaking on the wire.",
        remedy: "Upgrade the client and the server together."
      )
    case .becameExperimental:
      Definition(
        "A part of the stable API moved to the experimental API. Breaking for all clients that do not opt in to the "
          + "experimental API.",
        remedy: "Enable the package trait ExperimentalAPI, or stop using this part of the API."
      )
    case .becameStable:
      Definition("A part of the experimental API moved to the stable API. Safe.", remedy: "Nothing to do.")
    case .deprecated:
      Definition(
        "A part of the API is deprecated now. Risky in source where the compiler warns about its use.",
        remedy: "Use the replacement that the deprecation message names."
      )
    case .noLongerDeprecated:
      Definition("A part of the API is no longer deprecated. Safe.", remedy: "Nothing to do.")
    case .stabilityNoteChanged:
      Definition(
        "The documentation in the schema gives another stability for a part of the API, such as 'unstable'. Safe.",
        remedy: "Nothing to do."
      )
    case .wrapperMoved:
      Definition(
        "A function of the SDK has another name or is a member of another type. Breaking in source.",
        remedy: "Call the function by its new name, or keep the old name with an entry in the customization."
      )
    case .wrapperSignatureChanged:
      Definition(
        "Calls of an SDK function no longer compile, although the initializer of the method's parameters did not "
          + "break. Breaking in source.",
        remedy: "Change the calls of the function to its new parameters."
      )
    case .wrapperResultChanged:
      Definition(
        "A function of the SDK returns another part of the response. Breaking in source, or risky if the function "
          + "returned nothing before: callers get a warning about an unused result.",
        remedy: "Change the code that uses the result of the function."
      )
    case .documentationChanged:
      Definition(
        "The documentation in the schema changed. Safe, and only reported with '--documentation'.",
        remedy: "Nothing to do."
      )
    }
  }

  /// New enum values and new branches are listed together: both are cases of an enum in Swift.
  static let newValues = "New values"
}
