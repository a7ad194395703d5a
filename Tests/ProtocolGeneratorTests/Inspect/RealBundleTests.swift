import CodexWire
import Testing

@testable import ProtocolGenerator

@Suite("The inspect report on a real release")
struct RealBundleTests {
  // The bundles have 736 and 887 definitions. AbsolutePathBuf and RequestId are in two namespaces each, and count once.
  @Test(
    "finds all definitions and messages",
    arguments: [
      ("types", "definitions", 734, 151),
      ("messages", "clientMethods", 105, 67),
      ("messages", "serverMethods", 10, 1),
      ("messages", "clientNotifications", 1, 0),
      ("messages", "serverNotifications", 85, 0),
    ]
  )
  func bothBundlesCounts(group: String, row: String, stable: Int, experimental: Int) throws {
    let overview = Overview(ModelIndex(try RealModel.merged.get()))
    #expect(count(group, row, in: overview) == Overview.Count(always: stable, experimental: experimental))
  }

  @Test(
    "finds the same definitions and messages in a single bundle as in both bundles",
    arguments: [
      ("types", "definitions", 734, 885),
      ("messages", "clientMethods", 105, 172),
      ("messages", "serverMethods", 10, 11),
      ("messages", "serverNotifications", 85, 85),
    ]
  )
  func oneBundleCounts(group: String, row: String, stable: Int, experimental: Int) throws {
    let first = Overview(ModelIndex(try RealModel.stable.get()))
    let second = Overview(ModelIndex(try RealModel.experimental.get()))
    #expect(count(group, row, in: first)?.total == stable)
    #expect(count(group, row, in: second)?.total == experimental)
  }

  @Test("counts each type under exactly one kind")
  func kinds() throws {
    let index = ModelIndex(try RealModel.merged.get())
    let overview = Overview(index)
    let kinds = ["structs", "enums", "internallyTagged", "externallyTagged", "untagged", "messageUnions", "aliases"]
    let total = kinds.compactMap { count("kinds", $0, in: overview)?.total }.reduce(0, +)
    #expect(total == index.types.count)
  }

  @Test("finds ThreadItem with its branches, and the method thread/start")
  func known() throws {
    let index = ModelIndex(try RealModel.merged.get())
    guard case .type(let entry)? = index.find("v2/ThreadItem").first else {
      Issue.record("the model has no type v2/ThreadItem")
      return
    }
    let facts = TypeFacts(entry, in: index)
    #expect(facts.kind == "union")
    #expect(facts.kindDetail == "internally tagged by \"type\"")
    #expect(facts.members.contains { $0.name == "agentMessage" && $0.type == "ThreadItem.AgentMessage" })
    #expect(facts.referrers.contains(TypeFacts.Referrer(kind: "type", swiftName: "Turn", name: "v2/Turn")))
    let text = try Inspection.report(of: index.model, names: ["thread/start"], format: .text)
    #expect(text.contains("  response    ThreadStartResponse (v2/ThreadStartResponse)\n"))
  }

  @Test("writes lines of at most 100 columns, except for longer names")
  func width() throws {
    let index = ModelIndex(try RealModel.merged.get())
    var texts = [Overview(index).text] + index.messages.map { $0.text(index.spelling) }
    texts += index.types.map { TypeFacts($0, in: index).text }
    let tooWide = texts.flatMap { $0.split(separator: "\n") }.filter { line in
      guard line.count > TextReport.width, let lastSpace = line.lastIndex(of: " ") else { return false }
      // Only the last word of a line may exceed the width, because a single word cannot be broken.
      return line[..<lastSpace].count > TextReport.width
    }
    #expect(tooWide == [])
  }

  @Test("writes valid JSON")
  func json() throws {
    let model = try RealModel.merged.get()
    let names = model.types.map(\.id.path) + model.methods.map(\.name)
    let overview = try Inspection.report(of: model, names: [], format: .json)
    let details = try Inspection.report(of: model, names: names, format: .json)
    #expect(try JSONValue(parsing: Array(overview.utf8)).objectValue?.count == 4)
    #expect(try JSONValue(parsing: Array(details.utf8)).arrayValue?.count ?? 0 >= names.count)
  }

  private func count(_ group: String, _ row: String, in overview: Overview) -> Overview.Count? {
    overview.groups.first { $0.key == group }?.rows.first { $0.key == row }?.count
  }
}
