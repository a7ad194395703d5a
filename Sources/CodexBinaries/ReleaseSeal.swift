#if os(macOS) || os(Linux)
import Foundation

/// A file in the folder of an unpacked release that lists the wheel's hash and all files. It is written last. So a
/// folder that is incomplete, or of which a file was replaced or changed afterwards, does not match its seal.
///
/// The seal contains fingerprints instead of hashes, because reading 370 MB takes a second each time.
struct ReleaseSeal {
  private static let name = ".seal"

  let folder: String

  /// Writes the seal.
  ///
  /// - Parameter wheel: The SHA-256 hash of the wheel, in hexadecimal digits.
  func write(wheel: String) throws {
    guard let files = listing() else { throw CocoaError(.fileReadNoPermission) }
    let path = folder + "/" + Self.name
    try Data(([wheel] + files).joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  /// Whether the release has exactly the files that were sealed, and belongs to this user alone.
  ///
  /// - Parameter wheels: The permitted hashes of the wheel. `nil` permits every hash.
  func isIntact(wheels: (some Collection<String>)?) -> Bool {
    let path = folder + "/" + Self.name
    guard let status = FileStatus(path), Self.isPrivate(status), status.isFile,
      let text = try? String(contentsOfFile: path, encoding: .utf8)
    else { return false }
    let lines = text.split(separator: "\n").map(String.init)
    guard let wheel = lines.first, wheels?.contains(wheel) != false else { return false }
    return listing() == Array(lines.dropFirst())
  }

  /// The paths and fingerprints of all files except the seal. `nil` when a file is neither a regular file nor a folder,
  /// belongs to another user, or can be written by other users.
  private func listing() -> [String]? {
    guard let status = FileStatus(folder), status.isFolder, Self.isPrivate(status),
      let paths = FileManager.default.enumerator(atPath: folder)
    else { return nil }
    var lines: [String] = []
    for case let path as String in paths where path != Self.name {
      guard let status = FileStatus(folder + "/" + path), Self.isPrivate(status) else { return nil }
      if status.isFolder { continue }
      guard status.isFile, !path.contains("\n") else { return nil }
      lines.append("\(status.fingerprint) \(path)")
    }
    return lines.sorted()
  }

  private static func isPrivate(_ status: FileStatus) -> Bool { status.isOwn && !status.isWritableByOthers }
}
#endif
