import Foundation
import Testing

@Suite struct SegmentTests {
  private static let rules = """
    <srx xmlns="http://www.lisa.org/srx20" version="2.0">
    <header segmentsubflows="yes" cascade="no"/><body><languagerules>
    <languagerule languagerulename="Lines">
    <rule break="yes"><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>
    </languagerule></languagerules>
    <maprules><languagemap languagepattern="en.*" languagerulename="Lines"/></maprules></body></srx>

    """

  @Test func `Documents are split as they are exported, by any rules`() throws {
    let terminal = try Terminal()
    try terminal.run("formats")
    try terminal.write("# A *title*\n\nOne; two. Three;\nfour.\n", to: "a.md")
    try terminal.write("<p>One; two.<br>Three. <img alt='A cat. A dog.'></p>\n", to: "a.html")
    try terminal.write(
      "1\n00:00:01,000 --> 00:00:02,000\nStay\n\n2\n00:00:02,000 --> 00:00:03,000\ncalm.\n",
      to: "a.srt")
    try terminal.write(Self.rules, to: "rules.srx")
    try terminal.write("<srx>\n<body><rule/></bod", to: "bad.srx")
    for file in ["a.md", "a.html", "a.srt"] { try terminal.run("segment", file) }
    try terminal.run("segment", "--srx", "rules.srx", "a.md")
    try terminal.run("segment", "--srx", "rules.srx", "--locale", "vi", "a.md")
    try terminal.run("segment", "--srx", "bad.srx", "a.md")
    try expectSnapshot(terminal.transcript, named: "segment")
  }

  @Test func `The built-in rules, exported, are read again`() throws {
    let terminal = try Terminal()
    let exported = try terminal.run("segment", "--export-srx")
    #expect(exported.code == 0)
    try terminal.write(exported.out, to: "ours.srx")
    let text = "Mr. Paz left. He lives in the U.S. now. Call 1-800-555-0100. Thanks! 🙏 Bye.\n"
    try terminal.write(text, to: "a.txt")
    let split = try terminal.run("segment", "--srx", "ours.srx", "a.txt").out
    #expect(split == (try terminal.run("segment", "a.txt")).out)
    #expect(split.split(separator: "\n").count == 5)
  }

  @Test func `A project may bring its own rules, and its records say so`() throws {
    let terminal = try Terminal()
    try terminal.write(
      """
      source: en
      targets: [es]
      documents: ["locales/{locale}/{path}.md"]
      records: xliff/{locale}/{path}.xlf
      segmentation: {srx: rules.srx}

      """, to: "l10n.yml")
    try terminal.write(Self.rules, to: "rules.srx")
    try terminal.write("One; two. Three.\n", to: "locales/en/a.md")
    #expect(try terminal.run("export").code == 0)
    let record = try terminal.read("xliff/es/a.xlf")
    #expect(record.contains(">One;<") && record.contains(">two. Three.<"))
    #expect(record.contains("segmentation srx-"))
    try terminal.edit("l10n.yml", "rules.srx", "none.srx")
    let status = try terminal.run("status")
    #expect(status.code != 0 && status.error.contains("none.srx"))
  }
}
