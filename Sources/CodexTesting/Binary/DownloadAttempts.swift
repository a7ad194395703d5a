#if os(macOS) || os(Linux)
import CodexBinaries
import CodexSDK
import Foundation

/// Remembers that a release could not be downloaded, so that a hundred tests on a machine without a network do not wait for a
/// hundred attempts of pip.
///
/// All calls for one release that overlap share one attempt. After an attempt that failed, calls get the same error at once for
/// ten minutes. A success is not remembered, since each call checks the cache.
final class DownloadAttempts: Sendable {
  static let shared = DownloadAttempts(lifetime: .seconds(600)) { error in LastMessage.print(error) }

  private struct Attempt {
    let id = UUID()
    var task: Task<String, any Error>
    var failureEnds: ContinuousClock.Instant?
  }

  private let attempts = Locked<[String: Attempt]>([:])
  private let lifetime: Duration
  private let reportFirstFailure: @Sendable (FetchError) -> Void

  /// - Parameters:
  ///   - lifetime: How long a failure is remembered.
  ///   - reportFirstFailure: Is called once for each attempt that fails.
  init(lifetime: Duration, reportFirstFailure: @escaping @Sendable (FetchError) -> Void) {
    self.lifetime = lifetime
    self.reportFirstFailure = reportFirstFailure
  }

  /// The path of an executable, from `fetch` or from an attempt that is under way or has failed.
  ///
  /// - Parameters:
  ///   - release: The folder of the release in the cache.
  ///   - fetch: Downloads the release if necessary.
  /// - Throws: The error of the attempt.
  func executable(
    of release: String,
    fetch: @escaping @Sendable () async throws -> String
  ) async throws -> String {
    let attempt = attempts.withLock { attempts in
      if let known = attempts[release], known.failureEnds.map({ $0 > .now }) ?? true { return known }
      // The task is not a child of the caller's task, since other callers wait for it when the caller is cancelled.
      let attempt = Attempt(task: Task { try await fetch() })
      attempts[release] = attempt
      return attempt
    }
    let result = await attempt.task.result
    var isFirstFailure = false
    attempts.withLock { attempts in
      guard let known = attempts[release], known.id == attempt.id else { return }
      if case .success = result {
        attempts[release] = nil
      } else if known.failureEnds == nil {
        attempts[release]?.failureEnds = .now + lifetime
        isFirstFailure = true
      }
    }
    if isFirstFailure, case .failure(let error as FetchError) = result { reportFirstFailure(error) }
    return try result.get()
  }
}

/// Repeats the reason of a failed download when the process ends, after the failures of all tests that need the release.
private enum LastMessage {
  private static let text = Locked<String?>(nil)

  static func print(_ error: FetchError) {
    let message = """

      Tests that need a real Codex have failed, since Codex could not be downloaded. Only the first of them has tried.
      \(CodexBinaryError(error))

      """
    let isFirst = text.withLock { text in
      defer { text = text ?? message }
      return text == nil
    }
    guard isFirst else { return }
    atexit { if let text = LastMessage.text.withLock({ $0 }) { FileHandle.standardError.write(Data(text.utf8)) } }
  }
}
#endif
