import Foundation
import Glibc
import PostgreSQL

/// A PostgreSQL server of the tests' own: its data in a folder that goes with it, reached through a socket
/// there and by nobody else. It ends with the tests, however they end.
package final class Server: Sendable {
  /// The server that all tests share; nil where PostgreSQL is not installed.
  package static let shared = Server()

  private let folder: String

  /// The address of a new database.
  package func makeDatabase() throws -> String {
    let name = "d\(UInt64.random(in: 0...(.max)))"
    try execute("CREATE DATABASE \(name)", in: address(of: "postgres"))
    return address(of: name)
  }

  /// Runs statements as the owner of everything.
  package func execute(_ sql: String, in address: String) throws {
    try Connection(address).execute(sql)
  }

  private func address(of database: String) -> String {
    "postgresql:///\(database)?host=\(folder)&user=owner"
  }

  private init?() {
    let versions =
      (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    guard let newest = versions.max(by: { (Int($0) ?? 0) < (Int($1) ?? 0) }) else { return nil }
    // The path of a socket has room for a hundred letters.
    let temporary = FileManager.default.temporaryDirectory.path
    folder = "\(temporary)/l10n-pg-\(getpid())"
    let script = """
      for fd in /proc/$$/fd/*; do fd=${fd##*/}; [ $fd -gt 2 ] && eval "exec $fd>&-"; done
      export PATH=/usr/lib/postgresql/\(newest)/bin:$PATH
      initdb -D \(folder) -U owner -A trust --no-sync >/dev/null 2>&1
      postgres -D \(folder) -c listen_addresses= -c unix_socket_directories=\(folder) \
        -c fsync=off >/dev/null 2>&1 &
      cat >/dev/null
      kill -INT $!
      wait
      rm -rf \(folder)
      """.replacing("'", with: "'\\''")
    // PostgreSQL refuses to be root. The server lives as long as this process holds the other end of its
    // input.
    let shell = getuid() == 0 ? "runuser -u postgres -- bash -c" : "bash -c"
    guard popen("cd \(temporary) && exec \(shell) '\(script)'", "w") != nil else { return nil }
    for _ in 0..<300 {
      if (try? Connection(address(of: "postgres"))) != nil { return }
      usleep(100_000)
    }
    return nil
  }
}
