extension Rule {
  /// What the maintainer of a client does about it.
  var remedy: String {
    switch self {
    case .methodRemoved: "Stop calling it; look under the new methods for what takes its place."
    case .methodParamsChanged, .clientNotificationParamsChanged: "Pass the new parameters."
    case .methodResponseChanged, .serverRequestParamsChanged, .notificationParamsChanged:
      "Adapt what reads it to the new type."
    case .serverRequestAdded: "Add a handler, unless declining is right."
    case .serverRequestRemoved: "Remove its handler."
    case .serverRequestResponseChanged: "Answer with the new type."
    case .notificationRemoved: "See that nothing waits for it."
    case .clientNotificationRemoved: "Stop sending it."
    case .envelopeChanged: "Read the parameters through `params`, or stop doing so."
    case .definitionRemoved: "Remove what uses the type."
    case .definitionRenamed, .swiftNameChanged, .wrapperMoved:
      "Use the new name, or keep the old one in the customization."
    case .typeKindChanged, .aliasTargetChanged, .propertyTypeChanged, .propertyFormatChanged, .enumRawTypeChanged,
      .branchPayloadAdded, .branchPayloadRemoved, .branchPayloadChanged:
      "Adapt what reads and writes it to the new type."
    case .propertyAdded: "Give it wherever the type is constructed."
    case .propertyRemoved: "Stop reading and writing it."
    case .propertyBecameRequired, .propertyBecameNonNull: "Always give it a value."
    case .propertyBecameOptional, .propertyBecameNullable: "Handle that it is missing."
    case .propertyThreeStateChanged: "Say whether it stays, is cleared or is set."
    case .propertyDefaultChanged: "Give it explicitly where the old default was meant."
    case .enumValueRemoved, .branchRemoved: "Stop sending it, and remove its case from every switch."
    case .branchAdded: "Handle it where that matters."
    case .unionTagChanged, .unionKindChanged: "Upgrade client and server together."
    case .becameExperimental: "Opt in with the trait ExperimentalAPI, or stop using it."
    case .deprecated: "Move to what the note names."
    case .wrapperSignatureChanged, .wrapperResultChanged: "Adapt the calls."
    case .methodAdded, .notificationAdded, .clientNotificationAdded, .definitionAdded, .enumValueAdded, .becameStable,
      .noLongerDeprecated, .stabilityNoteChanged, .documentationChanged:
      "Nothing to do."
    }
  }
}
