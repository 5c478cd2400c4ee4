import FlyingFox
import FlyingSocks
import Glibc

/// The connections that are open. Who takes too long is let go, and who asks nothing is when others come.
actor Clients {
  /// What is waited for at a connection.
  enum Wait {
    /// The next request, or the first one.
    case request
    /// The rest of one.
    case rest
    /// Its answer.
    case answer
    /// That the answer is taken.
    case taking

    var duration: Duration {
      switch self {
      case .request: .seconds(60)
      case .rest, .taking: .seconds(20)
      case .answer: .seconds(90)
      }
    }
  }

  private struct Client {
    let socket: Socket
    var wait: Wait
    var since: ContinuousClock.Instant
  }

  /// How many there are at most: others need files too.
  private static let most: Int = {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return max(4, min(100, Int(clamping: limit.rlim_cur) / 2 - 20))
  }()
  private var clients: [Int: Client] = [:]
  private var last = 0
  private var isEnding = false

  /// Answers what is asked at a connection.
  nonisolated func serve(
    _ socket: AsyncSocket, _ answer: @Sendable (HTTPRequest) async -> HTTPResponse
  ) async {
    guard let number = await enter(socket.socket) else { return }
    var connection = ClientConnection(socket, self, number: number)
    try? await connection.serve(answer)
    await leave(number)
  }

  /// Lets a connection in; nil where there are too many.
  private func enter(_ socket: Socket) -> Int? {
    guard !isEnding else { return nil }
    if clients.count >= Self.most {
      // Whoever has taken longest to ask makes room.
      let slow = clients.filter { $0.value.wait != .answer }.min { $0.value.since < $1.value.since }
      guard let slow else { return nil }
      letGo(slow.value)
      clients[slow.key] = nil
    }
    last += 1
    clients[last] = Client(socket: socket, wait: .request, since: .now)
    return last
  }

  /// Tells what is waited for; false where nothing is waited for any more.
  func begin(_ wait: Wait, at number: Int) -> Bool {
    guard clients[number] != nil, wait != .request || !isEnding else { return false }
    clients[number]?.wait = wait
    clients[number]?.since = .now
    return true
  }

  private func leave(_ number: Int) { clients[number] = nil }

  /// Lets those go whose time is over.
  func sweep() {
    for client in clients.values where client.since + client.wait.duration < .now { letGo(client) }
  }

  /// Lets all go who ask nothing, and the others when they have their answers, or after some seconds.
  func end() async {
    isEnding = true
    for client in clients.values where client.wait == .request { letGo(client) }
    let deadline = ContinuousClock.now + .seconds(5)
    while !clients.isEmpty, .now < deadline { try? await Task.sleep(for: .milliseconds(20)) }
  }

  /// Ends what is read and written at a connection; whoever reads there closes it.
  private func letGo(_ client: Client) {
    shutdown(client.socket.file.rawValue, Int32(SHUT_RDWR))
  }
}
