#if os(macOS) || os(Linux)
import CodexSDK
import Foundation
import Testing

@testable import CodexBinaries
@testable import CodexTesting

@Suite("A download that fails")
struct DownloadAttemptsTests {
  private static let error = FetchError(problem: "There is no network.", tried: ["pip"])
  private let fetches = Locked(0)
  private let reports = Locked<[FetchError]>([])

  private func attempts(lifetime: Duration) -> DownloadAttempts {
    DownloadAttempts(lifetime: lifetime) { [reports] error in reports.withLock { $0.append(error) } }
  }

  private func failing() -> @Sendable () async throws -> String {
    { [fetches] in
      fetches.withLock { $0 += 1 }
      throw Self.error
    }
  }

  @Test("is tried once by all calls for the release, and reported once")
  func once() async throws {
    let attempts = attempts(lifetime: .seconds(3600))

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          await #expect(throws: Self.error) { try await attempts.executable(of: "a", fetch: failing()) }
        }
      }
    }
    await #expect(throws: Self.error) { try await attempts.executable(of: "a", fetch: failing()) }

    #expect(fetches.withLock { $0 } == 1)
    #expect(reports.withLock { $0 } == [Self.error])
  }

  @Test("is tried again for another release, and after some time")
  func again() async throws {
    let attempts = attempts(lifetime: .zero)

    for release in ["a", "b", "a"] {
      await #expect(throws: Self.error) { try await attempts.executable(of: release, fetch: failing()) }
    }

    #expect(fetches.withLock { $0 } == 3)
  }

  @Test("is not remembered when a later call succeeds: each call looks into the cache")
  func success() async throws {
    let attempts = attempts(lifetime: .seconds(3600))

    for path in ["/one", "/two"] {
      #expect(try await attempts.executable(of: "a") { path } == path)
    }
    #expect(reports.withLock { $0 }.isEmpty)
  }
}
#endif
