import Foundation
import Glibc
import PostgreSQL

/// A PostgreSQL server of the tests' own: its data in a folder that goes with it, reached through a socket
/// there, and over TLS by who has a password. It ends with the tests, however they end.
package final class Server: Sendable {
  /// The server that all tests share; nil where PostgreSQL is not installed.
  package static let shared = Server()

  private let folder: String
  /// The port at this machine; TLS alone is spoken there.
  package let port: UInt16

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
    "postgresql:///\(database)?host=\(folder)&port=\(port)&user=owner"
  }

  /// The certificate by which the server is known as `localhost`; nil where none could be made.
  package var certificate: String? {
    let path = "\(folder)/server.crt"
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// A port that nobody listens at.
  private static func freePort() -> UInt16? {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, size) == 0 && getsockname(socket, $0, &size) == 0
      } ? UInt16(bigEndian: pointer.pointee.sin_port) : nil
    }
  }

  private init?() {
    let versions =
      (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
    guard let newest = versions.max(by: { (Int($0) ?? 0) < (Int($1) ?? 0) }),
      let port = Self.freePort()
    else { return nil }
    self.port = port
    // The path of a socket has room for a hundred letters.
    let temporary = FileManager.default.temporaryDirectory.path
    folder = "\(temporary)/l10n-pg-\(getpid())"
    let script = """
      for fd in /proc/$$/fd/*; do fd=${fd##*/}; [ $fd -gt 2 ] && eval "exec $fd>&-"; done
      export PATH=/usr/lib/postgresql/\(newest)/bin:$PATH
      initdb -D \(folder) -U owner --auth-local=trust --auth-host=scram-sha-256 --no-sync >/dev/null 2>&1
      openssl req -x509 -newkey rsa:2048 -nodes -keyout \(folder)/server.key -out \(folder)/server.crt \
        -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost >/dev/null 2>&1
      chmod 600 \(folder)/server.key
      sed -i "s/^host /hostssl /" \(folder)/pg_hba.conf
      postgres -D \(folder) -c listen_addresses=127.0.0.1 -c port=\(port) \
        -c ssl=$([ -s \(folder)/server.crt ] && echo on || echo off) \
        -c unix_socket_directories=\(folder) -c fsync=off >/dev/null 2>&1 &
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
