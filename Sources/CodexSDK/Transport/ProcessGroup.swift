#if os(macOS) || os(Linux)
import Foundation

/// The process group of a child process: the child, and the processes that it started and that have not left the group.
///
/// The child is the leader of its group, so the group has the child's process ID. The system does not use the ID for another
/// process or group before the child is reaped. So all functions must be called only until then.
struct ProcessGroup: Sendable {
  let leader: pid_t

  /// Sends a signal to all processes of the group.
  func signal(_ number: Int32) { _ = kill(-leader, number) }

  /// Whether processes of the group run after the leader has ended.
  var hasMembers: Bool {
    #if canImport(Darwin)
    // Darwin ignores processes that have ended and are not reaped yet, such as the leader.
    return kill(-leader, 0) == 0
    #else
    // On Linux, a signal to the group succeeds as long as the leader is not reaped. So the processes are searched.
    guard let folder = opendir("/proc") else { return false }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let identifier = pid_t(name), identifier != leader, isMember(identifier) { return true }
    }
    return false
    #endif
  }

  #if !canImport(Darwin)
  /// Whether a process runs and belongs to the group. `getpgid` would not tell whether the process has ended.
  private func isMember(_ identifier: pid_t) -> Bool {
    guard getpgid(identifier) == leader else { return false }
    guard let text = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8) else { return false }
    // The fields are: the process ID, the program's name in parentheses, the state. The name may contain parentheses.
    guard let end = text.lastIndex(of: ")") else { return false }
    let state = text[text.index(after: end)...].first { $0 != " " }
    return state != "Z" && state != "X"
  }
  #endif
}
#endif
