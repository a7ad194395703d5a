import Foundation
import Testing

/// A temporary folder with a copy of this package and with its consumers. All builds share one build folder and one cache, so
/// that most modules are compiled once.
struct Workbench: Sendable {
  @TaskLocal private static var bound: Workbench?

  let folder: URL

  /// The copy of this package.
  var package: URL { folder.appending(path: "codex-swift") }

  /// The temporary folder of the running suite.
  ///
  /// - Throws: An error if the suite does not have the trait `.workbench`.
  static func current() throws -> Workbench { try #require(bound, "the suite lacks the trait .workbench") }

  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  fileprivate static func with(_ body: @Sendable () async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "consumers-" + UUID().uuidString)
    let workbench = Workbench(folder: folder)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Files.createFolder(workbench.package)
    for name in try FileManager.default.contentsOfDirectory(atPath: repository.path) where !name.hasPrefix(".") {
      try FileManager.default.copyItem(
        at: repository.appending(path: name),
        to: workbench.package.appending(path: name)
      )
    }
    try await $bound.withValue(workbench, operation: body)
  }

  /// Copies a package of Tests/Consumers into the copy of this package. Build folders, schemas and generated code, which a
  /// build by hand leaves there, are not copied.
  func renew(_ consumer: String) throws -> URL {
    let original = Self.repository.appending(path: "Tests/Consumers").appending(path: consumer)
    let folder = package.appending(path: "Tests/Consumers").appending(path: consumer)
    if FileManager.default.fileExists(atPath: folder.path) { try FileManager.default.removeItem(at: folder) }
    for path in try FileManager.default.subpathsOfDirectory(atPath: original.path) where !Self.isLeftover(path) {
      var isFolder: ObjCBool = false
      let source = original.appending(path: path)
      _ = FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder)
      if !isFolder.boolValue { try Files.copy(source, to: folder.appending(path: path)) }
    }
    return folder
  }

  private static func isLeftover(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return parts.contains { [".build", ".swiftpm", "Generated"].contains($0) || $0.hasPrefix("app-server") }
  }

  /// A schema in this repository, such as `0.144.4/stable.json`.
  static func schema(_ release: String) -> URL {
    repository.appending(path: "Tests/ProtocolGeneratorTests/Fixtures/Releases").appending(path: release)
  }
}

/// Gives the tests of a suite one temporary folder, which is removed after the last test.
struct WorkbenchTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test,
    testCase: Test.Case?,
    performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Workbench.with(function)
  }
}

extension Trait where Self == WorkbenchTrait {
  static var workbench: Self { Self() }
}
