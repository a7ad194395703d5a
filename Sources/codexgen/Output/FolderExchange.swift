#if os(macOS) || os(Linux)
import CodexBinaries
import Foundation

/// Replaces a folder by a new folder in one step of the file system, so that at each moment the folder has either all old or all
/// new files.
///
/// The new folder is made in a `StagingFolder` beside the old one, with hard links to the files that do not change. That needs an
/// existing folder in which all files are generated.
struct FolderExchange {
  private let plan: OutputPlan
  private let staging: StagingFolder
  /// The path of each generated file relative to the folder, with its change.
  private let changes: [String: OutputPlan.Change]

  /// Makes the changes of a plan.
  ///
  /// - Parameter interrupts: The signals that stop the exchange before the folder is replaced.
  /// - Returns: Whether the changes were made. `false` if that is not possible in one step, or if the new folder cannot be made.
  ///   Nothing was changed then.
  /// - Throws: `Failure.interrupted`.
  static func apply(_ plan: OutputPlan, _ interrupts: Interrupts?) throws(Failure) -> Bool {
    guard let exchange = FolderExchange(plan) else { return false }
    return try exchange.apply(interrupts)
  }

  private init?(_ plan: OutputPlan) {
    let folder = plan.folder
    // A path that ends in dots would give the staging folder a wrong place.
    guard Files.kind(folder.path) == .folder, ![".", "..", ""].contains(folder.name), folder.path != "/" else {
      return nil
    }
    self.plan = plan
    staging = StagingFolder(beside: folder)
    let prefix = folder.path + "/"
    changes = Dictionary(
      plan.files.map { (String($0.location.path.dropFirst(prefix.count)), $0.change) },
      uniquingKeysWith: { first, _ in first }
    )
    guard isPossible else { return nil }
  }

  // MARK: Conditions

  private var isPossible: Bool {
    let parent = plan.folder.folder
    guard access(parent.path, W_OK) == 0, let own = Self.status(plan.folder.path),
      own.st_dev == Self.status(parent.path)?.st_dev
    else { return false }
    // A process whose current folder is replaced would go on in a folder that does not exist.
    let current = Self.resolved(FileManager.default.currentDirectoryPath) + "/"
    guard !current.hasPrefix(Self.resolved(plan.folder.path) + "/") else { return false }
    guard let entries = entries(of: plan.folder) else { return false }
    return entries.allSatisfy { path, kind in
      switch kind {
      case .folder: changes[path] == nil
      case .file: changes[path] != nil
      case .link, .other: false
      }
    }
  }

  private static func status(_ path: String) -> stat? {
    var status = stat()
    return lstat(path, &status) == 0 ? status : nil
  }

  private static func resolved(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }

  /// The kind of each file and folder below a folder, by its relative path. `nil` if the folder cannot be read.
  private func entries(of folder: Location) -> [(path: String, kind: Files.Kind)]? {
    guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder.path) else { return nil }
    return paths.map { ($0, Files.kind(folder.appending($0).path) ?? .other) }
  }

  // MARK: The exchange

  private func apply(_ interrupts: Interrupts?) throws(Failure) -> Bool {
    do {
      try makeNewFolder(interrupts)
    } catch {
      try? staging.remove()
      if error is Interrupted { throw .interrupted }
      return false
    }
    // Other runs must wait until the old folder is removed, although its lock no longer protects anything.
    let lock = try FolderLock.acquire(staging.location, interrupts)
    defer { withExtendedLifetime(lock) {} }
    if interrupts?.received != nil {
      try? staging.remove()
      throw .interrupted
    }
    guard Self.exchange(plan.folder.path, staging.location.path) else {
      try? staging.remove()
      return false
    }
    removeOldFolder()
    return true
  }

  private func makeNewFolder(_ interrupts: Interrupts?) throws {
    try staging.create()
    for (path, change) in changes.sorted(by: { $0.key < $1.key }) {
      try interrupts?.check()
      let new = staging.location.appending(path)
      switch change {
      case .write(let bytes, _):
        try createFolder(new.folder)
        try Files.writeNew(bytes, to: new.path)
      case .unchanged:
        try createFolder(new.folder)
        guard link(plan.folder.appending(path).path, new.path) == 0 else {
          throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
      case .remove, .blocked: break
      }
    }
    // The new folder has the permissions of the old one.
    if let status = Self.status(plan.folder.path) { chmod(staging.location.path, status.st_mode & 0o7777) }
  }

  private func createFolder(_ folder: Location) throws {
    try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
  }

  /// Removes the old folder, which is in the place of the staging folder now. If that is not possible, the next run removes it.
  private func removeOldFolder() {
    // A file that somebody has added since the comparison belongs into the new folder.
    for (path, kind) in entries(of: staging.location) ?? [] where kind != .folder && changes[path] == nil {
      let place = plan.folder.appending(path)
      try? createFolder(place.folder)
      if rename(staging.location.appending(path).path, place.path) != 0 { return }
    }
    try? staging.remove()
  }

  /// Exchanges two folders in one step.
  ///
  /// - Returns: `false` if the system or the file system cannot do that.
  private static func exchange(_ one: String, _ other: String) -> Bool {
    #if canImport(Darwin)
    return renamex_np(one, other, UInt32(RENAME_SWAP)) == 0
    #else
    // The function is looked up, since musl and older versions of glibc do not have it.
    guard let symbol = dlsym(nil, "renameat2") else { return false }
    typealias Rename = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
    let exchange: UInt32 = 2
    return unsafeBitCast(symbol, to: Rename.self)(AT_FDCWD, one, AT_FDCWD, other, exchange) == 0
    #endif
  }
}
#endif
