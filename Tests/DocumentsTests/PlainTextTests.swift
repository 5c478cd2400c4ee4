import Documents
import Testing
import Units

@Suite struct PlainTextTests {
  @Test(arguments: [
    ("One.\nTwo.\n", ["One.", "Two."]),
    ("- one\n- two\n", ["one", "two"]),
    ("1. one\n2) two\na) three\n", ["one", "two", "three"]),
    ("Dear Ann,\n\nit is late.\n", ["Dear Ann,", "it is late."]),
    ("A line that goes on\nin the next one.\n", ["A line that goes on in the next one."]),
    ("> quoted words that\n> go on here\n\nAnswer\n", ["quoted words that go on here", "Answer"]),
    ("Heading\n\nText\u{1}here\n", ["Heading", "Text<1/>here"]),
  ])
  func `Paragraphs are found`(text: String, segments: [String]) throws {
    let page = try Page(text, "a.txt")
    #expect(page.segments == segments)
    #expect(try page.copied() == Array(text.utf8))
  }

  @Test func `A wrapped paragraph is wrapped again`() throws {
    let text = """
      > The court has moved the hearing of next week to another room of the
      > same house, and we should come earlier.

      """
    let built = try Page(text, "mail.txt").text([
      "El tribunal cambió la audiencia de la semana que viene a otra sala del mismo edificio, y"
        + " debemos llegar antes."
    ])
    #expect(
      built == """
        > El tribunal cambió la audiencia de la semana que viene a otra sala
        > del mismo edificio, y debemos llegar antes.

        """)
  }
}
