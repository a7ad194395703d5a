#if os(macOS) || os(Linux)
import Foundation

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The cache folder of one Codex release: `<cache>/codex-swift/<version>`, which has the layout of the unpacked wheel.
package struct BinaryCache: Sendable {
  static let executableInWheel = "codex_cli_bin/bin/codex"

  let folder: String
  let version: String
  /// The SHA-256 hashes of the wheels that may be downloaded, by file name. `nil` permits every wheel of the package
  /// index.
  let wheels: [String: String]?

  /// - Parameters:
  ///   - folder: The folder of all releases, from `BinaryCache.folder(environment:)`.
  ///   - version: The version as `codex --version` prints it.
  package init(folder: String, version: String) {
    self.init(folder: folder, version: version, wheels: PinnedWheels.hashes(of: version))
  }

  init(folder: String, version: String, wheels: [String: String]?) {
    self.folder = folder
    self.version = version
    self.wheels = wheels
  }

  /// The folder of all releases. It is in `XDG_CACHE_HOME` if that is set, and otherwise in the default cache folder of
  /// the system.
  ///
  /// - Throws: `FetchError` if neither `XDG_CACHE_HOME` nor `HOME` is an absolute path.
  package static func folder(environment: [String: String]) throws(FetchError) -> String {
    // The XDG specification says that relative paths must be ignored.
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/codex-swift" }
    guard let home = environment["HOME"], home.hasPrefix("/") else {
      throw FetchError(
        problem: "There is no folder for the codex executable: neither XDG_CACHE_HOME nor HOME is an absolute path.",
        tried: ["the cache"]
      )
    }
    #if os(macOS)
    return home + "/Library/Caches/codex-swift"
    #else
    return home + "/.cache/codex-swift"
    #endif
  }

  /// The folder of the release.
  package var release: String { folder + "/" + version }

  /// The path of the program `codex`, or `nil` if the release is not in the cache. A release that is incomplete, that
  /// was changed after it was unpacked, or that another user can write, is ignored.
  package var executable: String? {
    guard (try? PrivateFolder.check(folder)) != nil, ReleaseSeal(folder: release).isIntact(wheels: wheels?.values)
    else { return nil }
    let path = release + "/" + Self.executableInWheel
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// The path of the program `codex`. If the release is not in the cache, it is downloaded from the Python package
  /// index. Blocks the thread until then.
  ///
  /// - Parameters:
  ///   - environment: The environment variables of the programs that are run. `PATH` is searched for python3, and pip reads
  ///     its settings from other variables.
  ///   - interrupts: The signals that stop the download.
  ///   - progress: Is called while the release is downloaded, on another thread, each time when some more megabytes have arrived.
  /// - Throws: `FetchError` if the release cannot be downloaded, and `Interrupted` if a signal stopped the download.
  package func fetch(
    environment: [String: String],
    interrupts: Interrupts? = nil,
    progress: (@Sendable (_ megabytes: Int) -> Void)? = nil
  ) throws -> String {
    if let executable { return executable }
    do {
      return try withLock(interrupts) {
        // Another process may have downloaded the release while this one waited for the lock.
        if let executable { return executable }
        try WheelDownload(
          version: version,
          environment: environment,
          interrupts: interrupts,
          progress: progress
        ).unpack(to: self)
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

  /// Runs `body` while this thread holds the lock of this version, which other processes and threads respect.
  private func withLock<Result>(_ interrupts: Interrupts?, _ body: () throws -> Result) throws -> Result {
    try PrivateFolder.create(folder)
    // O_CLOEXEC: a program that is started now must not inherit the lock.
    let descriptor = open(folder + "/.\(version).lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Self.systemError() }
    defer { _ = close(descriptor) }
    // The lock is polled, since a signal could not stop a wait inside of flock.
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw Self.systemError() }
      try interrupts?.check()
      usleep(50_000)
    }
    return try body()
  }

  private static func systemError() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

  /// Creates an empty folder, lets `fill` write the release into it, seals the folder, and renames it to that of the
  /// release. If `fill` throws, the folder is removed. Must be called while the lock is held.
  ///
  /// - Parameter fill: Returns the SHA-256 hash of the wheel.
  func install(_ fill: (_ folder: String) throws -> String) throws {
    try removeTemporaryFolders()
    let temporary = folder + "/.\(version)-\(UUID().uuidString)"
    defer { try? removeTemporaryFolders() }
    try PrivateFolder.create(temporary)
    try ReleaseSeal(folder: temporary).write(wheel: fill(temporary))
    // A folder cannot be replaced in one step. The old release is moved away first, so that its programs can still be
    // run by processes that use them.
    rename(release, folder + "/.\(version)-old-\(UUID().uuidString)")
    try FileManager.default.moveItem(atPath: temporary, toPath: release)
  }

  /// Removes what this download, or an earlier one that was killed, has left.
  private func removeTemporaryFolders() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix(".\(version)-") {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }
}

/// A release could not be downloaded.
package struct FetchError: Error, Hashable {
  /// A sentence about the cause.
  package var problem: String
  /// The steps that were tried, in order.
  package var tried: [String]
}
#endif
