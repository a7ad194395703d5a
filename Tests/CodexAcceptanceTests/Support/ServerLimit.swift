import Foundation

/// Limits how many tests use a real app-server at the same time.
///
/// Swift Testing starts all tests of the process at once. Without a limit, more than a hundred app-servers ran at the same time,
/// and the process had 1,758 open descriptors. Foundation's `Process` stops a program with more than about 1,365 open
/// descriptors on Linux, and tests of other suites reached their time limits.
actor ServerLimit {
  private static let shared = ServerLimit(max(8, 2 * ProcessInfo.processInfo.activeProcessorCount))

  /// Whether the task belongs to a test that has its turn. A test that uses several servers must not wait for itself.
  @TaskLocal private static var hasTurn = false

  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  private init(_ count: Int) { free = count }

  /// Runs `body` as soon as fewer than the allowed number of tests use an app-server.
  static func run<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
    if hasTurn { return try await body() }
    await shared.enter()
    do {
      let result = try await $hasTurn.withValue(true) { try await body() }
      await shared.leave()
      return result
    } catch {
      await shared.leave()
      throw error
    }
  }

  private func enter() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  private func leave() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
