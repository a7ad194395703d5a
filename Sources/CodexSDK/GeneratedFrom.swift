/// The release of Codex whose schema the SDK was generated from.
enum GeneratedFrom {
  static let codexVersion = "0.163.0"
}
