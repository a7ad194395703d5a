#if os(macOS) || os(Linux)
import Foundation

/// Compiles code blocks. All blocks that are checked in the same way are one module, so the compiler runs once for them.
struct CodeCheck {
  /// How blocks are compiled together.
  enum Group: String, CaseIterable {
    /// With the modules of this package.
    case modules
    /// With the modules of this package that were built with the trait `ExperimentalAPI`.
    case experimental
    /// As package manifests.
    case manifests
    /// Only the syntax is checked.
    case syntax
  }

  /// The folder of the modules of this package.
  var modules: URL
  /// The folder of the modules that were built with the trait `ExperimentalAPI`. `nil` when there are none: then only the syntax of the
  /// blocks that need the trait is checked.
  var experimentalModules: URL?
  /// The modules that every block may use without an import.
  var imports = ["CodexSDK"]
  /// The folder in which the compiler runs. Paths in messages are relative to it.
  var folder: URL

  /// The group in which a block is checked. `nil` for a block that the compiler does not see.
  func group(of block: CodeBlock) -> Group? {
    switch block.check {
    case .compile: block.isExperimental ? (experimentalModules == nil ? .syntax : .experimental) : .modules
    case .manifest: .manifests
    case .parse: .syntax
    case .skip: nil
    }
  }

  /// Compiles blocks.
  ///
  /// - Returns: The errors of the compiler, which name the article and the line. Empty when all blocks compile.
  func errors(in blocks: [CodeBlock]) throws -> String {
    let sources = FileManager.default.temporaryDirectory.appendingPathComponent("documentation-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: sources) }
    var output = ""
    for group in Group.allCases {
      let members = programs(blocks.filter { self.group(of: $0) == group })
      if members.isEmpty { continue }
      let folder = sources.appendingPathComponent(group.rawValue)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var files: [String] = []
      for (index, blocks) in members.enumerated() {
        let file = folder.appendingPathComponent("Block\(index).swift")
        let usesModules = group == .modules || group == .experimental
        let source = SourceFile(blocks, imports: usesModules ? imports : [], hasParameters: usesModules)
        try Data(source.text.utf8).write(to: file)
        files.append(file.path)
      }
      let result = try Tool(name: "swiftc").run(
        try arguments(group, object: folder.path + "/blocks.sil") + files,
        in: self.folder
      )
      if result.status != 0 { output += result.output.isEmpty ? "swiftc failed without a message\n" : result.output }
    }
    return output
  }

  /// Puts each block together with the blocks that continue it.
  private func programs(_ blocks: [CodeBlock]) -> [[CodeBlock]] {
    blocks.reduce(into: []) { programs, block in
      if block.continuesPrevious, let last = programs.indices.last {
        programs[last].append(block)
      } else {
        programs.append([block])
      }
    }
  }

  private func arguments(_ group: Group, object: String) throws -> [String] {
    if group == .syntax { return ["-parse", "-swift-version", "6"] }
    // `-emit-sil` finds also the mistakes that type checking alone does not find, such as data races. It makes no machine code.
    var arguments = [
      "-emit-sil", "-o", object, "-wmo", "-parse-as-library", "-swift-version", "6", "-module-name", "Blocks",
    ]
    // An article must not show deprecated functions. Other warnings are about values that an example does not use.
    arguments += ["-Werror", "DeprecatedDeclaration"]
    let resources = try resources()
    switch group {
    case .modules: arguments += ["-I", modules.path]
    case .experimental: arguments += ["-I", experimentalModules?.path ?? modules.path, "-D", "ExperimentalAPI"]
    case .manifests:
      arguments += ["-I", resources + "/pm/ManifestAPI", "-package-description-version", "6.1.0"]
    case .syntax: break
    }
    // The macros of Swift Testing.
    let macros = resources + "/host/plugins/testing"
    if FileManager.default.fileExists(atPath: macros) { arguments += ["-plugin-path", macros] }
    return arguments
  }

  /// The folder `lib/swift` of the toolchain.
  private func resources() throws -> String {
    struct Target: Decodable {
      struct Paths: Decodable { var runtimeResourcePath: String }
      var paths: Paths
    }
    let result = try Tool(name: "swiftc").run(["-print-target-info"], in: folder)
    guard let target = try? JSONDecoder().decode(Target.self, from: Data(result.output.utf8)) else {
      throw Failure("'swiftc -print-target-info' does not say where the toolchain is:\n\(result.output)")
    }
    return target.paths.runtimeResourcePath
  }
}
#endif
