import Testing

@testable import ProtocolGenerator

@Suite("The sequences of methods that return pages")
struct PageTests {
  /// A protocol with one method.
  private static func bundle(
    method: String = "file/list",
    params: String =
      #""cursor": {"type": ["string", "null"]}, "limit": {"type": ["integer", "null"], "format": "uint32"}"#,
    response: String =
      #""data": {"type": "array", "items": {"type": "string"}}, "nextCursor": {"type": ["string", "null"]}"#
  ) -> String {
    ##"""
    {"definitions": {
      "Cursor": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
      "PageParams": {"type": "object", "properties": {\##(params)}},
      "PageResponse": {"type": "object", "properties": {\##(response)}, "required": ["data"]},
      "ClientRequest": {"oneOf": [
        {"properties": {"method": {"const": "\##(method)"}, "id": {"type": "integer"},
          "params": {"$ref": "#/definitions/PageParams"}}, "required": ["method", "id", "params"]}]}
    }}
    """##
  }

  private func wrapper(_ customization: String = #"{"areas": {"file": "files"}}"#, _ bundle: String = bundle()) throws
    -> Wrapper
  {
    try #require(try WrapperFixture.wrappers(customization, bundle: bundle).first)
  }

  @Test("exist for a method whose parameters have a cursor and whose response has a nextCursor and one array")
  func form() throws {
    let pages = try #require(try wrapper().pages)

    #expect(pages.name == "all")
    #expect(pages.element == "String")
    #expect(pages.cursor == "cursor" && pages.limit == "limit")
    #expect(pages.elements == "data" && pages.nextCursor == "nextCursor" && pages.backwardsCursor == nil)
  }

  @Test("do not exist for a method without cursors")
  func noPages() throws {
    let bundle = Self.bundle(params: "", response: #""data": {"type": "array", "items": {"type": "string"}}"#)

    #expect(try wrapper(#"{"areas": {"file": "files"}}"#, bundle).pages == nil)
  }

  @Test(
    "are named by what they contain, or by the section pages",
    arguments: [
      ("file/list", "{}", "all"), ("file/open/list", "{}", "allOpen"), ("file/search", "{}", "allSearch"),
      ("file/search", #"{"file/search": {"name": "allMatches"}}"#, "allMatches"),
    ]
  )
  func names(method: String, pages: String, expected: String) throws {
    let wrapper = try wrapper(#"{"areas": {"file": "files"}, "pages": \#(pages)}"#, Self.bundle(method: method))

    #expect(wrapper.pages?.name == expected)
  }

  @Test("have both cursors when the method has two directions, and need no limit")
  func directions() throws {
    let bundle = Self.bundle(
      params: #""cursor": {"type": ["string", "null"]}"#,
      response: #""data": {"type": "array", "items": {"type": "string"}}, "nextCursor": {"type": ["string", "null"]}, "#
        + #""backwardsCursor": {"type": ["string", "null"]}"#
    )
    let pages = try #require(try wrapper(#"{"areas": {"file": "files"}}"#, bundle).pages)

    #expect(pages.backwardsCursor == "backwardsCursor")
    #expect(pages.limit == nil)
  }

  @Test("do not exist for an exception")
  func exception() throws {
    let customization =
      #"{"areas": {"file": "files"}, "pages": {"file/list": {"exception": "The pages have no end."}}}"#

    #expect(try wrapper(customization).pages == nil)
  }

  static let halves: [(String, String)] = [
    (
      bundle(response: #""data": {"type": "array", "items": {"type": "string"}}"#),
      #"the parameters of "file/list" have a cursor, but the response has no nextCursor"#
    ),
    (bundle(params: ""), #"the response to "file/list" has a nextCursor, but the parameters have no cursor"#),
    (
      bundle(response: #""data": {"type": "string"}, "nextCursor": {"type": ["string", "null"]}"#),
      #"the response to "file/list" has 0 arrays that are always present instead of one"#
    ),
    (
      bundle(params: #""cursor": {"type": ["integer", "null"]}"#),
      #"the function list has no parameter for the cursor of "file/list" that is a string"#
    ),
  ]

  @Test("must be refused with a reason when a method has only a part of the form", arguments: halves)
  func halfForm(bundle: String, message: String) throws {
    let errors = WrapperFixture.errors(#"{"areas": {"file": "files"}}"#, bundle: bundle)
    let pointer = "customization.json#/pages/file~1list: error: "
    let advice = #", so there is no sequence of all elements; give the reason in "exception" of an entry in "pages""#
    #expect(errors == [pointer + message + advice])

    let excused = #"{"areas": {"file": "files"}, "pages": {"file/list": {"exception": "It is so."}}}"#
    #expect(WrapperFixture.errors(excused, bundle: bundle) == [])
  }

  @Test("whose cursor is a union are refused with the entry that chooses the text")
  func unionCursor() throws {
    let cursor = ##""cursor": {"anyOf": [{"$ref": "#/definitions/Cursor"}, {"type": "null"}]}"##
    let bundle = Self.bundle(params: cursor)
    let entry = #""file/list": [{"branches": {"cursor": "string"}}]"#

    #expect(
      WrapperFixture.errors(#"{"areas": {"file": "files"}}"#, bundle: bundle) == [
        "customization.json#/pages/file~1list: error: the cursor of \"file/list\" is a union; choose its case with a text: "
          + "add \(entry) to \"wrappers\""
      ]
    )
    let corrected = "{\"areas\": {\"file\": \"files\"}, \"wrappers\": {\(entry)}}"
    #expect(try wrapper(corrected, bundle).pages != nil)
  }

  @Test(
    "are not declared for what is no method, has no cursor, or has no use",
    arguments: [
      (#"{"file/lists": {"name": "x"}}"#, "did you mean \"file/list\"?"),
      (#"{"file/list": {}}"#, "this entry is empty"),
      (#"{"file/list": {"name": "a b"}}"#, "is not a Swift identifier"),
      (#"{"file/list": {"name": "a", "exception": "b"}}"#, "has neither a name nor a documentation"),
      (#"{"file/list": {"names": "a"}}"#, "there is no \"names\" here"),
      (#"{"file/list": {"name": "list"}}"#, "would be called list like another function"),
    ]
  )
  func mistakes(pages: String, message: String) {
    let errors = WrapperFixture.errors(#"{"areas": {"file": "files"}, "pages": \#(pages)}"#, bundle: Self.bundle())
    #expect(errors.contains { $0.contains(message) }, "\(errors)")
  }

  @Test("are not declared for a method without a cursor")
  func noCursor() {
    let bundle = Self.bundle(params: "", response: #""data": {"type": "array", "items": {"type": "string"}}"#)
    let errors = WrapperFixture.errors(
      #"{"areas": {"file": "files"}, "pages": {"file/list": {"name": "x"}}}"#,
      bundle: bundle
    )

    #expect(errors.contains { $0.contains("have a cursor, so this entry has no effect") }, "\(errors)")
  }
}
