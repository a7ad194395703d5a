import CodexProtocol

extension CodexConfiguration {
  /// The capabilities that the request `initialize` sends: `capabilities`, with the defaults of the SDK.
  var declaredCapabilities: InitializeCapabilities {
    var declared = capabilities
    declared.experimentalAPI = capabilities.experimentalAPI ?? Self.isBuiltWithExperimentalAPI
    // The server asks only clients that declare the capability, so without it the handler would never be called.
    if handlers.attestation != nil { declared.requestAttestation = capabilities.requestAttestation ?? true }
    return declared
  }
}
