import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// Listens at an address and answers what is asked there.
final class MemoryServer: Sendable {
  private let listener: Socket
  private let pool: any AsyncSocketPool
  private let clients = Clients()
  private let stopping = Mutex(Stopping())

  private struct Stopping {
    var isStopped = false
    var accepting: Task<Void, Never>?
  }

  /// Begins to listen.
  ///
  /// - Throws: `SocketError` where that is not possible.
  init(at address: some SocketAddress) throws {
    pool = HTTPServer.defaultPool()
    listener = try Socket(domain: Int32(type(of: address).family))
    try listener.setValue(true, for: .localAddressReuse)
    try listener.bind(to: address)
    try listener.listen()
  }

  /// The port that is listened at.
  var port: UInt16? {
    switch try? listener.sockname() {
    case .ip4(_, let port), .ip6(_, let port): port
    default: nil
    }
  }

  /// Answers requests until it is stopped, and those that are under way then.
  func run(_ answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse) async throws {
    try await pool.prepare()
    let turning = Task { [pool] in try await pool.run() }
    let sweeping = Task { [clients] in
      while !Task.isCancelled {
        try await Task.sleep(for: .seconds(1))
        await clients.sweep()
      }
    }
    let listening = try AsyncSocket(socket: listener, pool: pool)
    let accepting = Task { [clients, pool] in
      while !Task.isCancelled {
        guard let socket = try? await listening.accept() else {
          // There may be too many files open.
          try? await Task.sleep(for: .milliseconds(50))
          continue
        }
        Task {
          await clients.serve(socket, answer)
          // Whoever is woken may be so before the pool forgets the socket, and a number that is closed then
          // is another socket's at once, which would never be woken. A running pool refuses to run again,
          // and says so when it is done with what it does.
          _ = try? await pool.run()
          try? socket.close()
        }
      }
    }
    let isStopped = stopping.withLock { stopping in
      stopping.accepting = accepting
      return stopping.isStopped
    }
    if isStopped { accepting.cancel() }
    await accepting.value
    try listener.close()
    await clients.end()
    turning.cancel()
    sweeping.cancel()
  }

  /// Listens no more, from now on or from the start.
  func stop() {
    stopping.withLock { stopping in
      stopping.isStopped = true
      stopping.accepting?.cancel()
    }
  }
}
