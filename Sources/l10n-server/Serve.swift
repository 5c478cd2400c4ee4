import ArgumentParser
import FlyingFox
import FlyingSocks
import Foundation
import Project
import Units

/// What `l10n memory serve` runs: the memory over HTTP.
///
/// It is a program of its own because a web server brings all of Foundation, which would make every other
/// command larger and slower to start.
@main struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "l10n memory serve",
    abstract: "Answer lookups and searches over HTTP.",
    discussion: """
      Editors that speak to a tmserver ask under /tmserver; POST /lookup and GET /search give what the \
      commands of that name print. On addresses other than those of this machine a token is needed, from \
      the environment (L10N_TOKEN) or a file: clients send it as “Authorization: Bearer TOKEN”, and those \
      that cannot put it into their address, as http://HOST:PORT/token/TOKEN/tmserver. Ends on SIGINT or \
      SIGTERM, after the answers that are under way.
      """)

  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp("Look for l10n.yml from this folder on.", valueName: "folder"))
  var directory = "."

  @Option(help: "The address to listen at.")
  var host = "127.0.0.1"

  @Option(help: "The port; 0 for any that is free.")
  var port: UInt16 = 8790

  @Option(help: ArgumentHelp("Read the token from a file.", valueName: "file"))
  var tokenFile: String?

  static func main() async {
    do {
      let command = try parse()
      try await command.run()
    } catch let code as ExitCode {
      Self.exit(withError: code)
    } catch let error as ProjectError {
      FileHandle.standardError.write(Data("l10n: error: \(error)\n".utf8))
      Self.exit(withError: ExitCode(error.code == .configuration ? 2 : 3))
    } catch {
      let message = Data((fullMessage(for: error) + "\n").utf8)
      guard exitCode(for: error).isSuccess else {
        FileHandle.standardError.write(message)
        Self.exit(withError: ExitCode(2))
      }
      FileHandle.standardOutput.write(message)
    }
  }

  func run() async throws {
    let token = try readToken()
    let isLocal = ["127.0.0.1", "::1", "localhost"].contains(host)
    guard isLocal || token != nil else {
      throw ValidationError(
        "at \(host) everybody on the network could read the memory: a token is needed, in L10N_TOKEN or "
          + "--token-file")
    }
    let folder = URL(filePath: directory).standardizedFileURL.path
    let desk = try MemoryDesk(Workspace(around: folder))
    try await desk.open()
    let server = try listen()
    let routes = MemoryRoutes(desk: desk, token: token, isLocal: isLocal)
    EndSignals.await { server.stop() }
    let name = host.contains(":") ? "[\(host)]" : host
    FileHandle.standardOutput.write(
      Data("http://\(name):\(server.port ?? port)/tmserver\n".utf8))
    try await server.run { await routes.answer($0) }
  }

  private func listen() throws -> MemoryServer {
    let name = host == "localhost" ? "127.0.0.1" : host
    func listen(_ address: some SocketAddress) throws -> MemoryServer {
      do {
        return try MemoryServer(at: address)
      } catch {
        throw ProjectError(
          .disk, "\(host):\(port) cannot be listened at; something else may be there already")
      }
    }
    if name.contains(":"), let address = try? sockaddr_in6.inet6(ip6: name, port: port) {
      return try listen(address)
    }
    if let address = try? sockaddr_in.inet(ip4: name, port: port) { return try listen(address) }
    throw ValidationError("“\(host)” is no address of this machine")
  }

  private func readToken() throws -> String? {
    var token = ProcessInfo.processInfo.environment["L10N_TOKEN"]
    if let tokenFile {
      guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
        throw ValidationError("\(tokenFile) cannot be read")
      }
      token = text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    guard let token, !token.isEmpty else { return nil }
    guard token.count >= 16,
      token.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    else {
      throw ValidationError("a token has at least 16 letters, digits, “-”, “_” or “.”")
    }
    return token
  }
}
