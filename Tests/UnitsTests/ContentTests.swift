import Testing
import Units

@Suite struct ContentTests {
  private func code(_ id: String, _ kind: InlineCode.Kind, _ original: String) -> Inline {
    .code(InlineCode(id: id, kind: kind, meaning: .bold, original: original))
  }

  @Test func `Codes are compared as a bag, and pairs must nest`() {
    let source = Content([
      code("1", .open, "**"), .text("a"), code("1", .close, "**"), code("2", .standalone, "x"),
    ])
    let reordered = Content([
      code("2", .standalone, "x"), code("1", .open, "**"), .text("b"), code("1", .close, "**"),
    ])
    #expect(source.codeDifference(to: reordered).isEmpty)
    let lost = Content([code("1", .open, "**"), .text("b"), code("1", .close, "**")])
    #expect(source.codeDifference(to: lost).missing == ["x"])
    let doubled = Content(source.elements + [code("2", .standalone, "x")])
    #expect(source.codeDifference(to: doubled).extra == ["2"])
    let crossed = Content([
      code("1", .close, "**"), .text("b"), code("1", .open, "**"), code("2", .standalone, "x"),
    ])
    #expect(source.codeDifference(to: crossed).isBadlyNested)
  }

  @Test func `A code that was added in front does not lose the others`() {
    let old = Content([.text("See "), code("1", .standalone, "`a`")])
    let target = Content([.text("Vea "), code("1", .standalone, "`a`")])
    let new = Content([
      code("1", .standalone, "`b`"), .text(" See "), code("2", .standalone, "`a`"),
    ])
    #expect(target.remappingCodes(from: old, to: new).codes.map(\.id) == ["2"])
  }

  @Test func `Keys fold what does not matter and keep what does`() {
    #expect(Content(" a \n b ").exactKey == Content("a b").exactKey)
    #expect(Content("e\u{302}\u{323}").exactKey == Content("ệ").exactKey)
    #expect(Content("“a” – b…").looseKey == Content("\"a\" - b...").looseKey)
    #expect(Content("a").looseKey != Content("b").looseKey)
    let link = Content([code("1", .standalone, "x"), .text("a")])
    #expect(link.looseKey == Content("a").looseKey)
    #expect(link.exactKey != Content("a").exactKey)
  }

  @Test func `Lines and columns lead to bytes and back`() {
    let bytes = Array("añb\r\nxệy\rz\n".utf8)
    let table = LineTable(bytes)
    #expect(table.position(at: 3) == Position(line: 1, column: 3))
    #expect(table.position(at: 6) == Position(line: 2, column: 1))
    #expect(table.position(at: 10) == Position(line: 2, column: 3))
    #expect(table.position(at: 12) == Position(line: 3, column: 1))
    for offset in [0, 1, 3, 6, 7, 10, 12] {
      #expect(table.offset(of: table.position(at: offset)) == offset)
    }
  }

  @Test func `A digest is the published FNV-1a and its name begins with a letter`() {
    #expect(Digest("").description == "cbf29ce484222325")
    #expect(Digest("a").description == "af63dc4c8601ec8c")
    #expect(Digest("foobar").description == "85944171f73967e8")
    for text in ["", "a", "b", "Know your rights"] {
      let name = Digest(text).name(length: 6)
      #expect(name.count == 6 && name.first?.isLetter == true)
    }
  }

  @Test(arguments: [
    ("Stay calm – now.", 3), ("", 0), ("12/24", 2), ("« ¿Qué? »", 1), ("Quý vị có quyền", 4),
    ("आप चुप रह सकते हैं", 5), ("ฉันมีสิทธิ์", 1), ("আমি জানি", 2), ("… — ’", 0),
  ])
  func `Words are counted in every script`(text: String, count: Int) {
    #expect(Content(text).wordCount == count)
  }
}
