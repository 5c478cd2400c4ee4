import Foundation
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

  @Test(.enabled(if: Server.shared?.certificate != nil))
  func
    `Credentials come from libpq's files, connections are encrypted, and nothing of them is shown`()
    throws
  {
    let terminal = try Terminal()
    let server = try #require(Server.shared)
    let database = try server.makeDatabase()
    let name = try #require(database.split(separator: "/").dropFirst().first?.prefix { $0 != "?" })
    try server.execute(
      "CREATE ROLE ana LOGIN PASSWORD 'sesamo-7'; GRANT CREATE ON DATABASE \(name) TO ana",
      in: database)
    defer { try? server.execute("DROP OWNED BY ana; DROP ROLE ana", in: database) }
    let certificate = try #require(server.certificate)
    // The folder of the server is its own.
    try terminal.write(try String(contentsOfFile: certificate, encoding: .utf8), to: "root.crt")
    let path = { (name: String) in terminal.folder.appending(path: name).path }
    try terminal.write(
      """
      [team]
      host=localhost
      port=\(server.port)
      dbname=\(name)
      user=ana
      sslmode=verify-full
      sslrootcert=\(path("root.crt"))

      """, to: "services")
    try terminal.write("localhost:\(server.port):\(name):ana:sesamo-7\n", to: "passwords")
    chmod(path("passwords"), 0o600)
    try terminal.write("Open the door.\tMở cửa ra.\n", to: "flyer.tsv")
    func push(_ memory: String, _ environment: [String: String]) throws -> Terminal.Output {
      try terminal.write(project("\"\(memory)\""), to: "l10n.yml")
      terminal.environment = environment
      return try terminal.run("memory", "push")
    }
    try terminal.write(project("{}"), to: "l10n.yml")
    try terminal.run("memory", "import", "flyer.tsv", "--from", "en", "--to", "vi")
    let files = ["PGSERVICEFILE": path("services"), "PGPASSFILE": path("passwords")]
    #expect(try push("postgresql:///?service=team", files).code == 0)
    #expect(try push("postgresql://?service=team", files).code == 0)
    let address = "postgresql://ana@localhost:\(server.port)/\(name)"
    #expect(try push(address, ["PGPASSWORD": "sesamo-7"]).code == 0)
    let refused: [(String, [String: String], String)] = [
      ("postgresql:///?service=team", files.merging(["PGPASSFILE": "/none"]) { $1 }, "no password"),
      ("postgresql:///?service=other", files, "service \"other\" not found"),
      (address, ["PGPASSWORD": "sesamo-8"], "password authentication failed"),
      ("\(address)?sslmode=disable", ["PGPASSWORD": "sesamo-7"], "no encryption"),
      ("\(address)?sslmode=verify-full&sslrootcert=/none", ["PGPASSWORD": "sesamo-7"], "/none"),
    ]
    for (memory, environment, reason) in refused {
      let output = try push(memory, environment)
      #expect(output.code == 3 && output.error.contains(reason), "\(memory)")
      #expect(!output.error.contains("sesamo") && output.error.split(separator: "\n").count == 1)
    }
  }
}
