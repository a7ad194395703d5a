#if os(macOS) || os(Linux)
import Foundation
import Testing

@testable import CodexBinaries

@Suite("The progress of a download")
struct DownloadProgressTests {
  @Test(
    "is told by the size of the files in a folder, and once for each ten megabytes at most",
    .timeLimit(.minutes(5))
  )
  func progress() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/progress-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder + "/below", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (reports, continuation) = AsyncStream.makeStream(of: Int.self)
    let progress = DownloadProgress(of: folder) { continuation.yield($0) }
    defer { progress.stop() }
    var iterator = reports.makeAsyncIterator()

    try write(megabytes: 3, to: folder + "/a")
    try write(megabytes: 12, to: folder + "/below/b")
    let first = await iterator.next()
    try write(megabytes: 40, to: folder + "/c")
    let second = await iterator.next()

    // The second file may be seen before it is written completely.
    #expect((10...15).contains(first ?? 0))
    #expect((20...55).contains(second ?? 0))
  }

  /// Writes a file without contents of its own, which takes no space on the disk.
  private func write(megabytes: UInt64, to path: String) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: megabytes * 1_000_000)
    try file.close()
  }
}
#endif
