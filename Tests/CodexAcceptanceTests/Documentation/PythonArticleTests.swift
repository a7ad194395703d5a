import CodexSDK
import CodexTesting
import Foundation
import Testing

@Suite("The article for users of the Python SDK")
struct PythonArticleTests {
  /// The two programs of a section.
  private struct Section: CustomStringConvertible {
    var title: String
    var python: [String]
    var swift: [String]
    var description: String { title }
  }

  @Test("has a Swift program in each section that is not longer than the Python program")
  func lengths() throws {
    let sections = try Self.sections()
    #expect(sections.count == 10)
    for section in sections {
      #expect(!section.python.isEmpty, "\(section)")
      #expect(!section.swift.isEmpty, "\(section)")
      #expect(section.swift.count <= section.python.count, "\(section)")
    }
  }

  @Test("has only Swift programs that the compiler has checked")
  func compiled() throws {
    let source = try Self.lines(of: URL(fileURLWithPath: #filePath).deletingLastPathComponent(), "PythonExamples.swift")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    for section in try Self.sections() {
      let program = section.swift.filter { !$0.hasPrefix("import ") }
        .map { $0.trimmingCharacters(in: .whitespaces) }
      let isCompiled = source.indices.contains { source[$0...].starts(with: program) }
      #expect(isCompiled, "\(section): the program differs from every function of PythonExamples.swift")
    }
  }

  @Test("has a quickstart that prints the answer")
  func quickstart() async throws {
    #expect(try await output(of: { try await $0.quickstart() }, replies: [.message("An SDK.")]) == "An SDK.\n")
  }

  @Test("has a program with a sandbox and an approval mode that completes its turns")
  func sandbox() async throws {
    let text = try await output(of: { try await $0.sandbox() }, replies: [.message("Added."), .message("Fine.")])
    #expect(text == "completed completed\n")
  }

  @Test("has a program that prints the deltas of the answer, and the status of the turn")
  func events() async throws {
    let reply = ModelReply.message(deltas: ["1, ", "2."])
    #expect(try await output(of: { try await $0.events() }, replies: [reply]) == "1, 2.completed\n")
  }

  @Test("has a program that continues, names, forks and archives a thread")
  func lifecycle() async throws {
    let text = try await output(of: { try await $0.lifecycle() }, replies: [.message("Mars."), .message("Venus.")])
    let words = text.split(separator: " ")
    #expect(words.count == 3)
    #expect(words.first == "2")
    #expect(words.last == "1\n")
  }

  @Test("has a program that decodes an answer")
  func structuredOutput() async throws {
    let reply = ModelReply.message(#"{"steps": ["Test", "Tag"]}"#)
    let text = try await output(of: { try await $0.structuredOutput() }, replies: [reply])
    #expect(text == "[\"Test\", \"Tag\"]\n")
  }

  @Test("has a program that chooses a model and prints the usage")
  func modelChoice() async throws {
    let text = try await output(of: { try await $0.modelChoice() }, replies: [.message("Hello.")])
    #expect(text.contains("ThreadTokenUsage"))
  }

  @Test("has a program that prints the response of a turn that succeeds")
  func errors() async throws {
    #expect(try await output(of: { try await $0.errors() }, replies: [.message("Short.")]) == "Short.\n")
  }

  /// The text that a program prints with the real app-server and a scripted model.
  private func output(
    of program: (PythonExamples) async throws -> Void,
    replies: [ModelReply]
  ) async throws -> String {
    let model = try await ScriptedModelServer()
    defer { model.close() }
    for reply in replies { model.enqueue(reply) }
    let harness = try AppServerHarness(binary: try await ScriptedSession.pinnedBinary(), model: model)
    defer { harness.cleanUp() }
    let output = Recorder()
    try await program(PythonExamples(configuration: harness.configuration, output: output))
    return output.texts.joined()
  }

  // MARK: Reading the article

  private static func sections() throws -> [Section] {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = package.appendingPathComponent("Sources/CodexSDK/CodexSDK.docc")
    var sections: [Section] = []
    var language: String?
    for line in try lines(of: folder, "SwiftForPythonUsers.md") {
      if line.hasPrefix("## ") {
        sections.append(Section(title: String(line.dropFirst(3)), python: [], swift: []))
      } else if line.hasPrefix("```") {
        language = language == nil ? String(line.dropFirst(3)) : nil
      } else if !line.allSatisfy(\.isWhitespace), let last = sections.indices.last {
        if language == "python" { sections[last].python.append(line) }
        if language == "swift" { sections[last].swift.append(line) }
      }
    }
    return sections.filter { $0.title != "Overview" }
  }

  private static func lines(of folder: URL, _ name: String) throws -> [String] {
    let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
