import CodexProtocol

extension ModelListResponse {
  /// The generated type is the target's own, also beside `import CodexProtocol`.
  public var ids: [String] { data.map(\.id) }
}

extension CodexProtocol.ModelListResponse {
  /// The SDK's goes by the name of its module.
  public var isOfTheSDK: Bool { true }
}
