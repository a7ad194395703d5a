import CodexProtocol

extension GrantedPermissionProfile {
  /// Whether the server asked for all of the granted permissions. A permission that was not asked for must not be granted by
  /// mistake.
  func isWithin(_ requested: RequestPermissionProfile) -> Bool {
    let network = self.network?.enabled != true || requested.network?.enabled == true
    guard let fileSystem else { return network }
    guard let asked = requested.fileSystem else {
      return network && fileSystem == AdditionalFileSystemPermissions()
    }
    // When the request contains exceptions, such as a folder that must not be read, the grant must contain them too.
    let exceptions = (asked.entries ?? []).filter { $0.access != .read && $0.access != .write }
    let isNothing = fileSystem == AdditionalFileSystemPermissions()
    guard isNothing || exceptions.allSatisfy({ (fileSystem.entries ?? []).contains($0) }) else { return false }
    // Write access includes read access.
    let readable = (asked.read ?? []) + (asked.write ?? [])
    return network
      && (fileSystem.read ?? []).allSatisfy { Self.contains(readable, $0) }
      && (fileSystem.write ?? []).allSatisfy { Self.contains(asked.write ?? [], $0) }
      && (fileSystem.entries ?? []).allSatisfy { (asked.entries ?? []).contains($0) }
  }

  /// Whether a path is one of `folders` or inside one of them.
  private static func contains(_ folders: [String], _ path: String) -> Bool {
    if folders.contains(path) { return true }
    if path.split(separator: "/").contains("..") { return false }
    return folders.contains { path.hasPrefix($0.hasSuffix("/") ? $0 : $0 + "/") }
  }
}
