import CodexWire

extension ServerInfo.Compatibility {
  /// Throws if the server does not have the method of a request, or a parameter that the request contains.
  ///
  /// An older server ignores parameters that it does not know, so a setting that is sent to it would not be in effect.
  ///
  /// - Throws: `CodexError.notSupported`.
  func check<Method: ClientMethod>(_ call: Method) throws {
    if missing.isEmpty { return }
    let relevant = missing.filter { $0.method == Method.name }
    if relevant.isEmpty { return }
    func refuse(_ feature: MissingFeature) -> CodexError {
      .notSupported(feature, server: server ?? "")
    }
    if let method = relevant.first(where: { $0.parameter == nil }) { throw refuse(method) }
    guard let params = try WireEncoder.encodeParams(call.params) else { return }
    let given = try JSONValue(parsing: params)
    if let parameter = relevant.first(where: { $0.parameter.map { given[$0] != nil } ?? false }) {
      throw refuse(parameter)
    }
  }
}
