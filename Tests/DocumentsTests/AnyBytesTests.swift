import Documents
import Foundation
import Testing
import Units

/// Files of any bytes whatever come back as they were.
@Suite struct AnyBytesTests {
  private static let endings = ["md", "mdx", "html", "txt", "srt", "vtt"]

  /// Alphabets from which files are drawn: what parsers look at, words, and all bytes.
  private static let alphabets: [[[UInt8]]] = {
    let marks = "*_`[]()<>!|#-+=~.:;'\"\\/&{}$%^@0123456789abA \t\n\r".utf8.map { [$0] }
    let words = [
      "word ", "Word. ", "<b>", "</b>", "<p>", "<!--", "-->", "[a](b)", "```\n", "~~~\n", "| ",
      "\n- ",
      "\n1. ", "\n> ", "\n\n", "\r\n", "&amp;", "&#8212;", "{{ x }}", "{% y %}", "{{< z >}}",
      ":::\n",
      "---\n", "+++\n", "[^1]: ", "[ref]: /u \"t\"\n", "00:00:01,000 --> 00:00:02,000\n",
      "WEBVTT\n",
      "\u{FEFF}", "é", "e\u{301}", "ệ", "\u{200B}", "\u{A0}", "🙏", "漢字。", "\u{2028}", "$x^2$",
    ].map { Array($0.utf8) }
    let any = (0...255).map { [UInt8($0)] }
    return [marks, words, marks + words, any, words + any]
  }()

  @Test(arguments: endings)
  func `Any bytes are copied`(ending: String) throws {
    var random = SplitMix(state: 7)
    for round in 0..<1200 {
      let alphabet = Self.alphabets[round % Self.alphabets.count]
      let count = Int.random(in: 0...60, using: &random)
      let bytes = (0..<count).flatMap { _ in alphabet.randomElement(using: &random) ?? [] }
      let page = try Page(bytes, "a.\(ending)")
      #expect(
        try page.copied() == bytes, "round \(round): \(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test(arguments: endings)
  func `Marks of encodings and line ends stay`(ending: String) throws {
    let text = "One line. Two\nlines.\n\n1\n00:00:01,000 --> 00:00:02,000\nĐúng vậy — “sí”.\n"
    let forms = [
      text, text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\r"), "\u{FEFF}" + text,
      text.replacing("\n\n", with: "\r\n\r"), String(text.dropLast()),
      text.decomposedStringWithCanonicalMapping, "\u{200B}" + text, "",
    ]
    for form in forms {
      #expect(
        try Page(form, "a.\(ending)").copied() == Array(form.utf8), "\(form.debugDescription)")
    }
    for isLittleEndian in [true, false] {
      let bytes = ("\u{FEFF}" + text).utf16.flatMap { unit -> [UInt8] in
        let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
        return isLittleEndian ? [low, high] : [high, low]
      }
      let page = try Page(bytes, "a.\(ending)")
      #expect(try page.copied() == bytes)
      #expect(page.segments.contains { $0.contains("Đúng vậy") })
    }
  }

  @Test func `Bytes that are no text are codes, and do not hide the text around them`() throws {
    let bytes = Array("One ".utf8) + [0xFF, 0xC0] + Array(" two.\n".utf8)
    let page = try Page(bytes, "a.txt")
    #expect(page.segments == ["One <1/><2/> two."])
    #expect(
      try page.built(["Uno <1/><2/> dos."]) == Array("Uno ".utf8) + [0xFF, 0xC0]
        + Array(" dos.\n".utf8))
  }

  @Test(arguments: [
    (String(repeating: "<div>", count: 5000), "1:10241: elements are nested more than 2048 deep"),
    (
      "<p " + (0..<3000).map { "a\($0) " }.joined() + ">x",
      "1:1: this element has more than 2048 attributes"
    ),
    (String(repeating: "<svg><g>", count: 2000), "1:8193: elements are nested more than 2048 deep"),
  ])
  func `What would take the parser minutes is refused with its place`(
    page: String, reason: String
  ) throws {
    let error = try #require(throws: DocumentError.self) { try Page(page, "a.html") }
    #expect("\(error.position.line):\(error.position.column): \(error.message)".hasPrefix(reason))
    // Inside Markdown the block is left alone, and the rest is found.
    let markdown = "One.\n\n\(page)\n\nTwo.\n"
    #expect(try Page(markdown, "a.md").segments == ["One.", "Two."])
  }

  @Test func `Long pages are not deep ones`() throws {
    let list = String(repeating: "<li>a<p>b<br>", count: 3000)
    let text = "<ul>\(list)</ul>" + String(repeating: "<i>x</i> <a name=y>", count: 3000)
    #expect(try Page(text, "a.html").copied() == Array(text.utf8))
  }
}
