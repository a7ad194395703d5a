#if os(macOS) || os(Linux)
import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Where an unpacked release is kept: `<cache>/codex-swift/<version>`, with the layout of the wheel.
package struct BinaryCache: Sendable {
  static let executableInWheel = "codex_cli_bin/bin/codex"

  let folder: String
  let version: String

  /// - Parameter folder: From `BinaryCache.folder(environment:)`.
  package init(folder: String, version: String) {
    self.folder = folder
    self.version = version
  }

  /// The folder for all releases: below `XDG_CACHE_HOME` when that is set, else where the system keeps caches.
  package static func folder(environment: [String: String]) throws(FetchError) -> String {
    // The XDG specification has relative paths ignored.
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/codex-swift" }
    guard let home = environment["HOME"], home.hasPrefix("/") else {
      throw FetchError(
        problem: "There is no place for the codex executable: neither XDG_CACHE_HOME nor HOME is an absolute path.",
        tried: ["the cache"]
      )
    }
    #if os(macOS)
    return home + "/Library/Caches/codex-swift"
    #else
    return home + "/.cache/codex-swift"
    #endif
  }

  var release: String { folder + "/" + version }

  /// The path of the program `codex`, when the release is there. It came by a rename, so it is there as a whole.
  package var executable: String? {
    let path = release + "/" + Self.executableInWheel
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// The path of the program `codex`: from the cache, else from PyPI into the cache. Blocks the thread for as long.
  ///
  /// - Parameter environment: Of the programs that are run: `PATH` says which python3, and pip has its settings there.
  /// - Throws: `FetchError`, or `Interrupted`.
  package func fetch(environment: [String: String], interrupts: Interrupts? = nil) throws -> String {
    if let executable { return executable }
    do {
      return try withLock(interrupts) {
        // Another process may have been faster while this one waited for the lock.
        if let executable { return executable }
        try WheelDownload(version: version, environment: environment, interrupts: interrupts).unpack(to: self)
        guard let executable else {
          throw FetchError(
            problem: "The wheel of version \(version) has no program at \(Self.executableInWheel).",
            tried: ["unpacking to \(release)"]
          )
        }
        return executable
      }
    } catch let error where !(error is FetchError || error is Interrupted) {
      throw FetchError(
        problem: "The release \(version) could not be put into the cache at \(folder): \(error.localizedDescription)",
        tried: ["the cache"]
      )
    }
  }

  /// Runs `body` while no other process, and no other thread of this one, is in here for the same version.
  private func withLock<Result>(_ interrupts: Interrupts?, _ body: () throws -> Result) throws -> Result {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // O_CLOEXEC: a program that is started meanwhile must not keep the lock.
    let descriptor = open(folder + "/.\(version).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.systemError() }
    defer { _ = close(descriptor) }
    // Asked again and again: a wait inside of flock could not be interrupted.
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw Self.systemError() }
      try interrupts?.check()
      usleep(50_000)
    }
    return try body()
  }

  private static func systemError() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

  /// Gives `fill` an empty folder beside the releases, and makes it the release when that succeeds.
  func install(_ fill: (_ folder: String) throws -> Void) throws {
    let temporary = folder + "/.\(version)-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    try fill(temporary)
    try? FileManager.default.removeItem(atPath: release)
    try FileManager.default.moveItem(atPath: temporary, toPath: release)
  }
}

/// Why a release could not be fetched.
package struct FetchError: Error, Hashable {
  package var problem: String
  /// What was tried, in order.
  package var tried: [String]
}
#endif
