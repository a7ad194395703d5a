/// Checks of the wrappers for a module of another package.
extension WrapperBuilder {
  mutating func checkModule(_ rootType: (name: String, file: String), _ wrappers: [Wrapper]) {
    for entry in settings.serverRequests {
      let message = "only CodexSDK handles the server's requests, so a module has no handlers; remove this entry"
      report(entry.pointer, message)
    }
    for entry in settings.notifications {
      let message = "only CodexSDK reads the traits of notifications, so a module has none; remove this entry"
      report(entry.pointer, message)
    }
    for entry in settings.reads {
      report(entry.pointer, "only CodexSDK repeats requests, so a module has no list of reads; remove this entry")
    }
    for entry in settings.operations {
      report(entry.pointer, "only CodexSDK has handles of operations, so a module has none; remove this entry")
    }
    for entry in settings.serverOperations {
      report(entry.pointer, "only CodexSDK has handles of operations, so this entry has no effect; remove it")
    }
    for entry in settings.limits {
      let message = "only CodexSDK tells the limits of older servers, so a module has none; remove this entry"
      report(entry.pointer, message)
    }
    if types.declarations.keys.contains(where: { types.spelling.path(of: $0) == rootType.name }) {
      let message =
        "a type of the protocol is called \(rootType.name) too; give the struct of the wrappers another name"
      report("/api", message, in: rootType.file)
    }
    for wrapper in wrappers where wrapper.takesNameOfConnection {
      let message = "the wrapper of \"\(wrapper.method.name)\" would be called codex like the connection; rename it"
      report(wrapper.pointer, "\(message), or its area")
    }
  }
}

extension Wrapper {
  fileprivate var takesNameOfConnection: Bool {
    owner == .area("codex") || (owner == .type(WrapperSettings.rootType) && name == "codex")
  }
}
