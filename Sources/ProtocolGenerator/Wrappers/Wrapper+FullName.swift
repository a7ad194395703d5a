extension Wrapper {
  /// The function with its owner, such as `Codex.startThread` or `codex.fs.readFile`.
  var fullName: String {
    switch owner {
    case .type(let type): "\(type).\(name)"
    case .area(let area): "codex.\(area).\(name)"
    }
  }
}
