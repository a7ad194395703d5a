import CodexProtocol

extension ModelListResponse {
  /// The generated type of this target is used, even with `import CodexProtocol`.
  public var ids: [String] { data.map(\.id) }
}

extension CodexProtocol.ModelListResponse {
  /// The type of the SDK is written with the name of its module.
  public var isOfTheSDK: Bool { true }
}
