import CodexProtocol
import CodexWire
import Foundation

/// An input of the targets about `WireDecoder` and `WireEncoder`: the name of a definition on a line of its own, then JSON.
struct WireInput {
  typealias DefinitionType = any (WireValue & Codable & Hashable).Type

  var definition: String
  var json: [UInt8]

  init(definition: String, json: [UInt8]) {
    self.definition = definition
    self.json = json
  }

  /// How deep the arrays and objects of an input may be nested. The time that `JSONDecoder` takes grows with the square
  /// of the depth; the targets 'json-parser' and 'message-header' take deep values.
  static let maximumDepth = 48

  /// - Returns: `nil` when there is no line end.
  init?(_ input: [UInt8]) {
    guard let end = input.firstIndex(of: 0x0A) else { return nil }
    definition = String(decoding: input[..<end], as: UTF8.self)
    json = Array(input[(end + 1)...])
  }

  var bytes: [UInt8] { Array(definition.utf8) + [0x0A] + json }

  /// The Swift type of the definition; `nil` when there is no such definition.
  var type: DefinitionType? { Self.types[definition] }

  /// Whether `JSONDecoder` must not read a text: arrays and objects are nested deeper than `maximumDepth`, as far as their
  /// brackets tell, or a number has more than 100 characters, for some of which Foundation stops the program.
  static func isUnsafeForFoundation(_ json: [UInt8]) -> Bool {
    var depth = 0
    var numberLength = 0
    for byte in json {
      // '[' and '{' differ in one bit, and so do ']' and '}'.
      if byte | 0x20 == UInt8(ascii: "{") { depth += 1 }
      if byte | 0x20 == UInt8(ascii: "}") { depth -= 1 }
      let isNumber = UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "+-.eE".utf8.contains(byte)
      numberLength = isNumber ? numberLength + 1 : 0
      if depth > maximumDepth || numberLength > 100 { return true }
    }
    return false
  }

  /// The Swift types of all definitions, by their names in the schema.
  private static let types = DefinitionTable.types.compactMapValues { $0 as? DefinitionType }
  private static let names = types.keys.sorted()
  private static let messageUnions = ["ServerNotification", "ServerRequest", "ClientRequest", "ClientNotification"]

  func mutated(using random: inout SplitMix64) -> WireInput? {
    guard let tree = JSONTree(parsing: json) else { return nil }
    var output = self
    switch Int.random(in: 0..<32, using: &random) {
    case 0: output.definition = Self.names.randomElement(using: &random) ?? definition
    case 1: output.definition = Self.messageUnions.randomElement(using: &random) ?? definition
    default: break
    }
    output.json = tree.mutated(using: &random, deepest: Self.maximumDepth).bytes(style: .random(using: &random))
    return output
  }

  func crossed(with other: WireInput, using random: inout SplitMix64) -> WireInput? {
    guard let tree = JSONTree(parsing: json), let donor = JSONTree(parsing: other.json) else { return nil }
    let style = JSONTree.Style.random(using: &random)
    return WireInput(definition: definition, json: tree.crossed(with: donor, using: &random).bytes(style: style))
  }

  /// The messages of the recorded session, and instances of every definition that the schema itself gives.
  static func seeds() throws -> [WireInput] {
    #if ExperimentalAPI
    let name = "app-server.experimental"
    #else
    let name = "app-server.stable"
    #endif
    let rules = try SchemaRules(contentsOf: Repository.root / "schema/customization.json")
    let bundle = try SchemaBundle(named: name, rules: rules)
    let session = try WireSession(Data(contentsOf: Repository.session), bundle)
    var seeds = try session.lines.compactMap { line in
      try line.definition.map { WireInput(definition: shortName($0), json: try text(of: line.payload)) }
    }
    let heights = SchemaHeights(bundle)
    for definition in bundle.names {
      let isMessage = messageUnions.contains(definition)
      var generator = InstanceGenerator(bundle, definition, seed: 1, heights: heights)
      for instance in generator.instances(atLeast: isMessage ? 60 : 2, atMost: isMessage ? 300 : 2) {
        seeds.append(WireInput(definition: shortName(definition), json: try text(of: instance.value)))
      }
    }
    return seeds.filter { $0.type != nil }
  }

  /// Whether two values are equal and have the same hash value.
  static func areEqual<Value: Hashable>(_ left: Value, _ right: Value) -> Bool {
    left == right && left.hashValue == right.hashValue
  }

  private static func text(of value: JSONValue) throws -> [UInt8] { Array(try JSONEncoder().encode(value)) }

  /// The name without its namespace, as `DefinitionTable` has most names.
  private static func shortName(_ name: String) -> String {
    types[name] != nil ? name : name.split(separator: "/").last.map(String.init) ?? name
  }
}
