/// Checks that a model is that of the whole protocol. Codex writes many schema files into one folder, and only one of them has
/// everything: each of the other files has a part.
enum ProtocolCompleteness {
  private static let bundle = "codex_app_server_protocol.schemas.json"
  /// The title of a bundle without the requests that the server sends.
  private static let partTitle = "CodexAppServerProtocolV2"

  /// - Throws: `GeneratorError` with the name of the file to give instead, if a file has only a part of the protocol.
  static func check(_ model: ProtocolModel) throws(GeneratorError) {
    let parts = zip(model.sources, model.titles).filter { $0.1 == partTitle }
    if !parts.isEmpty {
      throw GeneratorError(
        parts.map { path, _ in
          let problem = "this schema has only a part of the protocol: the requests that the server sends are missing"
          return .error(path, nil, "\(problem); give the file \(bundle), which is in the same folder")
        }
      )
    }
    guard model.methods.isEmpty else { return }
    let problem = "this schema declares no methods, so it is not the protocol of Codex's app-server"
    let remedy =
      "give the file \(bundle), which `codex app-server generate-json-schema --out DIR` writes. To generate only types, name "
      + "them in codexgen.json, under \"types\""
    throw GeneratorError(model.sources.map { .error($0, nil, "\(problem); \(remedy)") })
  }
}
