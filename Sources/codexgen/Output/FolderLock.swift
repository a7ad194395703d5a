#if os(macOS) || os(Linux)
import CodexBinaries
import Foundation

/// The right to change the files of a folder, which one process has at a time, as long as this object exists.
///
/// The lock is on the folder itself, so that no file is needed for it. The system releases the lock when the process ends, also
/// when the process is killed.
final class FolderLock {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { _ = close(descriptor) }

  /// Waits until no other process has the lock.
  ///
  /// - Parameter interrupts: The signals that stop the wait.
  /// - Returns: `nil` for a folder that does not exist or cannot be read, and for a file system without locks.
  /// - Throws: `Failure.interrupted` if a signal stopped the wait.
  static func acquire(_ folder: Location, _ interrupts: Interrupts?) throws(Failure) -> FolderLock? {
    while true {
      // O_CLOEXEC: a program that is started now must not inherit the lock.
      let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      let lock = FolderLock(descriptor: descriptor)
      // The lock is polled, since a signal could not stop a wait inside of flock.
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        guard errno == EWOULDBLOCK || errno == EINTR else { return nil }
        if interrupts?.received != nil { throw .interrupted }
        usleep(50_000)
      }
      // The process that had the lock may have put another folder in the place of this one.
      if lock.isOf(folder.path) { return lock }
    }
  }

  private func isOf(_ path: String) -> Bool {
    var (own, current) = (stat(), stat())
    guard fstat(descriptor, &own) == 0, stat(path, &current) == 0 else { return false }
    return own.st_ino == current.st_ino && own.st_dev == current.st_dev
  }
}
#endif
