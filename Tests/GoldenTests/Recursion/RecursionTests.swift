import CodexWire
import Foundation
import Testing

@Suite("Recursion")
struct RecursionTests {
  @Test("A list of nodes reads and writes a hundred levels with WireDecoder and WireEncoder")
  func list() throws {
    let (json, built) = nodes(depth: 100)
    let list = try WireDecoder().decode(LinkedNode.self, from: Data(json.utf8))

    #expect(list == built)
    #expect(try WireDecoder().decode(LinkedNode.self, from: WireEncoder.encode(list)) == list)
  }

  @Test("A list of nodes reads and writes thirty levels with JSONDecoder and JSONEncoder, which need more of the stack")
  func foundation() throws {
    let (json, built) = nodes(depth: 30)
    let list = try decoded(json, as: LinkedNode.self)

    #expect(list == built)
    #expect(try decoded(text(of: list), as: LinkedNode.self) == list)
  }

  private func nodes(depth: Int) -> (json: String, value: LinkedNode?) {
    let json =
      (0..<depth).map { #"{"name":"n\#($0)","next":"# }.joined() + "null" + String(repeating: "}", count: depth)
    return (json, (0..<depth).reversed().reduce(nil as LinkedNode?) { LinkedNode(name: "n\($1)", next: $0) })
  }

  @Test("A boxed property is read and changed as if it were not boxed")
  func mutation() {
    var list = LinkedNode(name: "a", next: LinkedNode(name: "b"))
    let copy = list
    list.next?.name = "c"
    #expect(list.next?.name == "c")
    #expect(copy.next?.name == "b")
  }

  @Test("Through arrays and dictionaries nothing needs a box")
  func trees() throws {
    let tree = try expectRoundTrip(
      #"{"children":[{"children":[]},{"children":[],"byName":{"x":{"children":[]}}}]}"#,
      as: TreeNode.self
    )
    #expect(tree.children.count == 2)
  }

  @Test("Two definitions may contain each other")
  @available(*, deprecated)
  func mutual() throws {
    let left = try expectRoundTrip(
      #"{"depth":1,"right":{"left":{"depth":2},"former":{"depth":3}}}"#,
      as: MutualLeft.self
    )
    #expect(left.right?.left?.depth == 2)
    #expect(left.right?.former?.depth == 3)
  }

  @Test("A three-state property may hold its own type")
  func patched() throws {
    let node = try expectRoundTrip(#"{"child":{"child":null}}"#, as: PatchedNode.self)
    #expect(node == PatchedNode(child: .set(PatchedNode(child: .clear))))
  }

  @Test("An internally tagged union may contain itself in its payloads")
  func terms() throws {
    let sum = try expectRoundTrip(
      """
      {"type": "sum", "left": {"type": "number", "value": 1},
       "right": {"type": "product", "terms": [{"type": "number", "value": 2}, {"type": "power"}]}}
      """,
      as: Term.self
    )
    guard case .sum(let operands) = sum, case .product(let product) = operands.right else {
      Issue.record("\(sum) should be a sum with a product")
      return
    }
    #expect(operands.left == .number(Term.Number(value: 1)))
    #expect(product.terms.map(\.isRecognized) == [true, false])
  }

  @Test("An externally tagged union may contain itself in its payloads")
  func rules() throws {
    let rule = try expectRoundTrip(#"{"not":{"all":["always",{"not":"never"}]}}"#, as: Rule.self)
    #expect(rule.isRecognized)
    #expect(try expectRoundTrip(#"{"not":{"not":"always"}}"#, as: Rule.self) == .not(.not(.always)))
  }

  @Test("An untagged union may contain itself, directly and through a struct")
  func untagged() throws {
    let tree = try expectRoundTrip(#"["a",["b"],{"tree":{"tree":"c"}}]"#, as: Tree.self)
    let held = Tree.holder(TreeHolder(tree: .holder(TreeHolder(tree: .string("c")))))
    #expect(tree == .trees([.string("a"), .trees([.string("b")]), held]))
  }

  @Test("Alternatives beside properties may contain the struct that has the properties")
  func besideProperties() throws {
    let value = try expectRoundTrip(#"{"id":"a","inner":{"id":"b","leaf":true}}"#, as: WrappedSelf.self)
    #expect(value == WrappedSelf(content: .inner(WrappedSelf(content: .leaf(true), id: "b")), id: "a"))
  }
}
