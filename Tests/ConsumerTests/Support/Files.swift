import Foundation

/// Access to the file system.
enum Files {
  static func createFolder(_ folder: URL) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  static func write(_ text: String, to file: URL) throws {
    try createFolder(file.deletingLastPathComponent())
    try Data(text.utf8).write(to: file)
  }

  static func text(_ file: URL) throws -> String { String(decoding: try Data(contentsOf: file), as: UTF8.self) }

  /// Copies a file, and replaces the file in its place if there is one.
  static func copy(_ source: URL, to file: URL) throws {
    try createFolder(file.deletingLastPathComponent())
    if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
    try FileManager.default.copyItem(at: source, to: file)
    // A copy has the modification date of the original, which can be older than that of the replaced file.
    try touch(file)
  }

  static func touch(_ file: URL) throws {
    try FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: file.path)
  }

  static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// The modification date of each file of a folder, by name.
  static func dates(in folder: URL) throws -> [String: Date] {
    try names(in: folder).reduce(into: [:]) { dates, name in
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)
      dates[name] = attributes[.modificationDate] as? Date
    }
  }
}
