import Foundation
import Testing

@Suite("Approval mode: the parameters of the wrappers")
struct RawFieldsHiddenTests {
  @Test("raw-fields-hidden: no public wrapper has a parameter for a raw approval or sandbox field")
  func rawFieldsHidden() throws {
    let signatures = try PublicSignature.all()

    let raw = signatures.filter { signature in
      signature.parameters.contains { parameter in
        let (name, type) = (parameter.name, parameter.type)
        return ["approvalPolicy", "approvalsReviewer", "sandboxPolicy", "sandboxMode"].contains(name)
          || name == "sandbox" && !["Sandbox?", "OverrideArgument<Sandbox>"].contains(type)
          || ["ApprovalPolicy", "ApprovalsReviewer", "SandboxPolicy", "SandboxMode"].contains { type.contains($0) }
      }
    }

    #expect(raw.map(\.description) == [])
  }

  @Test("raw-fields-hidden: the wrappers have parameters of the presets ApprovalMode and Sandbox instead")
  func presetsInstead() throws {
    let signatures = try PublicSignature.all()

    // Each wrapper is declared once, since only its options differ with the experimental API. The file is given, since
    // `codex.commands` also has a function `run`.
    let threads = ["startThread", "resumeThread", "fork"].map { ($0, "ThreadLifecycleMethods.swift") }
    let turns = ["run", "startTurn"].map { ($0, "TurnsMethods.swift") }
    for (name, file) in threads + turns {
      let found = signatures.filter { $0.name == name && $0.file == file }
      #expect(found.count == 1, "\(name)")
      for signature in found {
        #expect(signature.parameters.contains { $0.name == "approvalMode" && $0.type.contains("ApprovalMode") })
        #expect(signature.parameters.contains { $0.name == "sandbox" && $0.type.contains("Sandbox") })
      }
    }
  }
}

/// The signature of a public function in the generated source code.
private struct PublicSignature: CustomStringConvertible {
  struct Parameter {
    /// The argument label, or the parameter's name if there is no label.
    var name: String
    var type: String
  }

  var file: String
  var name: String
  var parameters: [Parameter]

  var description: String {
    "\(file): \(name)(\(parameters.map { "\($0.name): \($0.type)" }.joined(separator: ", ")))"
  }

  /// Returns the signatures of all wrappers, including experimental ones.
  static func all(testFile: String = #filePath) throws -> [PublicSignature] {
    var package = URL(fileURLWithPath: testFile)
    for _ in 0..<4 { package.deleteLastPathComponent() }
    let folder = package.appendingPathComponent("Generated/CodexSDK")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let signatures = try files.filter { $0.pathExtension == "swift" }.flatMap { file in
      try Self.declared(in: String(contentsOf: file, encoding: .utf8), file: file.lastPathComponent)
    }
    try #require(signatures.count > 172, "there is a wrapper for each client method")
    return signatures
  }

  private static func declared(in source: String, file: String) -> [PublicSignature] {
    source.components(separatedBy: "public func ").dropFirst().map { text in
      let name = text.prefix { $0 != "(" && $0 != "<" }
      // No type and no default value of a parameter contains this text.
      let list = text.drop { $0 != "(" }.dropFirst().components(separatedBy: ") async throws").first ?? ""
      let lines = list.replacingOccurrences(of: ", ", with: ",\n").split(separator: "\n")
      let parameters = lines.compactMap { line -> Parameter? in
        let halves = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        guard halves.count == 2 else { return nil }
        let type = halves[1].components(separatedBy: " = ")[0].trimmingCharacters(in: [","])
        return Parameter(name: halves[0].split(separator: " ").last.map(String.init) ?? "", type: type)
      }
      return PublicSignature(file: file, name: String(name), parameters: parameters)
    }
  }
}
