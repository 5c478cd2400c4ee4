import Foundation
import Segmentation
import Testing
import Units

@Suite struct SRXTests {
  private func file(
    _ rules: String, maps: String = "<languagemap languagepattern=\".*\" languagerulename=\"a\"/>",
    header: String = "cascade=\"no\""
  ) -> String {
    """
    <?xml version="1.0"?>
    <srx xmlns="http://www.lisa.org/srx20" version="2.0">
    <header segmentsubflows="yes" \(header)/>
    <body><languagerules>\(rules)</languagerules>
    <maprules>\(maps)</maprules></body></srx>
    """
  }

  private func rule(_ before: String, _ after: String, isBreak: Bool = true) -> String {
    let escape = { (text: String) in
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
    return
      "<rule break=\"\(isBreak ? "yes" : "no")\"><beforebreak>\(escape(before))</beforebreak>"
      + "<afterbreak>\(escape(after))</afterbreak></rule>"
  }

  private func named(_ name: String, _ rules: String...) -> String {
    "<languagerule languagerulename=\"\(name)\">\(rules.joined())</languagerule>"
  }

  private func segments(_ text: String, _ file: String, _ language: String = "en") throws
    -> [String]
  {
    let srx = try SRXFile(Array(file.utf8))
    let segmenter = try SRXSegmenter(srx, language: try LanguageTag(language))
    let bytes = Array(text.utf8)
    return try segmenter.segments(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  @Test func `The first rule that matches at a place decides`() throws {
    let rules = named(
      "a", rule(#"\bMr\."#, #"\s"#, isBreak: false), rule("[.?!]", #"\s"#),
      rule(#"\bDr\."#, #"\s"#, isBreak: false))
    #expect(try segments("Mr. A. Dr. B!  C", file(rules)) == ["Mr. A.", "Dr.", "B!", "C"])
  }

  @Test func `Either expression may be missing, and a rule breaks unless it says no`() throws {
    let rules = named(
      "a", "<rule><beforebreak>x</beforebreak></rule><rule><afterbreak>y</afterbreak></rule>")
    #expect(try segments("axbyc", file(rules)) == ["ax", "b", "yc"])
  }

  @Test func `Maps are tried in order; with cascade the rules of all that match are joined`() throws
  {
    let rules =
      named("en", rule(#"etc\."#, #"\s"#, isBreak: false)) + named("all", rule(#"\."#, #"\s"#))
    let maps = """
      <languagemap languagepattern="(en|EN).*" languagerulename="en"/>
      <languagemap languagepattern=".*" languagerulename="all"/>
      """
    let cascading = file(rules, maps: maps, header: "cascade=\"yes\"")
    #expect(try segments("A etc. b. C", cascading) == ["A etc. b.", "C"])
    #expect(try segments("A etc. b. C", cascading, "es") == ["A etc.", "b.", "C"])
    #expect(try segments("A etc. b. C", file(rules, maps: maps)) == ["A etc. b. C"])
  }

  @Test(arguments: [
    (#"[\p{Lu}&&[^Q]]\."#, "J. A Q. B", ["J. A Q.", "B"]),
    (#"(?<=\s)(?i)dr\."#, "The DR. A. B", ["The DR. A.", "B"]),
    (#"\bno\.(?=\s\d)"#, "See no. 4 or no. A. B", ["See no. 4 or no.", "A.", "B"]),
    (#"(a)b\1\."#, "x aba. c. d", ["x aba. c.", "d"]),
    (#"\h*\x{201C}[^”]*\."#, "He “is. not. here” x. Y", ["He “is. not. here” x.", "Y"]),
  ])
  func `Expressions are those of ICU`(exception: String, text: String, expected: [String]) throws {
    let rules = named("a", rule(exception, #"\s"#, isBreak: false), rule(#"\."#, #"\s"#))
    #expect(try segments(text, file(rules)) == expected)
  }

  @Test func `Codes go to the sides that the file names`() throws {
    let text = """
      <srx version="2.0"><header segmentsubflows="yes" cascade="no"><formathandle type="start" \
      include="yes"/><formathandle type="end" include="no"/><formathandle type="isolated" \
      include="no"/></header><body/></srx>
      """
    let sides = try SRXFile(Array(text.utf8)).codeSides
    #expect(sides.start == .before && sides.end == .after && sides.isolated == .after)
  }

  @Test(arguments: [
    ("<srx", 1, "end of Start Tag"), ("<tmx/>", 1, "no SRX file"),
    ("<srx><header cascade=\"maybe\"/></srx>", 1, "must be “yes” or “no”"),
    ("<srx><a/><languagemap languagepattern=\".*\"/></srx>", 1, "“languagerulename” is missing"),
  ])
  func `What is wrong is said with its line`(text: String, line: Int, message: String) throws {
    let error = try #require(throws: SRXError.self) { try SRXFile(Array(text.utf8)) }
    #expect(error.line == line && error.message.contains(message), "\(error.message)")
  }

  @Test func `A wrong expression, and one that takes for ever, are refused`() throws {
    let wrong = try #require(throws: SRXError.self) {
      try segments("a", file(named("a", rule("(", ""))))
    }
    #expect(
      wrong.message.contains("“(?:()(?=)” is not valid") || wrong.message.contains("not valid"))
    let slow = file(named("a", rule("(a+)+$x", "")))
    let error = try #require(throws: SRXError.self) {
      try segments(String(repeating: "a", count: 5_000), slow)
    }
    #expect(error.message.contains("takes too long"))
  }

  @Test func `The built-in rules, exported, make the same breaks`() throws {
    let srx = try SRXFile(SRXExport.file())
    for language in ["en", "es", "vi"] {
      let tag = try LanguageTag(language)
      let builtIn = SentenceSegmenter(language: tag)
      let exported = try SRXSegmenter(srx, language: tag)
      for item in try DevelopmentSet.cases(language) {
        let bytes = Array(item.text.utf8)
        #expect(try exported.segments(in: bytes) == builtIn.sentences(in: bytes), "\(item.text)")
      }
    }
  }
}
