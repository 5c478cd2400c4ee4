import ArgumentParser
import Glibc
import Project

extension MemoryCommand {
  struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Answer lookups and searches over HTTP; --help tells more.",
      discussion: "Runs l10n-server, which lies beside this program.")

    @Argument(parsing: .captureForPassthrough, help: "What the server is told.")
    var arguments: [String] = []

    func run() throws {
      let program = try Self.server()
      var pointers = ([program] + arguments).map { strdup($0) } + [nil]
      execv(program, &pointers)
      throw ProjectError(.disk, path: program, "the server cannot be started")
    }

    private static func server() throws -> String {
      var buffer = [CChar](repeating: 0, count: 4096)
      let count = readlink("/proc/self/exe", &buffer, buffer.count)
      let here = String(
        decoding: buffer[..<max(count, 0)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let folder = here.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")
      let program = "\(folder)/l10n-server"
      guard access(program, X_OK) == 0 else {
        throw ProjectError(
          .configuration, "there is no l10n-server beside l10n; “make build” makes both")
      }
      return program
    }
  }
}
