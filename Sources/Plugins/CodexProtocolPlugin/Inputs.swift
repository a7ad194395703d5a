import Foundation
import PackagePlugin

/// The files of a target from which its code is generated.
struct Inputs {
  private var bundle: URL?
  private var stable: URL?
  private var experimental: URL?
  private var settings: URL?
  private var customization: URL?
  /// The file that `codexgen pin` writes beside the bundles. No code is generated from it, but SwiftPM warns about files of a
  /// target that are not the input of a command.
  private let pin: URL?
  /// A schema that still has the file name that Codex gives it.
  private let unnamed: URL?

  private static let nameByCodex = "codex_app_server_protocol.schemas.json"

  /// - Parameters:
  ///   - target: The target, for error messages.
  ///   - files: All files of the target that Package.swift does not exclude.
  /// - Throws: `Failure` if the target does not have one bundle, or a stable and an experimental bundle.
  init(of target: TargetPlace, files: [URL]) throws {
    func file(_ name: String) throws -> URL? {
      let found = files.filter { $0.lastPathComponent == name }
      guard found.count > 1 else { return found.first }
      let paths = found.map { $0.path(percentEncoded: false) }.sorted().joined(separator: ", ")
      throw Failure(
        target,
        "has more than one \(name): \(paths); keep one of them, or exclude the others in Package.swift"
      )
    }
    bundle = try file("app-server.json")
    stable = try file("app-server.stable.json")
    experimental = try file("app-server.experimental.json")
    settings = try file("codexgen.json")
    pin = try file("pin.json")
    unnamed = files.first { $0.lastPathComponent == Self.nameByCodex }
    try check(target)
    customization = settings.flatMap(Self.customization)
  }

  private func check(_ target: TargetPlace) throws {
    let folder = target.folder
    let wanted =
      "app-server.json for code from one bundle, or app-server.stable.json and app-server.experimental.json for both"
    switch (bundle, stable, experimental) {
    case (_?, nil, nil), (nil, _?, _?): return
    case (nil, nil, nil):
      if let unnamed {
        throw Failure(
          target,
          "has a schema with the file name that Codex gives it: \(unnamed.path(percentEncoded: false)); rename it to \(wanted)"
        )
      }
      throw Failure(
        target,
        "has no schema; add to \(folder): \(wanted). "
          + "`codex app-server generate-json-schema --out DIR` writes the schema to a file \(Self.nameByCodex). "
          + "Files that Package.swift excludes are ignored"
      )
    case (let bundle?, _, _):
      let other = [stable, experimental].compactMap(\.self).map { $0.path(percentEncoded: false) }
      throw Failure(
        target,
        "has two schemas: \(bundle.path(percentEncoded: false)) is beside \(other.joined(separator: " and ")); "
          + "keep either \(wanted)"
      )
    case (nil, let stable, let experimental):
      let there = stable == nil ? "app-server.experimental.json" : "app-server.stable.json"
      let missing = stable == nil ? "app-server.stable.json" : "app-server.experimental.json"
      let path = (stable ?? experimental)?.path(percentEncoded: false) ?? folder
      throw Failure(
        target,
        "has \(there) but no \(missing): \(path); add the other file beside it, or rename this file to app-server.json to "
          + "generate code from one bundle"
      )
    }
  }

  /// The customization that the settings name, as an input of the build command. The result is `nil` if that file does not
  /// exist: codexgen reports the error.
  private static func customization(of settings: URL) -> URL? {
    guard let data = try? Data(contentsOf: settings),
      let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let name = object["customization"] as? String
    else { return nil }
    let file = settings.deletingLastPathComponent().appending(path: name)
    return FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) ? file : nil
  }

  var files: [URL] { [bundle, stable, experimental, settings, customization, pin].compactMap(\.self) }

  /// The options of `codexgen-module` that name the files.
  var arguments: [String] {
    let options = [
      ("--stable", bundle ?? stable), ("--experimental", experimental),
    ]
    return ["--config", settings?.path(percentEncoded: false) ?? "none"]
      + options.flatMap { option, file in file.map { [option, $0.path(percentEncoded: false)] } ?? [] }
  }
}
