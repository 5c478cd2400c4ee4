import FlyingFox
import FlyingSocks
import Foundation
import Glibc

/// A client's connection: its requests are read and answered one after the other. What is read is bounded
/// before it is looked at, which `HTTPServer` does not do.
struct ClientConnection {
  private let socket: AsyncSocket
  private let clients: Clients
  private let number: Int
  /// What was read and belongs to no request yet.
  private var buffer: [UInt8] = []

  init(_ socket: AsyncSocket, _ clients: Clients, number: Int) {
    self.socket = socket
    self.clients = clients
    self.number = number
  }

  /// Answers until the client has no more requests, or its time is over.
  mutating func serve(_ answer: @Sendable (HTTPRequest) async -> HTTPResponse) async throws {
    while await clients.begin(.request, at: number), let head = try await readHead() {
      if head.waitsForContinue, buffer.isEmpty, head.length > 0 {
        try await socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
      }
      let request = HTTPRequest(
        method: head.method, version: head.version, target: head.target, headers: head.headers,
        body: HTTPBodySequence(data: try await readContent(head.length)))
      guard await clients.begin(.answer, at: number) else { return }
      let response = await answer(request)
      guard await clients.begin(.taking, at: number) else { return }
      try await write(
        response, keepsConnection: head.keepsConnection, hasContent: head.method != .HEAD)
      guard head.keepsConnection else { return }
    }
  }

  /// The head of the next request; nil where the client is gone, or had to be refused.
  private mutating func readHead() async throws -> RequestHead? {
    var looked = 0
    var hasBegun = false
    while true {
      // Empty lines may come first (RFC 9112, section 2.2).
      if !hasBegun { buffer.removeFirst(buffer.prefix { $0 == 0x0D || $0 == 0x0A }.count) }
      if !hasBegun, !buffer.isEmpty {
        hasBegun = true
        guard await clients.begin(.rest, at: number) else { return nil }
      }
      if let (head, rest) = Self.endOfHead(in: buffer, from: looked) {
        defer { buffer.removeSubrange(..<rest) }
        do {
          return try RequestHead(buffer[..<head])
        } catch {
          return try await refuse(error)
        }
      }
      guard buffer.count <= RequestHead.mostBytes else {
        return try await refuse(
          Refusal(
            .tooLarge, "what a request begins with has at most \(RequestHead.mostBytes) bytes"))
      }
      looked = buffer.count
      guard let part = try? await socket.read(atMost: 4096) else { return nil }
      buffer += part
    }
  }

  /// Where the empty line begins that ends a head, and where what follows it; `start` bytes were looked at.
  private static func endOfHead(in bytes: [UInt8], from start: Int) -> (Int, Int)? {
    var place = max(1, start - 2)
    while place < bytes.count {
      if bytes[place] == 0x0A {
        if bytes[place - 1] == 0x0A { return (place - 1, place + 1) }
        if place > 1, bytes[place - 1] == 0x0D, bytes[place - 2] == 0x0A {
          return (place - 2, place + 1)
        }
      }
      place += 1
    }
    return nil
  }

  private mutating func readContent(_ length: Int) async throws -> Data {
    while buffer.count < length {
      buffer += try await socket.read(atMost: length - buffer.count)
    }
    defer { buffer.removeSubrange(..<length) }
    return Data(buffer[..<length])
  }

  private func refuse(_ refusal: Refusal) async throws -> RequestHead? {
    try await write(MemoryRoutes.refuse(refusal), keepsConnection: false, hasContent: true)
    // A connection that is closed with something unread takes the answer away from whoever still writes.
    shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
    var unread = Self.mostUnread
    while unread > 0, let part = try? await socket.read(atMost: 4096) { unread -= part.count }
    return nil
  }

  private static let mostUnread = 8 << 20

  private func write(
    _ response: HTTPResponse, keepsConnection: Bool, hasContent: Bool
  ) async throws {
    let content = (try? await response.bodyData) ?? Data()
    var head = "HTTP/1.1 \(response.statusCode.code) \(response.statusCode.phrase)\r\n"
    for (name, value) in response.headers { head += "\(name.rawValue): \(value)\r\n" }
    head += "Content-Length: \(content.count)\r\n"
    head += "Connection: \(keepsConnection ? "keep-alive" : "close")\r\n\r\n"
    try await socket.write(Data(head.utf8) + (hasContent ? content : Data()))
  }
}
