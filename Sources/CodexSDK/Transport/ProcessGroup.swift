#if os(macOS) || os(Linux)
import Foundation

/// The processes that a child process has started and that can be ended together with it: those of the child's process
/// group, and on Linux also those that have left the group but have inherited the child's environment.
///
/// The child is the leader of its group, so the group has the child's process ID. The system does not use the ID for
/// another process or group before the child is reaped. So all functions must be called only until then.
struct ProcessGroup: Sendable {
  let leader: pid_t
  /// The text `NAME=VALUE` of an environment variable that only the child and its descendants have.
  let marker: String

  /// The name of the environment variable that marks the processes of a child.
  static let markerName = "CODEX_SWIFT_SDK_SESSION"

  /// Sends a signal to all processes of the group.
  func signal(_ number: Int32) { _ = kill(-leader, number) }

  /// Sends a signal to all processes of the group, and to `strays`.
  func signal(_ number: Int32, strays: [pid_t]) {
    signal(number)
    for stray in strays { _ = kill(stray, number) }
  }

  #if canImport(Darwin)
  /// Whether processes of the group run after the leader has ended, and the processes that have left the group, which
  /// are unknown on Darwin.
  func remaining(includingStrays: Bool) -> (hasMembers: Bool, strays: [pid_t]) {
    // Darwin ignores processes that have ended and are not reaped yet, such as the leader.
    (kill(-leader, 0) == 0, [])
  }
  #else
  /// Whether processes of the group run after the leader has ended, and the marked processes that have left the group.
  ///
  /// On Linux, a signal to the group succeeds as long as the leader is not reaped, so it cannot be used to find out.
  /// The processes of the system are searched instead, which takes a few milliseconds.
  ///
  /// - Parameter includingStrays: Whether to search for marked processes outside of the group.
  func remaining(includingStrays: Bool) -> (hasMembers: Bool, strays: [pid_t]) {
    var result = (hasMembers: false, strays: [pid_t]())
    guard let folder = opendir("/proc") else { return result }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let identifier = pid_t(name), identifier != leader else { continue }
      if getpgid(identifier) == leader {
        if hasNotEnded(identifier) { result.hasMembers = true }
      } else if includingStrays, isMarked(identifier) {
        result.strays.append(identifier)
      }
    }
    return result
  }

  private func hasNotEnded(_ identifier: pid_t) -> Bool {
    guard let text = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8) else { return false }
    // The fields are: the process ID, the program's name in parentheses, the state. The name may contain parentheses.
    guard let end = text.lastIndex(of: ")") else { return false }
    let state = text[text.index(after: end)...].first { $0 != " " }
    return state != "Z" && state != "X"
  }

  /// Whether a process has the marker in its environment. The environment of other users' processes cannot be read, and
  /// that of a process that has ended is empty.
  private func isMarked(_ identifier: pid_t) -> Bool {
    guard let environment = FileManager.default.contents(atPath: "/proc/\(identifier)/environ") else { return false }
    return environment.split(separator: 0).contains { $0.elementsEqual(marker.utf8) }
  }
  #endif
}
#endif
