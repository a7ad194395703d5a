@_spi(Generated) import CodexWire
import Foundation
import Testing

@Suite("A boxed property")
struct BoxedTests {
  @Test("a struct can contain itself in a boxed property")
  func recursion() throws {
    try expectRoundTrip(Node(1, Node(2, Node(3))), #"{"next":{"next":{"value":3},"value":2},"value":1}"#)
    try expectRoundTrip(Node(1), #"{"value":1}"#)
  }

  @Test("a copy of a struct does not share its boxed property")
  func copies() {
    // given
    let original = Node(1, Node(2))
    var copy = original
    // when
    copy.next?.value = 3
    // then
    #expect(copy == Node(1, Node(3)))
    #expect(original == Node(1, Node(2)))
  }

  @Test("boxed properties are compared by value")
  func equality() {
    #expect(Node(1, Node(2)) == Node(1, Node(2)))
    #expect(Node(1, Node(2)) != Node(1, Node(3)))
    #expect(Node(1, Node(2)) != Node(1))
  }

  @Test("boxed properties are hashed by value")
  func hashing() {
    let nodes: Set = [Node(1, Node(2)), Node(1, Node(2)), Node(1, Node(3)), Node(1)]

    #expect(nodes.count == 3)
  }

  @Test("a boxed property is Sendable when its value is")
  func sendable() async {
    let node = Node(1, Node(2))

    let value = await Task { node.next?.value }.value

    #expect(value == 2)
  }

  @Test("a chain of ten thousand boxed properties is released without exhausting the stack")
  func deepChain() async throws {
    let length = try await onLargeStack {
      var chain = Node(0)
      for value in 1..<10_000 { chain = Node(value, chain) }
      var length = 1
      var rest = chain
      while let next = rest.next {
        length += 1
        rest = next
      }
      return length
    }

    #expect(length == 10_000)
  }
}

private struct Node: Codable, Hashable, WireValue {
  var value: Int
  @Boxed var next: Node?

  init(_ value: Int, _ next: Node? = nil) {
    self.value = value
    self.next = next
  }

  static func _describe(_ type: _WireDescription<Self>) {
    type.required("value", \.value)
    type.optional("next", \._next)
  }
}
