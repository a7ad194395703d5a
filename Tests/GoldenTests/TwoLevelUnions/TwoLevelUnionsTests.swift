import Testing

@Suite("Two-level unions")
struct TwoLevelUnionsTests {
  @Test("The properties of the inner union are part of the tagged branch's object")
  func image() throws {
    let byURL = try expectRoundTrip(
      #"{"type":"input_image","image_url":"u","detail":"high"}"#,
      as: ContentPart.self
    )
    #expect(byURL == .inputImage(ContentPart.InputImage(content: .imageURL("u"), detail: "high")))
    let byFile = try expectRoundTrip(#"{"type":"input_image","file_id":"f"}"#, as: ContentPart.self)
    #expect(byFile == .inputImage(ContentPart.InputImage(content: .fileID("f"))))
  }

  @Test("A branch may consist of nothing but the inner union")
  func audio() throws {
    let audio = try expectRoundTrip(#"{"type":"audio","data":"d"}"#, as: ContentPart.self)
    #expect(audio == .audio(ContentPart.Audio(content: .data("d"))))
  }

  @Test("A value that is unknown to the inner union is kept inside of the outer branch")
  func unknownInside() throws {
    let json = #"{"type":"input_image","detail":"low","blob_ref":{"id":1}}"#
    let image = try expectRoundTrip(json, as: ContentPart.self)
    guard case .inputImage(let inside) = image else {
      Issue.record("\(image) should be an image")
      return
    }
    #expect(!inside.content.isRecognized)
    #expect(inside.detail == "low")
  }

  @Test("A value that is unknown to the outer union is kept")
  func unknownOutside() throws {
    try expectUnrecognized(#"{"type":"video","image_url":"u"}"#, as: ContentPart.self)
  }

  @Test("A property that is changed beside an unknown branch is written as changed")
  func changedProperty() throws {
    let image = try decoded(#"{"type":"input_image","detail":"low","blob_ref":1}"#, as: ContentPart.self)
    guard case .inputImage(var inside) = image else {
      Issue.record("\(image) should be an image")
      return
    }
    inside.detail = "high"
    #expect(
      try encoded(ContentPart.inputImage(inside)) == ["type": "input_image", "detail": "high", "blob_ref": 1]
    )
  }
}
