import Foundation
import Testing

/// A package that depends on this package, in the temporary folder of the tests.
struct Consumer: Sendable {
  let folder: URL
  /// The name of its build folder in the temporary folder.
  var scratch = "scratch"
  private let workbench: Workbench

  /// A copy of one of the packages in Tests/Consumers.
  ///
  /// - Parameters:
  ///   - name: The name of its folder.
  ///   - schemas: The bundles to add, such as `0.144.4/stable.json`, by their paths in the package.
  init(_ name: String, schemas: [String: String] = [:]) throws {
    workbench = try Workbench.current()
    folder = try workbench.renew(name)
    for (place, schema) in schemas { try put(schema: schema, at: place) }
  }

  /// A package with these files.
  ///
  /// - Parameters:
  ///   - name: The name of its folder.
  ///   - files: The contents of the files, by their paths in the package.
  init(_ name: String, files: [String: String]) throws {
    workbench = try Workbench.current()
    folder = workbench.folder.appending(path: name)
    for (place, text) in files { try write(text, to: place) }
  }

  private init(folder: URL) throws {
    workbench = try Workbench.current()
    self.folder = folder
  }

  /// The copy of this package, which is built without a consumer.
  static func itself() throws -> Consumer { try Consumer(folder: Workbench.current().package) }

  // MARK: Files

  func file(_ place: String) -> URL { folder.appending(path: place) }

  func write(_ text: String, to place: String) throws { try Files.write(text, to: file(place)) }

  func put(schema: String, at place: String) throws { try Files.copy(Workbench.schema(schema), to: file(place)) }

  /// Changes the dependency on this package from a path to a URL and a tag.
  func dependOnTag() async throws {
    let repository = try await Repository(named: "codex-swift")
    let manifest = try Files.text(file("Package.swift"))
    let changed = manifest.replacing(/\(\s*name: "codex-swift",\s*path: "\.\.\/\.\.\/\.\."/) { _ in
      #"(url: "\#(repository.url)", exact: "\#(Repository.tag)""#
    }
    try #require(changed != manifest)
    try write(changed, to: "Package.swift")
  }

  // MARK: Builds and runs

  var scratchFolder: URL { workbench.folder.appending(path: scratch) }

  /// The folder with the code that the build plugin generated for a target.
  func generated(_ target: String) -> URL {
    let name = folder.lastPathComponent.lowercased()
    let plugin = "\(name)/\(target)/destination/CodexProtocolPlugin/CodexProtocol"
    return scratchFolder.appending(path: "plugins/outputs").appending(path: plugin)
  }

  func build(_ arguments: String...) async throws -> Run { try await swift("build", arguments) }

  /// Runs `swift package`.
  func package(_ arguments: [String]) async throws -> Run { try await swift("package", arguments) }

  /// Runs codexgen without the plugin. An earlier build or command must have built it.
  func codexgen(_ arguments: [String]) async throws -> Run {
    try await Run.program(scratchFolder.appending(path: "debug/codexgen-tool").path, arguments, in: folder)
  }

  /// Runs a program of the package, which must have been built.
  func run(_ program: String, configuration: String = "debug") async throws -> Run {
    try await Run.program(scratchFolder.appending(path: "\(configuration)/\(program)").path, [], in: folder)
  }

  private func swift(_ command: String, _ arguments: [String]) async throws -> Run {
    let shared = [
      "--package-path", folder.path, "--scratch-path", scratchFolder.path,
      "--cache-path", workbench.folder.appending(path: "cache").path,
    ]
    // SwiftPM is started in another folder, since the result must not depend on the current folder.
    return try await Run.program("/usr/bin/env", ["swift", command] + shared + arguments, in: workbench.folder)
  }
}
