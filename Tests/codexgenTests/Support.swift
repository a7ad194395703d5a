import Foundation
import Testing

@testable import ProtocolGenerator
@testable import codexgen

/// The folder of this package.
let packageFolder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The program codexgen, which is in the same folder as the tests.
var codexgenExecutable: URL {
  #if os(macOS)
  let tests = Bundle(for: TemporaryFolder.self).bundleURL
  #else
  let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
  #endif
  return tests.deletingLastPathComponent().appending(path: "codexgen")
}

/// A temporary folder for one test. It is removed when the test releases this object.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/codexgenTests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A package with two files in the places of the bundles. Their contents are no bundles: the tests replace the generator.
  static func package() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("{\"stable\":1}", to: "schema/app-server.stable.json")
    try folder.write("{\"experimental\":1}", to: "schema/app-server.experimental.json")
    return folder
  }

  func write(_ text: String, to file: String) throws {
    let url = URL(fileURLWithPath: path + "/" + file)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  func createFolder(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: path + "/" + folder, withIntermediateDirectories: true)
  }

  func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: path + "/" + file) }

  func read(_ file: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + file)), as: UTF8.self)
  }

  /// The path of each file and folder below a folder, including hidden files and empty folders, with the contents of the file.
  func contents(below folder: String) throws -> [String: String] {
    var contents: [String: String] = [:]
    for file in try FileManager.default.subpathsOfDirectory(atPath: path + "/" + folder) {
      contents[file] = Files.isFolder("\(path)/\(folder)/\(file)") ? "(folder)" : try read("\(folder)/\(file)")
    }
    return contents
  }

  func location(_ file: String) -> Location { Location(file, in: path) }
}

/// A bundle with one method and the given definitions.
///
/// - Parameter definitions: The members of `definitions`, as JSON: `"A": {…}, "B": {…}`.
func bundle(_ definitions: String) -> String {
  """
  {"definitions": {
    "ClientRequest": {"oneOf": [{"type": "object", "required": ["id", "method", "params"], "properties": {
      "id": {"type": "string"}, "method": {"type": "string", "enum": ["thread/start"]},
      "params": {"$ref": "#/definitions/ThreadStartParams"}}}]},
    "ThreadStartParams": {"type": "object", "properties": {"model": {"type": "string"}}},
    "ThreadStartResponse": {"type": "object", "properties": {"id": {"type": "string"}}},
    \(definitions)
  }}
  """
}

/// A generated file whose text is the marker of generated files and one more line.
func generated(_ path: String, _ line: String = "enum A {}") -> GeneratedFile {
  GeneratedFile(path: path, contents: generatedText(line))
}

func generatedText(_ line: String = "enum A {}") -> String { GeneratedFile.marker + "\n" + line + "\n" }

extension Engine {
  /// A generator that returns these files for any input.
  static func giving(_ files: [GeneratedFile], warnings: [Diagnostic] = []) -> Engine {
    var engine = Engine.protocolGenerator
    engine.generate = { _ throws(GeneratorError) in
      Generation(files: files, typeCount: 1353, methodCount: 183, warnings: warnings)
    }
    return engine
  }

  /// A generator that fails with the path and contents of each input file, so that a test sees which files were read.
  static var showingItsInput: Engine {
    func show(_ input: GeneratorInput) -> GeneratorError {
      GeneratorError(
        [input.stable, input.experimental, input.customization].compactMap(\.self).map { file in
          Diagnostic(.error, file: file.path, message: String(decoding: file.bytes, as: UTF8.self))
        }
      )
    }
    return Engine(
      generate: { input throws(GeneratorError) in throw show(input) },
      inspect: { input, _, _ throws(GeneratorError) in throw show(input) },
      documentationGaps: { input throws(GeneratorError) in throw show(input) }
    )
  }
}

/// One run of codexgen in this process.
struct Run {
  var exitCode: Int32
  var out: [String] = []
  var err: [String] = []

  init(_ arguments: String..., in folder: String, engine: Engine = .giving([])) {
    self.init(arguments: arguments, in: folder, engine: engine)
  }

  init(
    arguments: [String],
    in folder: String,
    engine: Engine,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    standardInput: String = ""
  ) {
    var out: [String] = []
    var err: [String] = []
    exitCode = Codexgen.run(
      arguments: arguments,
      currentDirectory: folder,
      engine: engine,
      environment: environment,
      standardInput: { Data(standardInput.utf8) },
      out: { out.append($0) },
      err: { err.append($0) }
    )
    self.out = out
    self.err = err
  }
}
