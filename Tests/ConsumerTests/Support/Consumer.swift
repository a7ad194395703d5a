import Foundation

/// A package that depends on ours, in the workbench.
struct Consumer: Sendable {
  let folder: URL
  /// Where its builds go, below the workbench.
  var scratch = "scratch"
  private let workbench: Workbench

  /// One of the packages in Tests/Consumers.
  ///
  /// - Parameter schemas: The bundles that it leaves to the tests, such as `0.144.4/stable.json`, by their places in it.
  init(_ name: String, schemas: [String: String] = [:]) throws {
    workbench = try Workbench.current()
    folder = try workbench.renew(name)
    for (place, schema) in schemas { try put(schema: schema, at: place) }
  }

  /// A package of these files.
  init(_ name: String, files: [String: String]) throws {
    workbench = try Workbench.current()
    folder = workbench.folder.appending(path: name)
    for (place, text) in files { try write(text, to: place) }
  }

  private init(folder: URL) throws {
    workbench = try Workbench.current()
    self.folder = folder
  }

  /// The copy of our package, as a package that is built for itself.
  static func itself() throws -> Consumer { try Consumer(folder: Workbench.current().package) }

  // MARK: Its files

  func file(_ place: String) -> URL { folder.appending(path: place) }

  func write(_ text: String, to place: String) throws { try Files.write(text, to: file(place)) }

  func put(schema: String, at place: String) throws { try Files.copy(Workbench.schema(schema), to: file(place)) }

  // MARK: What becomes of it

  var scratchFolder: URL { workbench.folder.appending(path: scratch) }

  /// The folder with the code that the plugin generated for a target.
  func generated(_ target: String) -> URL {
    let name = folder.lastPathComponent.lowercased()
    let plugin = "\(name)/\(target)/destination/CodexProtocolPlugin/CodexProtocol"
    return scratchFolder.appending(path: "plugins/outputs").appending(path: plugin)
  }

  func build(_ arguments: String...) async throws -> Run { try await swift("build", arguments) }

  /// `swift package`
  func package(_ arguments: [String]) async throws -> Run { try await swift("package", arguments) }

  /// Runs codexgen itself, as a build or a command before has left it.
  func codexgen(_ arguments: [String]) async throws -> Run {
    try await Run.program(scratchFolder.appending(path: "debug/codexgen-tool").path, arguments, in: folder)
  }

  /// Runs a program that was built.
  func run(_ program: String, configuration: String = "debug") async throws -> Run {
    try await Run.program(scratchFolder.appending(path: "\(configuration)/\(program)").path, [], in: folder)
  }

  private func swift(_ command: String, _ arguments: [String]) async throws -> Run {
    let shared = [
      "--package-path", folder.path, "--scratch-path", scratchFolder.path,
      "--cache-path", workbench.folder.appending(path: "cache").path,
    ]
    // From elsewhere, as nothing may depend on the folder in which SwiftPM was started.
    return try await Run.program("/usr/bin/env", ["swift", command] + shared + arguments, in: workbench.folder)
  }
}
