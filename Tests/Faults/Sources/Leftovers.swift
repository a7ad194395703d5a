import Foundation

/// What this process holds of the system: nothing of it may grow from one session to the next.
struct Leftovers {
  /// Open descriptors.
  var descriptors: Int
  /// Resident memory in bytes; 0 where the system does not tell.
  var memory: Int

  static var now: Leftovers { Leftovers(descriptors: openDescriptors, memory: residentMemory) }

  /// Checks that sessions that have ended left nothing behind.
  ///
  /// - Parameters:
  ///   - before: What was held before the sessions.
  ///   - scenario: What the sessions did, for the failure's text.
  ///   - growth: By how many bytes memory may have grown; the allocator keeps some of what is freed.
  /// - Throws: `Failure` with everything that was left.
  static func check(since before: Leftovers, after scenario: String, growth: Int = 64 << 20) async throws {
    var problems = found(since: before, growth: growth)
    // A thread that has told of its end still takes a moment to go.
    for _ in 0..<100 where !problems.isEmpty {
      try await Task.sleep(for: .milliseconds(20))
      problems = found(since: before, growth: growth)
    }
    if !problems.isEmpty { throw Failure("After \(scenario), \(problems.joined(separator: "; ")).") }
  }

  private static func found(since before: Leftovers, growth: Int) -> [String] {
    var problems: [String] = []
    if hasChild { problems.append("a child process is left, running or not reaped") }
    let now = Leftovers.now
    if now.descriptors > before.descriptors {
      problems.append("\(now.descriptors - before.descriptors) file descriptors are still open")
    }
    let threads = sdkThreads()
    if !threads.isEmpty { problems.append("threads of the SDK still run: \(threads.joined(separator: ", "))") }
    if now.memory - before.memory > growth {
      problems.append("memory has grown by \((now.memory - before.memory) >> 20) MB, more than \(growth >> 20) MB")
    }
    return problems
  }

  /// Whether a process runs. A process that has ended, and that its parent has not reaped, does not count.
  static func isRunning(_ identifier: pid_t) -> Bool {
    guard kill(identifier, 0) == 0 else { return false }
    let status = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
    return status?.contains(") Z ") != true
  }

  /// Whether a process runs that has an environment variable. On systems that do not show the environment of processes, every
  /// running process counts.
  ///
  /// - Parameter variable: The variable as `NAME=VALUE`.
  static func isRunning(_ identifier: pid_t, withVariable variable: String) -> Bool {
    guard isRunning(identifier) else { return false }
    #if os(Linux)
    let environment = FileManager.default.contents(atPath: "/proc/\(identifier)/environ") ?? Data()
    return environment.split(separator: 0).contains { $0.elementsEqual(variable.utf8) }
    #else
    return true
    #endif
  }

  private static var hasChild: Bool {
    var info = siginfo_t()
    // Without reaping it, since that is for the SDK to do. It fails with ECHILD when there is no child at all.
    return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0
  }

  private static var openDescriptors: Int {
    (0..<Int32(getdtablesize() > 65_536 ? 65_536 : getdtablesize())).reduce(0) { fcntl($1, F_GETFD) >= 0 ? $0 + 1 : $0 }
  }

  /// The names of threads that the SDK has started. Only Linux shows them to the process itself.
  private static func sdkThreads() -> [String] {
    let folder = "/proc/self/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return threads.compactMap { try? String(contentsOfFile: "\(folder)/\($0)/comm", encoding: .utf8) }
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
      .filter { $0.hasPrefix("codex-sdk") }
  }

  private static var residentMemory: Int {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
    let fields = text.split(separator: " ")
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(getpagesize())
  }
}
