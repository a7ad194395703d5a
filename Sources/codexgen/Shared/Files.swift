#if os(macOS) || os(Linux)
import Foundation

/// Access to the file system. All paths are absolute.
enum Files {
  enum Kind: Hashable {
    case file, folder, link, other
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  static func isProgram(_ path: String) -> Bool {
    !isFolder(path) && FileManager.default.isExecutableFile(atPath: path)
  }

  /// The kind of the file at a path, or `nil` if there is none. Symbolic links are not followed.
  static func kind(_ path: String) -> Kind? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
    switch attributes[.type] as? FileAttributeType {
    case .typeRegular?: return .file
    case .typeDirectory?: return .folder
    case .typeSymbolicLink?: return .link
    default: return .other
    }
  }

  static func read(_ location: Location) throws(Failure) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: location.path))
    } catch {
      throw .file(location, "the file cannot be read (\(reason(error))); check that you may read it")
    }
  }

  /// The names of the files and folders in a folder, sorted.
  static func names(in folder: Location) throws(Failure) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    } catch {
      throw .file(folder, "the folder cannot be read (\(reason(error))); check that you may read it")
    }
  }

  /// Writes a new file. Throws if a file with this path exists.
  static func writeNew(_ bytes: Data, to path: String) throws {
    try bytes.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
  }

  /// Replaces a file by another file in one step. The functions of FileManager either remove the old file first, or behave
  /// differently on each platform.
  static func replace(_ path: String, with new: String) throws {
    if rename(new, path) == 0 { return }
    guard errno == EXDEV else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    // The two files are on different file systems, since a folder between is a symbolic link or a mount point. The new file is
    // copied beside the old file first.
    let copy = Location.folder(of: path) + "/.\(UUID().uuidString).codexgen"
    defer { _ = unlink(copy) }
    try FileManager.default.copyItem(atPath: new, toPath: copy)
    guard rename(copy, path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    try remove(new)
  }

  static func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

  static func createFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  /// Removes a folder. Throws if the folder is not empty.
  static func removeEmptyFolder(_ path: String) throws {
    guard rmdir(path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  /// The system's description of an error. Foundation's own description on Linux says only that the operation could not be
  /// completed.
  static func reason(_ error: any Error) -> String {
    let error = error as NSError
    let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    guard cause.domain == NSPOSIXErrorDomain, let code = Int32(exactly: cause.code) else {
      return error.localizedDescription
    }
    return String(cString: strerror(code)).lowercased()
  }
}
#endif
