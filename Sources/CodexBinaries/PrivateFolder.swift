#if os(macOS) || os(Linux)
import Foundation

/// A folder that only its user can write, so that no other user can replace the programs in it.
enum PrivateFolder {
  /// Creates the folder if it does not exist, and checks it.
  ///
  /// - Throws: `FetchError` for a symbolic link, a folder of another user, and a folder that other users can write. An error of the
  ///   system if the folder cannot be created.
  static func create(_ path: String) throws {
    let parent = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    try check(path)
  }

  /// - Throws: `FetchError`.
  static func check(_ path: String) throws(FetchError) {
    guard let status = FileStatus(path), status.isFolder else {
      throw unsafe(path, "is no folder, or a symbolic link", "delete it")
    }
    guard status.isOwn else {
      throw unsafe(path, "belongs to another user", "delete it, or set XDG_CACHE_HOME to another folder")
    }
    guard !status.isWritableByOthers else {
      throw unsafe(path, "can be written by other users", "delete its contents, and run: chmod go-w '\(path)'")
    }
    // In a folder with the sticky bit, such as /tmp, other users cannot rename or delete this folder.
    let parent = (path as NSString).deletingLastPathComponent
    guard let outer = FileStatus(parent, followingLinks: true), outer.isSticky || !outer.isWritableByAll else {
      throw unsafe(parent, "can be written by all users", "run: chmod o-w '\(parent)'")
    }
  }

  private static func unsafe(_ path: String, _ problem: String, _ remedy: String) -> FetchError {
    FetchError(
      problem: "The folder '\(path)' cannot be used for programs, because it \(problem). To solve this, \(remedy).",
      tried: ["the cache"]
    )
  }
}

/// What the system knows of a file.
struct FileStatus {
  private let status: stat

  /// - Parameter followingLinks: Whether the status of a symbolic link is that of the file that it leads to.
  /// - Returns: `nil` when the file does not exist or cannot be examined.
  init?(_ path: String, followingLinks: Bool = false) {
    var status = stat()
    guard (followingLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.status = status
  }

  var isFolder: Bool { status.st_mode & S_IFMT == S_IFDIR }
  var isFile: Bool { status.st_mode & S_IFMT == S_IFREG }
  /// The size of a file, in bytes; 0 for a folder.
  var fileSize: Int { isFile ? Int(status.st_size) : 0 }
  var isOwn: Bool { status.st_uid == geteuid() }
  var isWritableByOthers: Bool { status.st_mode & (S_IWGRP | S_IWOTH) != 0 }
  var isWritableByAll: Bool { status.st_mode & S_IWOTH != 0 }
  var isSticky: Bool { status.st_mode & S_ISVTX != 0 }

  /// The size, the time of the last change, the number and the permissions. They change when the file is replaced or
  /// written.
  var fingerprint: String {
    #if canImport(Darwin)
    let time = status.st_mtimespec
    #else
    let time = status.st_mtim
    #endif
    return "\(status.st_size) \(time.tv_sec).\(time.tv_nsec) \(status.st_ino) \(String(status.st_mode, radix: 8))"
  }
}
#endif
