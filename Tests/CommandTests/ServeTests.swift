import Foundation
import Glibc
import Testing

/// The memory over HTTP.
@Suite struct ServeTests {
  /// A server of a project, until it is let go.
  private final class Served {
    let process = Process()
    let port: UInt16

    init(_ terminal: Terminal, _ arguments: [String] = [], token: String? = nil) throws {
      process.executableURL = Terminal.program
      process.arguments = ["memory", "serve", "--port", "0"] + arguments
      process.currentDirectoryURL = terminal.folder
      if let token {
        process.environment = ProcessInfo.processInfo.environment.merging(["L10N_TOKEN": token]) {
          $1
        }
      }
      let out = Pipe()
      process.standardOutput = out
      try process.run()
      let line = String(decoding: out.fileHandleForReading.availableData, as: UTF8.self)
      port = try #require(
        line.split(separator: ":").last?.split(separator: "/").first.flatMap { UInt16($0) })
    }

    deinit { process.terminate() }

    /// Connects, and says something.
    func open(_ request: String = "") throws -> Int32 {
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      let status = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(status == 0)
      say(request, at: socket)
      return socket
    }

    func say(_ request: String, at socket: Int32) {
      let bytes = Array(request.utf8)
      _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// What comes from a connection until it ends.
    func hear(_ socket: Int32) -> String {
      var answer: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = recv(socket, &buffer, buffer.count, 0), count > 0 {
        answer += buffer[..<count]
      }
      return String(decoding: answer, as: UTF8.self)
    }

    /// What the server answers, from its first line to the end of the connection.
    func ask(_ request: String) throws -> String {
      let socket = try open(request)
      defer { close(socket) }
      return hear(socket)
    }

    func get(_ path: String, _ headers: String = "Host: localhost\r\n") throws -> String {
      let answer = try ask("GET \(path) HTTP/1.1\r\n\(headers)Connection: close\r\n\r\n")
      let status = answer.split(separator: " ").dropFirst().first ?? ""
      let body = answer.components(separatedBy: "\r\n\r\n").dropFirst().joined()
      return "\(status) \(body.trimmingCharacters(in: .whitespacesAndNewlines))"
    }

    func post(_ path: String, _ body: String) throws -> String {
      let answer = try ask(
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
          + "\(body.utf8.count)\r\n\r\n\(body)")
      return answer.components(separatedBy: "\r\n\r\n").dropFirst().joined()
        .trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  private func terminal() throws -> Terminal {
    let terminal = try Terminal()
    try terminal.run("init", "--target", "vi")
    try terminal.write("Open A/B now.\tMở A/B ngay.\nPay 30.\tTrả 30.\n", to: "flyer.tsv")
    try terminal.run("memory", "import", "flyer.tsv", "--from", "en", "--to", "vi")
    return terminal
  }

  @Test func `Editors, programs and people are answered, and a signal ends it`() throws {
    let terminal = try terminal()
    let served = try Served(terminal)
    let match =
      #"[{"context":"memory/flyer.tmx","quality":100,"source":"Open A/B now.","target":"Mở A/B ngay."}]"#
    #expect(try served.get("/tmserver/en/vi/unit/Open%20A%2FB%20now.") == "200 \(match)")
    #expect(try served.get("/tmserver/EN_US/vi/unit/Open%20A/B%20now.") == "200 \(match)")
    #expect(try served.get("/tmserver/en/vi/unit/?source=Open%20A/B%20now.") == "200 \(match)")
    #expect(try served.get("/tmserver/en/xx/unit/Open") == "200 []")
    #expect(
      try served.get("/tmserver/languages/")
        == #"200 {"sourceLanguages":["en","vi"],"targetLanguages":["en","vi"]}"#)
    #expect(try served.get("/tmserver/en/vi/unit/") == #"404 {"error":"the text is missing"}"#)
    #expect(try served.get("/health") == #"200 {"status":"ok"}"#)
    let question = #"{"source":"Pay 45.","from":"en","to":"vi"}"#
    #expect(try served.post("/lookup", question).contains(#""target":"Trả 45.""#))
    #expect(try served.post("/lookup", "[\(question),\(question)]").hasPrefix(#"[{"matches""#))
    #expect(try served.post("/lookup", "{}").contains("expected a JSON object"))
    #expect(try served.get("/search?text=ngay&in=target").contains(#""count":1"#))
    #expect(try served.get("/search?text=ngay&in=middle").hasPrefix("400"))
    #expect(try served.get("/nothing").hasPrefix("404"))
    #expect(try served.post("/search", "").contains("only GET is answered here"))
    // Too much, and names that are not ours.
    #expect(
      try served.ask(
        "POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999\r\n\r\n"
      ).contains("413"))
    // Also to who says it all before reading the answer.
    #expect(try served.post("/lookup", String(repeating: " ", count: 3 << 20)).contains("at most"))
    let long = String(repeating: "a", count: 10_001)
    #expect(try served.get("/tmserver/en/vi/unit/\(long)").hasPrefix("413"))
    #expect(try served.get("/health", "Host: elsewhere.example\r\n").hasPrefix("403"))
    // What changes is answered soon.
    try terminal.run("memory", "add", "Be brave.", "Can đảm lên.", "--from", "en", "--to", "vi")
    usleep(2_100_000)
    #expect(try served.get("/tmserver/en/vi/unit/Be%20brave.").contains("Can đảm lên."))
    // What cannot be read is told, and the answers are those of before.
    try terminal.write("<tmx>", to: "memory/broken.tmx")
    usleep(2_100_000)
    #expect(try served.get("/tmserver/en/vi/unit/Be%20brave.").contains("Can đảm lên."))
    kill(served.process.processIdentifier, SIGTERM)
    served.process.waitUntilExit()
    #expect(served.process.terminationStatus == 0)
    #expect(served.process.terminationReason == .exit)
  }

  @Test(arguments: [
    ("GET /health HTTP/1.0\r\n\r\n", "200"),
    ("\r\nGET /health HTTP/1.1\nHost: localhost\nConnection: close\n\n", "200"),
    ("GET http://localhost/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "200"),
    ("GET /health HTTP/1.1\r\nHost: a\u{0}b\r\n\r\n", "400 a header has a name"),
    ("GET /health HTTP/1.1\r\nHöst: localhost\r\n\r\n", "400 a header has a name"),
    (
      "POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length:\r\n\r\n", "400 is one number"
    ),
    ("GET health HTTP/1.1\r\nHost: localhost\r\n\r\n", "400 this is no request"),
    ("GET /search?text=a&from=!! HTTP/1.0\r\n\r\n", "400 is a language tag"),
    ("GET /search?text=Open+A/B HTTP/1.0\r\n\r\n", "200 Open A/B now."),
    ("GET /search?text=Open%2BA HTTP/1.0\r\n\r\n", "200 []"),
    ("GET /health\r\n\r\n", "400 this is no request"),
    ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400 this is no request"),
    ("GET /health HTTP/1.1\r\n\r\n", "400 names its host"),
    ("GET /health HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", "400 names its host"),
    ("GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n", "400 a header has a name"),
    ("GET /health HTTP/1.1\r\nHost: localhost\r\n more\r\n\r\n", "400 a header has a name"),
    ("POST /lookup HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n", "411"),
    (
      "POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
      "400 is one number"
    ),
    (
      "POST /lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: -2\r\n\r\n{}",
      "400 is one number"
    ),
    (
      "GET /health HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "a: b\r\n", count: 100)
        + "\r\n", "431 at most 100 headers"
    ),
    ("GET /" + String(repeating: "a", count: 140_000), "431"),
  ])
  func `A request is one, or is refused with a reason`(request: String, answer: String) throws {
    let served = try Served(try terminal())
    let said = try served.ask(request)
    let parts = answer.split(separator: " ", maxSplits: 1)
    #expect(said.hasPrefix("HTTP/1.1 \(parts[0])") && said.contains(parts.last ?? ""))
  }

  @Test func `Who asks nothing, too slowly or without end is in nobody's way`() throws {
    let served = try Served(try terminal())
    let endless = try (0..<4).map { _ in
      try served.open("GET /" + String(repeating: "a", count: 120_000))
    }
    #expect(try served.get("/health").hasPrefix("200"))
    // More than it takes at once.
    let others = try (0..<120).map { try served.open($0 % 2 == 0 ? "" : "GET /health HT") }
    #expect(try served.get("/health").hasPrefix("200"))
    // Several requests at one connection, and the content of one after it was asked for.
    let kept = try served.open(
      "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n\r\nHEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        + "POST /lookup HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
        + "Connection: close\r\n\r\n")
    usleep(200_000)
    served.say("{}", at: kept)
    let answers = served.hear(kept).components(separatedBy: "HTTP/1.1 ")
    #expect(answers.map { $0.prefix(3) } == ["", "200", "200", "100", "400"])
    #expect(answers[2].hasSuffix("\r\n\r\n"))
    // Who waits for nothing is let go at once, and who has begun to ask is answered.
    let idle = try served.open("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
    let begun = try served.open("GET /health HT")
    usleep(200_000)
    kill(served.process.processIdentifier, SIGTERM)
    #expect(served.hear(idle).hasPrefix("HTTP/1.1 200"))
    served.say("TP/1.1\r\nHost: localhost\r\n\r\n", at: begun)
    #expect(served.hear(begun).hasPrefix("HTTP/1.1 200"))
    (endless + others + [kept, idle, begun]).forEach { close($0) }
    served.process.waitUntilExit()
    #expect(served.process.terminationStatus == 0)
  }

  @Test func `A signal ends it as soon as it has told its address`() throws {
    let terminal = try terminal()
    for _ in 0..<6 {
      let served = try Served(terminal)
      kill(served.process.processIdentifier, SIGTERM)
      served.process.waitUntilExit()
      #expect(served.process.terminationStatus == 0)
    }
  }

  @Test func `Others on the network need the token`() throws {
    let terminal = try terminal()
    let refused = try terminal.run("memory", "serve", "--host", "0.0.0.0", "--port", "0")
    #expect(refused.code == 2 && refused.error.contains("a token is needed"))
    let token = "0123456789abcdefg"
    let served = try Served(terminal, ["--host", "0.0.0.0"], token: token)
    #expect(try served.get("/health").hasPrefix("401"))
    #expect(
      try served.get("/health", "Host: here\r\nAuthorization: Bearer \(token)\r\n").hasPrefix("200")
    )
    #expect(
      try served.get("/health", "Host: here\r\nAuthorization: Bearer \(token)x\r\n").hasPrefix(
        "401"))
    #expect(try served.get("/token/\(token)/tmserver/en/vi/unit/Pay%2030.").contains("Trả 30."))
    #expect(try served.get("/token/x/health").hasPrefix("401"))
    served.process.terminate()
    served.process.waitUntilExit()
  }

  @Test func `What it cannot do is told`() throws {
    let terminal = try Terminal()
    let none = try terminal.run("memory", "serve")
    #expect(none.code == 2 && none.error.contains("there is no l10n.yml here"))
    try terminal.run("init", "--target", "vi")
    let help = try terminal.run("memory", "serve", "--help")
    #expect(help.code == 0 && help.out.contains("tmserver"))
  }
}
