#if os(macOS) || os(Linux)
import Foundation
import ProtocolGenerator

/// The files of a folder with a pinned release, before `pin` or `upgrade` changes them.
struct SchemaFolder {
  static let stable = "app-server.stable.json"
  static let experimental = "app-server.experimental.json"
  static let pin = "pin.json"
  static let customization = "customization.json"
  static let history = "history.json"

  let location: Location
  /// The contents of each file that exists, by its name.
  private let contents: [String: Data]

  /// Reads the files.
  ///
  /// - Throws: `Failure` for a file that cannot be read, since its contents could not be restored after an error.
  init(_ location: Location) throws(Failure) {
    self.location = location
    var contents: [String: Data] = [:]
    for name in [Self.stable, Self.experimental, Self.pin, Self.customization, Self.history] {
      let file = location.appending(name)
      if Files.isFolder(file.path) {
        throw .file(file, "a folder is in the place of this file; move it away or delete it")
      }
      if Files.exists(file.path) { contents[name] = try Files.read(file) }
    }
    self.contents = contents
  }

  /// The changes that pin `release` in this folder. A history in the folder is continued with the release.
  ///
  /// - Throws: `Failure` if the history is not valid.
  func plan(_ release: CodexRelease) throws(Failure) -> OutputPlan {
    var files = release.files.map { change($0, to: $1) }
    if let history = try history() {
      do {
        files.append(change(Self.history, to: try history.pinning(release.input, as: release.version).text))
      } catch {
        throw Failure(error, in: release.input.files)
      }
    }
    return OutputPlan(folder: location, files: files)
  }

  /// The change that gives a file of this folder new contents.
  func change(_ name: String, to text: String) -> OutputPlan.File { change(name, to: Data(text.utf8)) }

  private func change(_ name: String, to new: Data) -> OutputPlan.File {
    let old = contents[name]
    return OutputPlan.File(
      location: location.appending(name),
      change: old == new ? .unchanged : .write(new: new, old: old)
    )
  }

  /// The history in this folder, or `nil` if there is none.
  func history() throws(Failure) -> ReleaseHistory? {
    guard let file = source(Self.history) else { return nil }
    do {
      return try ReleaseHistory(file)
    } catch {
      throw Failure(error, in: [file])
    }
  }

  /// The release that is pinned in this folder, or `nil` if the folder does not have both bundles and `pin.json`.
  func pinnedRelease() throws(Failure) -> CodexRelease? {
    guard let stable = contents[Self.stable], let experimental = contents[Self.experimental],
      let pin = source(Self.pin)
    else { return nil }
    do {
      return CodexRelease(version: try Pin.read(pin).codex, stable: stable, experimental: experimental)
    } catch {
      throw Failure(error, in: [pin])
    }
  }

  /// Whether the folder has at least one of the two bundles.
  var hasBundles: Bool { contents[Self.stable] != nil || contents[Self.experimental] != nil }

  /// The changes between the release that is pinned in this folder and another release. Only the bundles that both releases
  /// have are compared.
  func diff(to release: CodexRelease) throws(GeneratorError) -> SchemaDiff {
    var old = GeneratorInput(stable: source(Self.stable), experimental: source(Self.experimental))
    var new = release.input
    if old.stable == nil { new.stable = nil }
    if old.experimental == nil { new.experimental = nil }
    old.customization = source(Self.customization)
    new.customization = old.customization
    return try SchemaDiff.compare(old: old, new: new, names: (pinned ?? "the last pin", release.version))
  }

  /// The release that `pin.json` names. `nil` if the file does not exist or is not valid.
  var pinned: String? { source(Self.pin).flatMap { try? Pin.read($0).codex } }

  /// A file of this folder; `nil` if the file does not exist.
  func source(_ name: String) -> SourceFile? {
    contents[name].map { SourceFile(path: location.appending(name).shown, bytes: [UInt8]($0)) }
  }
}
#endif
