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
struct BinaryCache: Sendable {
  static let executableInWheel = "codex_cli_bin/bin/codex"

  let folder: String
  let version: String

  /// The folder for all releases: below `XDG_CACHE_HOME` when that is set, else where the system keeps caches.
  static func folder(environment: [String: String]) throws -> String {
    // The XDG specification has relative paths ignored.
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/codex-swift" }
    guard let home = environment["HOME"], home.hasPrefix("/") else {
      throw CodexBinaryError(
        problem: "There is no place for the codex executable: neither XDG_CACHE_HOME nor HOME is an absolute path.",
        tried: ["the environment variable CODEX_BIN", "the cache"]
      )
    }
    #if os(macOS)
    return home + "/Library/Caches/codex-swift"
    #else
    return home + "/.cache/codex-swift"
    #endif
  }

  var release: String { folder + "/" + version }

  /// The release, when it is there. It came by a rename, so it is there as a whole.
  var binary: CodexBinary? {
    let executable = release + "/" + Self.executableInWheel
    return FileManager.default.isExecutableFile(atPath: executable) ? CodexBinary(executable: executable) : nil
  }

  /// Runs `body` while no other process, and no other thread of this one, is in here for the same version.
  func withLock<Result>(_ body: () throws -> Result) throws -> Result {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // O_CLOEXEC: a program that is started meanwhile must not keep the lock.
    let descriptor = open(folder + "/.\(version).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw SystemCallError("opening \(folder)/.\(version).lock") }
    defer { Sockets.release(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw SystemCallError("flock") }
    }
    return try body()
  }

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
#endif
