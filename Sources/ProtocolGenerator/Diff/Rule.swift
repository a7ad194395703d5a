/// A kind of change that the diff knows. The raw value is its id, by which reports and `--allow` files name it.
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
  // The SDK's public face
  case wrapperMoved = "wrapper-moved"
  case wrapperSignatureChanged = "wrapper-signature-changed"
  case wrapperResultChanged = "wrapper-result-changed"
  // Prose
  case documentationChanged = "documentation-changed"
}

extension Rule {
  /// What `codexgen diff --rules` says of it: when it applies, and how it is judged.
  var explanation: String {
    switch self {
    case .methodAdded: "A method that clients may call is new. Safe."
    case .methodRemoved:
      "A method is gone: the server refuses the call, and its types and functions are gone. Breaking."
    case .methodParamsChanged:
      "A method takes other parameters than before. Breaking on the wire unless the server reads the old ones."
    case .methodResponseChanged: "A method answers with another type. Breaking unless old clients can read it."
    case .serverRequestAdded:
      "The server asks something new. Risky on the wire: an old client declines it, so what was asked for fails."
    case .serverRequestRemoved: "The server no longer asks this. Risky on the wire, since it never comes again."
    case .serverRequestParamsChanged:
      "A request of the server has other parameters. Breaking unless old clients read them."
    case .serverRequestResponseChanged:
      "A request of the server wants another answer. Breaking unless the server reads the old one."
    case .notificationAdded: "A notification is new. Safe: old clients get it as unrecognized."
    case .notificationRemoved:
      "A notification is gone. Risky on the wire, since whoever waits for it waits for ever; breaking in source."
    case .notificationParamsChanged: "A notification carries another type. Breaking unless old clients can read it."
    case .clientNotificationAdded: "A notification that clients may send is new. Safe."
    case .clientNotificationRemoved: "The server no longer knows a notification of clients. Risky on the wire."
    case .clientNotificationParamsChanged:
      "A notification of clients has other parameters. Breaking unless the server reads the old ones."
    case .envelopeChanged:
      "Messages have members beside method and params, or no longer. Breaking in source: the cases of their union carry "
        + "another type."
    case .definitionAdded: "A type is new. Safe."
    case .definitionRemoved: "A type is gone, and its Swift type with it. Breaking in source."
    case .definitionRenamed:
      "A type of equal shape has another name. Nothing on the wire; breaking in source when its Swift name changes."
    case .typeKindChanged:
      "A type is another kind of type: struct, enum, union or plain value. Breaking in source; on the wire, as far as "
        + "one side cannot read what the other writes."
    case .aliasTargetChanged: "What a plain name stands for has another type. Judged as a property's type is."
    case .swiftNameChanged:
      "The name on the wire is the same but the Swift name is not, because of a neighbour or the customization. "
        + "Breaking in source."
    case .propertyAdded:
      "A property is new. Optional: safe. Required: breaking where clients write it; in source it must be given, which "
        + "breaks types that clients send and is risky for those that only servers send."
    case .propertyRemoved:
      "A property is gone. Breaking in source; on the wire breaking where clients need it, else risky: what is asked "
        + "for is ignored, or never comes again."
    case .propertyBecameRequired:
      "A property may no longer be left out. Breaking where clients write it, and in source."
    case .propertyBecameOptional: "A property may be left out now. Breaking where clients read it, and in source."
    case .propertyBecameNullable: "A property that is always there may be null. Breaking where clients read it."
    case .propertyBecameNonNull: "A property may no longer be null. Breaking where clients write it."
    case .propertyThreeStateChanged:
      "Whether absent and null differ has changed: its type becomes Patch<T> or T?. Breaking in source."
    case .propertyTypeChanged:
      "A property has another type. Breaking unless what is written is read: a union that has the old type as a branch "
        + "is safe where clients write it."
    case .propertyFormatChanged:
      "A number has another width. Breaking in source; on the wire risky where a value may no longer fit."
    case .propertyDefaultChanged: "What it means to leave a property out has changed. Risky where clients write it."
    case .enumValueAdded: "An enum has a new value. Safe: enums are open and @nonexhaustive."
    case .enumValueRemoved: "An enum lost a value. Breaking where clients write it and in source, else risky."
    case .enumRawTypeChanged: "The values of an enum are of another type. Breaking."
    case .branchAdded:
      "A union has a new branch. Safe, since unions are open; risky where only the shape tells branches."
    case .branchRemoved: "A union lost a branch. Breaking where clients write it and in source, else risky."
    case .branchPayloadAdded:
      "A branch that was nothing but its tag has a value now. Breaking in source; on the wire where a bare tag is not "
        + "enough."
    case .branchPayloadRemoved: "A branch has no value any more. Breaking in source."
    case .branchPayloadChanged: "A branch has another type. Breaking in source, and unless what is written is read."
    case .unionTagChanged: "Another member tells the branches of a union apart. Breaking on the wire."
    case .unionKindChanged: "The branches of a union are told apart in another way. Breaking on the wire."
    case .becameExperimental:
      "What every client had is only for those that opt in to the experimental API. Breaking for all others."
    case .becameStable: "What was experimental is there for every client. Safe."
    case .deprecated: "Something should no longer be used. Risky in source: using it is a warning."
    case .noLongerDeprecated: "Something may be used again. Safe."
    case .stabilityNoteChanged: "The schema's prose says something else of how stable something is. Safe."
    case .wrapperMoved: "A function of the SDK stands on another type or has another name. Breaking in source."
    case .wrapperSignatureChanged:
      "A function of the SDK can no longer be called as before although the parameters' own type can. Breaking in source."
    case .wrapperResultChanged:
      "A function of the SDK returns something else. Breaking in source, or risky when it returned nothing: callers get "
        + "a warning."
    case .documentationChanged: "The prose has changed. Safe, and only told with '--documentation'."
    }
  }
}
