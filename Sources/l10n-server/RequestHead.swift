import FlyingFox
import Foundation

/// The first line and the headers of a request (RFC 9112, sections 3 and 5).
struct RequestHead {
  let method: HTTPMethod
  let target: HTTPRequest.Target
  let version: HTTPVersion
  let headers: HTTPHeaders
  /// How many bytes its content has.
  let length: Int

  /// The most bytes of a head. A text is asked for in an address: ten thousand letters, each up to three
  /// bytes, each of those in three letters.
  static let mostBytes = 128 << 10
  private static let mostHeaders = 100

  /// Reads a head: all in front of its empty line.
  ///
  /// - Throws: `Refusal` where it is none, or asks for what is not done here.
  init(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0.last == 0x0D ? $0.dropLast() : $0, as: UTF8.self) }
    let first = lines.removeFirst().split(separator: " ", omittingEmptySubsequences: false)
    guard first.count == 3, first[0].allSatisfy({ $0.isASCII && $0.isUppercase }),
      first[1].hasPrefix("/") || first[1].hasPrefix("http://"),
      ["HTTP/1.1", "HTTP/1.0"].contains(first[2])
    else { throw Refusal(.badRequest, "this is no request of HTTP/1.1") }
    method = HTTPMethod(String(first[0]))
    version = HTTPVersion(String(first[2]))
    // Those that may be meant for a proxy name the server too (RFC 9112, section 3.2.2).
    let path = first[1].hasPrefix("http://") ? first[1].dropFirst(7).drop { $0 != "/" } : first[1]
    let address = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    target = HTTPRequest.Target(
      path: String(address[0]), query: address.count > 1 ? String(address[1]) : "")
    headers = try Self.headers(lines)
    length = try Self.length(headers)
    guard version != .http11 || headers.values(for: HTTPHeader("Host")).count == 1 else {
      throw Refusal(.badRequest, "a request names its host once")
    }
  }

  private static func headers(_ lines: [String]) throws(Refusal) -> HTTPHeaders {
    guard lines.count <= mostHeaders else {
      throw Refusal(.tooLarge, "a request has at most \(mostHeaders) headers")
    }
    var headers = HTTPHeaders()
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy(\.isOfToken),
        !parts[1].utf8.contains(where: { $0 == 0 || $0 == 0x0D })
      else {
        throw Refusal(.badRequest, "a header has a name, a colon and a value")
      }
      headers.addValue(
        parts[1].trimmingCharacters(in: .whitespaces), for: HTTPHeader(String(parts[0])))
    }
    return headers
  }

  private static func length(_ headers: HTTPHeaders) throws(Refusal) -> Int {
    guard headers[.transferEncoding] == nil else {
      throw Refusal(HTTPStatusCode(411, phrase: "Length Required"), "a request tells its length")
    }
    let lengths = headers.values(for: .contentLength)
    guard let first = lengths.first else { return 0 }
    guard lengths.count == 1, !first.isEmpty, first.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw Refusal(.badRequest, "the length of a request is one number")
    }
    guard let length = Int(first), length <= MemoryRoutes.mostBytes else {
      throw Refusal(
        .payloadTooLarge, "a question has at most \(MemoryRoutes.mostBytes) bytes")
    }
    return length
  }

  /// Whether the connection stays open for another request (RFC 9112, section 9.3).
  var keepsConnection: Bool {
    let wishes = (headers[.connection] ?? "").lowercased().split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return version == .http11 ? !wishes.contains("close") : wishes.contains("keep-alive")
  }

  /// Whether the client waits to be told that its content is wanted (RFC 9110, section 10.1.1).
  var waitsForContinue: Bool {
    version == .http11 && headers[HTTPHeader("Expect")]?.lowercased() == "100-continue"
  }
}

extension UInt8 {
  /// Whether a name may have the byte (RFC 9110, section 5.6.2).
  fileprivate var isOfToken: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(self)
    }
  }
}

extension HTTPStatusCode {
  static let tooLarge = HTTPStatusCode(431, phrase: "Request Header Fields Too Large")
}

/// Why a question has no answer.
struct Refusal: Error {
  let status: HTTPStatusCode
  let message: String

  init(_ status: HTTPStatusCode, _ message: String) {
    self.status = status
    self.message = message
  }
}
