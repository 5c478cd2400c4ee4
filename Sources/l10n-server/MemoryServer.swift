import FlyingFox
import FlyingSocks
import Foundation
import Glibc
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
    try await waitUntilPoolTurns()
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
          await Self.waitUntilForgotten(by: pool)
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

  /// A pipe can always be written to, and only a pool that turns says so.
  private func waitUntilPoolTurns() async throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    let end = Socket(file: Socket.FileDescriptor(rawValue: ends[1]))
    try await pool.suspendSocket(end, untilReadyFor: [.write])
    await Self.waitUntilForgotten(by: pool)
    for end in ends { close(end) }
  }

  /// Waits before a socket is closed that was waited for. Whoever is woken may be so before the pool forgets
  /// the socket, and a number that is closed then is another socket's at once, which would never be woken.
  /// A pool that turns refuses to be turned again, and says so when it is done with what it does.
  private static func waitUntilForgotten(by pool: any AsyncSocketPool) async {
    _ = try? await pool.run()
  }

  /// Listens no more, from now on or from the start.
  func stop() {
    stopping.withLock { stopping in
      stopping.isStopped = true
      stopping.accepting?.cancel()
    }
  }
}
