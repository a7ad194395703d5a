#if os(macOS) || os(Linux)
import Foundation

/// Tells how much of a download has arrived, by the size of the files in a folder. That works for every version of pip, whose own
/// messages differ.
///
/// The type is `@unchecked Sendable` because the compiler cannot verify the lock: `isStopped` is read and written only while the
/// lock is held, and everything else is constant.
final class DownloadProgress: @unchecked Sendable {
  /// Progress is reported each time when this many more bytes have arrived.
  private static let step = 10_000_000

  private let folder: String
  private let report: @Sendable (_ megabytes: Int) -> Void
  private let lock = NSLock()
  private var isStopped = false

  /// Starts to watch a folder.
  ///
  /// - Parameter report: Is called on a thread of this object.
  init(of folder: String, report: @escaping @Sendable (_ megabytes: Int) -> Void) {
    self.folder = folder
    self.report = report
    Thread.detachNewThread { self.watch() }
  }

  func stop() { lock.withLock { isStopped = true } }

  private func watch() {
    var next = Self.step
    while !lock.withLock({ isStopped }) {
      let size = CacheContents.size(ofFolder: folder)
      if size >= next {
        report(size / 1_000_000)
        next = (size / Self.step + 1) * Self.step
      }
      usleep(300_000)
    }
  }
}
#endif
