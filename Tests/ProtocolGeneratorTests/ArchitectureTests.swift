import ArchitectureSupport
import Foundation
import Testing

@Suite("The folders of the generator")
struct ArchitectureTests {
  /// Each folder with the folders whose types it may use. A folder stands behind all folders that it may use, so there is
  /// no circle.
  static let folders: [Architecture.Folder] = [
    .init("Support"),
    .init("Identifiers", mayUse: ["Support"]),
    // The build plugin compiles this folder too, so it uses no other folder.
    .init("FileLayout"),
    .init("SwiftSyntax", mayUse: ["Support"]),
    .init("Schema", mayUse: ["Support"]),
    .init("Model", mayUse: ["Support", "Schema"]),
    .init("Customization", mayUse: ["Support", "Identifiers", "Model"]),
    .init("Naming", mayUse: ["Support", "Identifiers", "Model"]),
    .init("Pipeline", mayUse: ["Support", "Schema", "Model", "Customization", "Naming"]),
    .init("History", mayUse: ["Support", "Model", "Pipeline"]),
    .init("Wrappers", mayUse: ["Support", "Identifiers", "Model", "Customization", "Naming"]),
    .init(
      "Swift",
      mayUse: [
        "Support", "Identifiers", "FileLayout", "SwiftSyntax", "Model", "Customization", "Naming", "History",
        "Wrappers",
      ]
    ),
    .init("Module", mayUse: ["Support", "Identifiers", "SwiftSyntax", "Model", "Customization", "Pipeline"]),
    .init("Index", mayUse: ["Support", "Model", "Naming"]),
    .init("Interface", mayUse: ["SwiftSyntax", "Model", "Naming", "Wrappers", "Swift", "Index"]),
    .init("HTML", mayUse: ["Support"]),
    .init("Inspect", mayUse: ["Support", "Model", "Naming", "Index", "HTML"]),
    .init(
      "Diff",
      mayUse: [
        "Support", "FileLayout", "Model", "Naming", "Pipeline", "Wrappers", "Module", "Index", "Interface", "HTML",
      ]
    ),
    .init(".", mayUse: ["Support", "Pipeline", "History", "Wrappers", "Swift", "Module"]),
    .init(
      "Upgrade",
      mayUse: ["Support", "Model", "Customization", "Naming", "Pipeline", "Wrappers", "Swift", "."]
    ),
  ]

  private static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("use only the types of the folders that the list allows")
  func arrows() throws {
    let root = Self.package.appendingPathComponent("Sources/ProtocolGenerator")
    #expect(try Architecture(root: root, folders: Self.folders).violations() == [])
  }

  /// codexgen-module compiles these files in one module, so that the first build of a package with the build plugin compiles nothing else.
  @Test("that codexgen-module compiles too import no module of this package")
  func importsOfBuildTool() throws {
    var files: [URL] = []
    func collect(_ folder: URL) throws {
      // The standard enumerators do not follow symbolic links.
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.resolvingSymlinksInPath().path) {
        let place = folder.appending(path: name)
        if name.hasSuffix(".swift") { files.append(place) } else if !name.contains(".") { try collect(place) }
      }
    }
    try collect(Self.package.appending(path: "Sources/codexgen-module"))
    #expect(files.count > 120)
    var imports: Set<String> = []
    for file in files {
      let text = try String(contentsOf: file.resolvingSymlinksInPath(), encoding: .utf8)
      imports.formUnion(text.split(separator: "\n").filter { $0.contains(#/^(@[^ ]+ )*import\s/#) }.map(String.init))
    }
    #expect(imports == ["import Foundation"])
  }

  @Test(
    "are reported when a file uses a type of a folder that it may not use, a folder is new, or the list has a circle"
  )
  func violations() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("architecture-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let files = [
      "Low/Parser.swift": "struct Parser { enum State { case open } }\nprivate struct Helper {}",
      "Low/Printer.swift": #"/// A `Translator` may call this."# + "\n"
        + #"let text = "Translator \(Translator.name)""#,
      "High/Translator.swift": "struct Translator { struct Helper {}; let parser: Parser; let state = other.Options }",
      "New/Options.swift": "struct Options {}",
    ]
    for (path, text) in files {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let folders: [Architecture.Folder] = [.init("Low", mayUse: ["Older"]), .init("High", mayUse: ["Low"])]
    #expect(
      try Architecture(root: root, folders: folders).violations() == [
        "Low/Printer.swift uses Translator of High, which the folder Low may not use.",
        "The folder Low may use Older, which does not stand before it in the list.",
        "The folder New is not in the list.",
      ]
    )
  }
}
