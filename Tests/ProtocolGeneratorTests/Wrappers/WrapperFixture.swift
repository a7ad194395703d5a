import CodexWire

@testable import ProtocolGenerator

/// A small protocol, in which the effect of an entry of the customization is easy to see.
enum WrapperFixture {
  /// `METHOD` stands for more branches of the union of requests, `FIELDS` for more properties of the parameters of
  /// thread/start.
  static func bundle(startFields: String = "", methods: String = "") -> String {
    ##"""
    {"definitions": {
      "Policy": {"enum": ["ask", "never"]},
      "Box": {"oneOf": [
        {"properties": {"type": {"const": "open"}, "size": {"type": "integer", "format": "uint8"}}, "required": ["type", "size"]},
        {"properties": {"type": {"const": "shut"}}, "required": ["type"]}]},
      "Rule": {"oneOf": [
        {"enum": ["always"]},
        {"properties": {"until": {"type": "string"}}, "required": ["until"], "additionalProperties": false}]},
      "Loose": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
      "ThreadStartParams": {"properties": {
        "policy": {"anyOf": [{"$ref": "#/definitions/Policy"}, {"type": "null"}]},
        "box": {"anyOf": [{"$ref": "#/definitions/Box"}, {"type": "null"}]},
        "rule": {"anyOf": [{"$ref": "#/definitions/Rule"}, {"type": "null"}]},
        "loose": {"anyOf": [{"$ref": "#/definitions/Loose"}, {"type": "null"}]},
        "model": {"type": ["string", "null"]}, "cwd": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}}\##(startFields)},
        "required": ["cwd", "tags"]},
      "ThreadStartResponse": {"properties": {"thread": {"type": "string"}}, "required": ["thread"]},
      "ThreadNameSetParams": {"properties": {"threadId": {"type": "string"}, "name": {"type": "string"}},
        "required": ["threadId", "name"]},
      "ThreadNameSetResponse": {"type": "object"},
      "ThreadReadParams": {"properties": {"threadId": {"type": "string"}}, "required": ["threadId"]},
      "ThreadReadResponse": {"type": "object"},
      "FilesListParams": {"type": "object"}, "FilesListResponse": {"type": "object"},
      "ClientRequest": {"oneOf": [
        \##(methods)
        {"properties": {"id": {"type": "string"}, "method": {"const": "thread/start"},
          "params": {"$ref": "#/definitions/ThreadStartParams"}}, "required": ["id", "method", "params"]},
        {"properties": {"id": {"type": "string"}, "method": {"const": "thread/name/set"},
          "params": {"$ref": "#/definitions/ThreadNameSetParams"}}, "required": ["id", "method", "params"]},
        {"properties": {"id": {"type": "string"}, "method": {"const": "thread/read"},
          "params": {"$ref": "#/definitions/ThreadReadParams"}}, "required": ["id", "method", "params"]},
        {"properties": {"id": {"type": "string"}, "method": {"const": "files/list"},
          "params": {"$ref": "#/definitions/FilesListParams"}}, "required": ["id", "method", "params"]}]}
    }}
    """##
  }

  /// The branch of a method without parameters, for `METHOD`.
  static func method(_ name: String) -> String {
    #"{"properties": {"id": {"type": "string"}, "method": {"const": "\#(name)"}}, "required": ["id", "method"]},"#
  }

  /// The wrappers of a customization. With `experimental`, `bundle` is the stable bundle beside it.
  static func wrappers(
    _ customization: String,
    bundle: String = bundle(),
    experimental: String? = nil
  ) throws -> [Wrapper] {
    let file = Stage.file(customization, path: "customization.json")
    let input = GeneratorInput(
      stable: Stage.file(bundle),
      experimental: experimental.map { Stage.file($0, path: "experimental.json") },
      customization: file
    )
    let customization = try CustomizationReader.read(file, includingExperimental: experimental != nil)
    return try WrapperBuilder.build(ModelPipeline.model(of: input), customization).wrappers
  }

  static func errors(_ customization: String, bundle: String = bundle(), experimental: String? = nil) -> [String] {
    Stage.errors { _ = try wrappers(customization, bundle: bundle, experimental: experimental) }
  }
}

extension Wrapper {
  /// The function in one line, such as `Codex.startThread(cwd: String, model: String? = …)`, without the default
  /// arguments.
  var signature: String {
    let owner =
      switch owner {
      case .type(let name): name
      case .area(let name): "codex.\(name)"
      }
    let parameters = parameters.map { parameter in
      let label = parameter.label.map { $0 + " " } ?? ""
      return "\(label)\(parameter.name): \(parameter.type)\(parameter.defaultValue == nil ? "" : " = …")"
    }
    return "\(owner).\(name)(\(parameters.joined(separator: ", ")))"
  }
}
