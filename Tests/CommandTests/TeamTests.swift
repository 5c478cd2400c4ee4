import TestServer
import Testing

/// Two projects with a memory in common.
@Suite(.enabled(if: Server.shared != nil)) struct TeamTests {
  private func project(_ memory: String) -> String {
    """
    source: en
    targets: [vi]
    documents: ["locales/{locale}/{path}.md"]
    records: xliff/{locale}/{path}.xlf
    memory: \(memory)

    """
  }

  @Test func `What one project pushes another one finds, and goes on without where it cannot`()
    throws
  {
    let terminal = try Terminal()
    let address = try #require(Server.shared).makeDatabase()
    try terminal.write(project("\"\(address)\""), to: "flyers/l10n.yml")
    try terminal.write(
      "Open the door.\tMở cửa ra.\nYou have 30 days to appeal.\tQuý vị có 30 ngày để kháng cáo.\n",
      to: "flyer.tsv")
    try terminal.run(
      "memory", "import", "-C", "flyers", "flyer.tsv", "--from", "en", "--to", "vi")
    try terminal.write(
      project("{team: \"\(address)\", project: explainers, minimum: 60}"), to: "site/l10n.yml")
    try terminal.run("memory", "search", "-C", "site", "door")
    try terminal.run("memory", "push", "-C", "flyers")
    try terminal.run("memory", "push", "-C", "flyers")
    try terminal.run("memory", "search", "-C", "site", "door", "--to", "vi")
    try terminal.write(
      "You have 60 days to appeal.\n\nOpen the door.\n", to: "site/locales/en/a.md")
    try terminal.run("export", "-C", "site")
    let record = try terminal.read("site/xliff/vi/a.xlf")
    #expect(record.contains("Quý vị có 60 ngày để kháng cáo.</target>"))
    #expect(record.contains("The same sentence as in flyers: memory/flyer.tmx."))
    try terminal.write(
      project("\"postgresql://nobody@127.0.0.1:1/none\""), to: "site/l10n.yml")
    try terminal.run("memory", "search", "-C", "site", "door", "--to", "vi")
    try terminal.run("export", "-C", "site", "--dry-run")
    try terminal.run("memory", "push", "-C", "site")
    try terminal.write(project("\"postgresql://ana:secret@host/none\""), to: "site/l10n.yml")
    try terminal.run("memory", "stats", "-C", "site")
    #expect(!terminal.transcript.contains("secret"))
    try expectSnapshot(terminal.transcript, named: "team")
  }
}
