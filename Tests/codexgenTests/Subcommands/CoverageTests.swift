import Foundation
import Testing

@testable import codexgen

@Suite("codexgen coverage")
struct CoverageTests {
  /// A symbol graph of a module with a described struct, and with these symbols.
  private static func graph(_ symbols: String = "") -> String {
    #"""
    {"module": {"name": "Shop"}, "relationships": [
      {"source": "s:copy", "target": "s:Cart", "sourceOrigin": {"displayName": "Copying.copy()"}}
    ], "symbols": [
      {"kind": {"identifier": "swift.struct"}, "identifier": {"precise": "s:Cart"}, "pathComponents": ["Cart"],
        "docComment": {"lines": [{"text": "What a customer wants to buy."}]},
        "location": {"uri": "file:///shop/Cart.swift", "position": {"line": 2, "character": 14}}}
      \#(symbols)
    ]}
    """#
  }

  private static func symbol(_ kind: String, _ path: String, _ id: String, _ comment: String? = nil, line: Int = 4)
    -> String
  {
    let lines = comment.map {
      "[" + $0.split(separator: "|").map { #"{"text": "\#($0)"}"# }.joined(separator: ",") + "]"
    }
    let documentation = lines.map { #""docComment": {"lines": \#($0)},"# } ?? ""
    let names = path.split(separator: ".").map { #""\#($0)""# }.joined(separator: ",")
    return #"""
      , {"kind": {"identifier": "swift.\#(kind)"}, "identifier": {"precise": "s:\#(id)"}, "pathComponents": [\#(names)],
        \#(documentation) "location": {"uri": "file:///shop/Cart.swift", "position": {"line": \#(line), "character": 6}}}
      """#
  }

  private func run(_ arguments: String..., symbols: String) throws -> Run {
    let folder = try TemporaryFolder()
    try folder.write(Self.graph(symbols), to: "graphs/Shop.symbols.json")
    return Run(arguments: ["coverage", "graphs"] + arguments, in: folder.path, engine: .giving([]))
  }

  @Test("lists each public symbol without a description, with its place, and fails")
  func gaps() throws {
    let symbols =
      Self.symbol("property", "Cart.price", "price") + Self.symbol("method", "Cart.pay(with:)", "pay", line: 9)
      + Self.symbol("method", "Cart.clear()", "clear", "Removes everything from the cart.")
    let run = try run("--all", "Shop", symbols: symbols)

    #expect(run.exitCode == 1)
    #expect(
      run.out == [
        "/shop/Cart.swift:10:7: error: Cart.pay(with:) has no description",
        "/shop/Cart.swift:5:7: error: Cart.price has no description",
        "codexgen: Shop: 2 of 4 public symbols have a description",
      ]
    )
  }

  @Test(
    "counts a description that says nothing but the name, or that has no summary, as none",
    arguments: ["The price.", "- Note: It is new.", " | "]
  )
  func emptyDescriptions(comment: String) throws {
    let run = try run("--all", "Shop", symbols: Self.symbol("property", "Cart.cartPrice", "price", comment))
    #expect(run.exitCode == 1)
    #expect(run.out.first == "/shop/Cart.swift:5:7: error: Cart.cartPrice has no description")
  }

  @Test("needs no description of what a protocol requires, and of symbols with an underscore")
  func exceptions() throws {
    let symbols =
      Self.symbol("method", "Cart.copy()", "copy") + Self.symbol("func.op", "Cart.==(_:_:)", "equal")
      + Self.symbol("method", "Cart._hook()", "hook")
    let run = try run("--all", "Shop", symbols: symbols)
    #expect(run.exitCode == 0)
    #expect(run.out == ["codexgen: Shop: 1 of 1 public symbols have a description"])
  }

  @Test("with --types, needs descriptions of types and functions only")
  func types() throws {
    let symbols =
      Self.symbol("property", "Cart.price", "price") + Self.symbol("init", "Cart.init()", "init")
      + Self.symbol("enum", "Cart.State", "State")
    let run = try run("--types", "Shop", symbols: symbols)
    #expect(
      run.out == [
        "/shop/Cart.swift:5:7: error: Cart.State has no description",
        "codexgen: Shop: 1 of 2 public symbols have a description",
      ]
    )
  }

  @Test("refuses a module without a symbol graph, a file that is none, and a command line without modules")
  func mistakes() throws {
    let folder = try TemporaryFolder()
    try folder.write("[]", to: "graphs/Shop.symbols.json")
    let missing = Run("coverage", "graphs", "--all", "Bank", in: folder.path)
    #expect(missing.exitCode == 2)
    #expect(
      missing.err == [
        "graphs: error: there is no symbol graph of the module 'Bank'; run 'swift package dump-symbol-graph' first, or check "
          + "the name"
      ]
    )
    let broken = Run("coverage", "graphs", "--types", "Shop", in: folder.path)
    #expect(broken.exitCode == 2)
    #expect(
      broken.err == [
        "graphs/Shop.symbols.json: error: this is no symbol graph of Swift; run 'swift package dump-symbol-graph' again"
      ]
    )
    let nothing = Run("coverage", "graphs", in: folder.path)
    #expect(nothing.exitCode == 2)
    #expect(nothing.err.first == "codexgen: error: no module is given; add '--all NAME', '--types NAME' or both")
  }
}
