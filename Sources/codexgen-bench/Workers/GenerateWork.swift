#if os(macOS) || os(Linux)
import Foundation
import ProtocolGenerator

/// Runs the generator with the pinned schema, in this process and as the program codexgen.
enum GenerateWork {
  static func inProcess(package: String) throws -> Work {
    func source(_ name: String) throws -> SourceFile {
      let path = "schema/" + name
      return SourceFile(path: path, bytes: Array(try Data(contentsOf: URL(fileURLWithPath: package + "/" + path))))
    }
    let input = GeneratorInput(
      stable: try source("app-server.stable.json"),
      experimental: try source("app-server.experimental.json"),
      customization: try source("customization.json"),
      pin: try source("pin.json")
    )
    return Work {
      let generation = try Generator.generate(input)
      return Output(
        units: generation.files.count,
        bytes: generation.files.reduce(0) { $0 + $1.contents.utf8.count }
      )
    }
  }

  /// Writes all files into a new folder.
  static func generate(codexgen: String, package: String) -> Work {
    Work {
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      return try run(codexgen, ["generate", "--output", folder.path], in: package)
    }
  }

  /// Compares the schema with generated files that are up to date.
  static func check(codexgen: String, package: String) -> Work {
    Work { try run(codexgen, ["check"], in: package) }
  }

  private static func run(_ program: String, _ arguments: [String], in folder: String) throws -> Output {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle.nullDevice
    let before = Usage.children.processor
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure("'codexgen \(arguments.joined(separator: " "))' ended with exit code \(process.terminationStatus)")
    }
    let after = Usage.children
    return Output(units: 1, bytes: 0, processor: after.processor - before, peak: after.peak)
  }
}
#endif
