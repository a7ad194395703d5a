import Foundation
import ProtocolGenerator

/// A folder with a pinned release, as it is before `pin` changes it.
struct SchemaFolder {
  static let stable = "app-server.stable.json"
  static let experimental = "app-server.experimental.json"
  static let pin = "pin.json"
  static let customization = "customization.json"

  let location: Location
  /// By name; what is missing is not in here.
  private let contents: [String: Data]

  /// - Throws: `Failure` for a file that cannot be read: it could not be put back either.
  init(_ location: Location) throws(Failure) {
    self.location = location
    var contents: [String: Data] = [:]
    for name in [Self.stable, Self.experimental, Self.pin, Self.customization] {
      let file = location.appending(name)
      if Files.isFolder(file.path) {
        throw .file(file, "a folder is in the place of this file; move it away or delete it")
      }
      if Files.exists(file.path) { contents[name] = try Files.read(file) }
    }
    self.contents = contents
  }

  /// What has to change so that `release` is pinned here.
  func plan(_ release: CodexRelease) -> OutputPlan {
    let files = release.files.map { name, new in
      let old = contents[name]
      return OutputPlan.File(
        location: location.appending(name),
        change: old == new ? .unchanged : .write(new: new, old: old)
      )
    }
    return OutputPlan(folder: location, files: files)
  }

  var hasBundles: Bool { contents[Self.stable] != nil || contents[Self.experimental] != nil }

  /// What changes between the release that is pinned here and another, as far as both have the same bundles.
  func diff(to release: CodexRelease) throws(GeneratorError) -> SchemaDiff {
    var old = GeneratorInput(stable: source(Self.stable), experimental: source(Self.experimental))
    var new = release.input
    if old.stable == nil { new.stable = nil }
    if old.experimental == nil { new.experimental = nil }
    old.customization = source(Self.customization)
    new.customization = old.customization
    return try SchemaDiff.compare(old: old, new: new, names: (pinned ?? "the last pin", release.version))
  }

  /// The release that `pin.json` names, if it does.
  private var pinned: String? { source(Self.pin).flatMap { try? Pin.read($0).codex } }

  private func source(_ name: String) -> SourceFile? {
    contents[name].map { SourceFile(path: location.appending(name).shown, bytes: [UInt8]($0)) }
  }
}
