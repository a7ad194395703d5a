import CodexWire
import Foundation
import Testing

@testable import ProtocolGenerator

/// Whatever texts a schema contains: the generated code compiles, and declares what the model has and nothing else.
@Suite("A hostile text")
struct HostileTextTests {
  private typealias Declared = DeclaredNames

  @Test("in a description, a default value or a documentation declares nothing and leaves the code valid")
  func descriptions() async throws {
    let texts = HostileTexts.prose
    let harmless = texts.map { $0.isEmpty ? "" : "harmless" }
    let compiler = try await HostileCompiler.make()
    func files(_ texts: [String]) throws -> [GeneratedFile] {
      let customization = Stage.file(HostileBundle.customization(texts).text, path: "customization.json")
      return try Generator.generate(
        GeneratorInput(stable: HostileBundle.file(HostileBundle.descriptions(texts)), customization: customization)
      ).files
    }
    // A text with "@deprecated" in it deprecates what it describes, which declares the storage of a property.
    let isEqualInKind: (String) -> Bool = { !$0.contains("@deprecated") }
    let indices = texts.indices.filter { isEqualInKind(texts[$0]) }
    let hostileFiles = try files(indices.map { texts[$0] })

    let hostileNames = try await compiler.declarations(hostileFiles)
    let harmlessNames = try await compiler.declarations(files(indices.map { harmless[$0] }))

    #expect(hostileNames.all.symmetricDifference(harmlessNames.all) == [])
    #expect(hostileNames.all.count > indices.count * 20)
    let errors = try await compiler.errors(files(texts).filter { $0.path.hasPrefix("CodexProtocol/") })
    #expect(errors == "")
  }

  @Test("as the name of a property, an enum value, a branch or a tag becomes a Swift name")
  func members() async throws {
    let model = try model(HostileBundle.members(HostileTexts.names))
    let files = FileTranslator.files(of: model)
    let compiler = try await HostileCompiler.make()

    let declared = try await compiler.declarations(files)

    #expect(model.types.count == HostileTexts.names.count * 11)
    try expect(declared, toBeThoseOf: model)
    let errors = try await compiler.errors(files)
    #expect(errors == "")
  }

  @Test("as the name of a definition, a namespace or a method becomes a Swift name, or is refused with its place")
  func definitions() async throws {
    var definitions: [String: JSONValue] = [:]
    var methods: [String] = []
    var swiftNames: Set<String> = []
    for name in HostileTexts.names {
      for bundle in [HostileBundle.definition(name), HostileBundle.namespace(name)] {
        guard let model = try accepted(bundle) else { continue }
        let names = Set(model.types.map(\.swiftName)).subtracting(["User", "Inner"])
        if bundle.keys.contains("User"), names.isDisjoint(with: swiftNames), !name.contains("/") {
          definitions.merge(bundle, uniquingKeysWith: { first, _ in first })
          swiftNames.formUnion(names)
        }
      }
      if let model = try accepted(HostileBundle.requests([name])),
        (try? self.model(HostileBundle.requests(methods + [name]))) != nil
      {
        #expect(model.methods.count == 3)
        methods.append(name)
      }
    }
    #expect(definitions.count > 40)
    #expect(methods.count > 80)
    definitions.merge(HostileBundle.requests(methods), uniquingKeysWith: { first, _ in first })
    let model = try model(definitions)
    let files = FileTranslator.files(of: model)
    let compiler = try await HostileCompiler.make()

    let declared = try await compiler.declarations(files)

    try expect(declared, toBeThoseOf: model)
    let errors = try await compiler.errors(files)
    #expect(errors == "")
  }

  // MARK: Support

  private func model(_ definitions: [String: JSONValue]) throws -> ProtocolModel {
    try ModelPipeline.model(of: GeneratorInput(stable: HostileBundle.file(definitions)), .none)
  }

  /// The model of a bundle; `nil` when the generator refuses the bundle with errors that have a pointer.
  private func accepted(_ definitions: [String: JSONValue]) throws -> ProtocolModel? {
    do {
      return try model(definitions)
    } catch let error as GeneratorError {
      for diagnostic in error.diagnostics {
        #expect(diagnostic.pointer?.isEmpty == false, "\(diagnostic)")
        #expect(diagnostic.description.unicodeScalars.allSatisfy { !$0.isInvisible })
      }
      return nil
    }
  }

  /// Compares the types, the properties of structs and the cases of enums. Functions and computed properties follow from
  /// these, except for their number.
  private func expect(_ declared: DeclaredNames, toBeThoseOf model: ProtocolModel) throws {
    var types: Set<String> = ["RPC"]
    var members: Set<String> = []
    var cases: Set<String> = []
    func add(_ type: TypeDeclaration, in path: String) {
      let path = path + type.swiftName
      if case .alias = type.kind { return }
      types.insert(path)
      switch type.kind {
      case .structure(let structure):
        for property in structure.allProperties {
          members.insert("\(path).\(property.swiftName)")
          if property.documentation.deprecation != nil { members.insert("\(path)._\(property.swiftName)") }
        }
      case .openEnum(let values): cases.formUnion(values.values.map { "\(path).\($0.swiftName)" })
      case .union(let union): cases.formUnion(union.branches.map { "\(path).\($0.swiftName)" })
      case .messages(let messages): cases.formUnion(messages.cases.map { "\(path).\($0.swiftName)" })
      case .alias: break
      }
      if case .structure = type.kind {} else { cases.insert("\(path).unrecognized") }
      for nested in type.nested { add(nested, in: path + ".") }
    }
    for type in model.types { add(type, in: "") }
    for method in model.methods {
      types.insert("RPC.\(method.swiftName)")
      members.formUnion(["name", "params"].map { "RPC.\(method.swiftName).\($0)" })
    }
    let structs = declared.names("struct_decl")
    #expect(structs.union(declared.names("enum_decl")).symmetricDifference(types) == [])
    #expect(declared.names("enum_element_decl").symmetricDifference(cases) == [])
    let stored = declared.names("var_decl").filter { name in
      structs.contains(String(name[..<(name.lastIndex(of: ".") ?? name.startIndex)]))
    }
    #expect(stored.symmetricDifference(members) == [])
    let functions = Set(declared.names("func_decl").map { String($0[($0.lastIndex(of: ".") ?? $0.startIndex)...]) })
    #expect(functions.count <= 3, "\(functions)")
    #expect(declared.names("extension_decl").isSubset(of: ["RPC"]))
    let known = [
      "struct_decl", "enum_decl", "enum_element_decl", "var_decl", "func_decl", "constructor_decl", "extension_decl",
      "typealias_decl", "accessor_decl", "import_decl",
    ]
    #expect(Set(declared.all.map { String($0.prefix { $0 != " " }) }).subtracting(known) == [])
  }
}
