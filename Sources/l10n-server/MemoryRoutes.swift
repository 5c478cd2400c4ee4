import FlyingFox
import Foundation
import Memory
import Project
import Reports
import Units

/// What is answered to whom.
///
/// `/tmserver` is the interface of Translate Toolkit's server of that name and of amaGama, which editors
/// and Weblate speak: `GET /tmserver/<from>/<to>/unit/<text>` gives an array of `source`, `target`,
/// `quality` and `context`.
struct MemoryRoutes: Sendable {
  let desk: MemoryDesk
  let token: String?
  /// Whether only programs of this machine can ask.
  let isLocal: Bool

  /// The most bytes of a question, letters of a text, and texts of one question.
  static let mostBytes = 1 << 20
  private static let mostLetters = 10_000
  private static let mostTexts = 1000

  func answer(_ request: HTTPRequest) async -> HTTPResponse {
    do {
      var parts = request.target.path().split(separator: "/", omittingEmptySubsequences: false)
        .dropFirst().map(String.init)
      try admit(request, &parts)
      switch parts.first {
      case "tmserver":
        try allow(.GET, request)
        return try await tmserver(Array(parts.dropFirst()), request)
      case "lookup":
        try allow(.POST, request)
        return try await lookup(request)
      case "search":
        try allow(.GET, request)
        return try await search(request)
      case "health": return Self.json(#"{"status":"ok"}"#)
      default: throw Refusal(.notFound, "there is nothing at this address")
      }
    } catch let refusal as Refusal {
      return Self.refuse(refusal)
    } catch {
      return Self.refuse(Refusal(.internalServerError, "\(error)"))
    }
  }

  // MARK: Who may ask

  private func admit(_ request: HTTPRequest, _ parts: inout [String]) throws {
    if isLocal {
      // A page in a browser must not ask by a name of its own that leads here.
      let host = (request.headers[HTTPHeader("Host")] ?? "localhost").lowercased()
      let name =
        host.hasPrefix("[") ? String(host.prefix { $0 != "]" }) : String(host.prefix { $0 != ":" })
      guard ["localhost", "127.0.0.1", "[::1"].contains(name) else {
        throw Refusal(.forbidden, "this is not asked for by the name “\(name)”")
      }
    }
    guard let token else { return }
    if parts.first == "token", parts.count > 1, Self.isSame(parts[1], token) {
      parts.removeFirst(2)
      return
    }
    let header = request.headers[.authorization] ?? ""
    guard header.lowercased().hasPrefix("bearer "), Self.isSame(String(header.dropFirst(7)), token)
    else {
      throw Refusal(.unauthorized, "the token is missing or wrong")
    }
  }

  /// Compares in a time that does not tell how much is right.
  private static func isSame(_ a: String, _ b: String) -> Bool {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func allow(_ method: HTTPMethod, _ request: HTTPRequest) throws {
    guard request.method == method || (method == .GET && request.method == .HEAD) else {
      throw Refusal(.methodNotAllowed, "only \(method.rawValue) is answered here")
    }
  }

  // MARK: Answers

  private func tmserver(_ parts: [String], _ request: HTTPRequest) async throws -> HTTPResponse {
    if parts.first == "languages" {
      let names = desk.locales.map { $0.description.lowercased().replacing("-", with: "_") }
      return Self.json(try JSONText.line(["sourceLanguages": names, "targetLanguages": names]))
    }
    guard parts.count >= 3, parts[2] == "unit" else {
      throw Refusal(.notFound, "expected /tmserver/<from>/<to>/unit/<text>")
    }
    var text = parts.dropFirst(3).joined(separator: "/").removingPercentEncoding ?? ""
    if text.isEmpty { text = Self.value("source", of: request) ?? "" }
    guard !text.isEmpty else { throw Refusal(.notFound, "the text is missing") }
    let minimum = Self.value("min_similarity", of: request).flatMap { Int($0) } ?? 70
    let count = Self.value("max_candidates", of: request).flatMap { Int($0) } ?? 5
    // Languages that the project does not know have no translations.
    guard let from = locale(parts[0]), let to = locale(parts[1]) else { return Self.json("[]\n") }
    let query = MemoryQuery(
      source: Content(try Self.short(text)), languages: LanguagePair(source: from, target: to))
    let limits = MatchLimits(
      minimum: max(50, min(100, minimum)), count: max(1, min(50, count)),
      wantsFuzzyBesideExact: true)
    let matches = try await desk.matches(for: [query], limits: limits).first ?? []
    return Self.json(
      try JSONText.line(
        matches.map { match in
          Suggestion(
            source: match.source.text, target: match.target.text, quality: min(match.score, 100),
            context: match.document)
        }))
  }

  private struct Suggestion: Encodable {
    let source: String
    let target: String
    let quality: Int
    let context: String
  }

  private func locale(_ tag: String) -> LanguageTag? {
    let name = (tag.removingPercentEncoding ?? tag).lowercased().replacing("_", with: "-")
    return desk.locales.first { $0.description.lowercased() == name }
      ?? desk.locales.first { $0.language == name.prefix { $0 != "-" } }
  }

  /// One text, or an array of them.
  private func lookup(_ request: HTTPRequest) async throws -> HTTPResponse {
    let body = try await request.bodyData
    let decoder = JSONDecoder()
    let many = try? decoder.decode([MatchesQuestion].self, from: body)
    guard let questions = try? many ?? [decoder.decode(MatchesQuestion.self, from: body)] else {
      throw Refusal(
        .badRequest, "expected a JSON object with “source”, “from” and “to”, or an array of them")
    }
    guard questions.count <= Self.mostTexts else {
      throw Refusal(.payloadTooLarge, "at most \(Self.mostTexts) texts are looked up at once")
    }
    let queries = try questions.map { question in
      guard let query = question.query else {
        throw Refusal(.badRequest, "“from” and “to” are language tags")
      }
      _ = try Self.short(query.source.text)
      return query
    }
    let minimum = Self.value("min", of: request).flatMap { Int($0) } ?? 70
    let count = Self.value("limit", of: request).flatMap { Int($0) } ?? 5
    let limits = MatchLimits(
      minimum: max(50, min(102, minimum)), count: max(1, min(50, count)),
      wantsFuzzyBesideExact: true)
    let answers = try await desk.matches(for: queries, limits: limits).map { MatchesJSON($0) }
    return Self.json(
      many == nil ? try JSONText.line(answers.first) : try JSONText.line(answers))
  }

  private func search(_ request: HTTPRequest) async throws -> HTTPResponse {
    guard let text = Self.value("text", of: request), !text.isEmpty else {
      throw Refusal(.badRequest, "the text is missing: /search?text=…")
    }
    var query = ConcordanceQuery(try Self.short(text))
    if let side = Self.value("in", of: request) {
      guard let side = ConcordanceQuery.Side(rawValue: side) else {
        throw Refusal(.badRequest, "“in” is source, target or both")
      }
      query.side = side
    }
    query.wholeWords = Self.value("words", of: request) == "1"
    query.ignoresAccents = Self.value("ignore-accents", of: request) == "1"
    query.languages = (try Self.tag("from", of: request), try Self.tag("to", of: request))
    let limit = max(1, min(1000, Self.value("limit", of: request).flatMap { Int($0) } ?? 20))
    query.surrounded = Self.value("around", of: request) == "1" ? limit : 0
    let hits = try await desk.search(query)
    return Self.json(
      try JSONText.line(HitsJSON(count: hits.count, hits: hits.prefix(limit))))
  }

  // MARK: Questions

  /// A value of the address, as forms write them: “+” is a space.
  private static func value(_ name: String, of request: HTTPRequest) -> String? {
    for pair in request.target.query().split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { $0.replacing("+", with: " ").removingPercentEncoding ?? "" }
      if parts.first == name { return parts.count > 1 ? parts[1] : "" }
    }
    return nil
  }

  private static func tag(_ name: String, of request: HTTPRequest) throws -> LanguageTag? {
    guard let text = value(name, of: request) else { return nil }
    guard let tag = try? LanguageTag(text) else {
      throw Refusal(.badRequest, "“\(name)” is a language tag")
    }
    return tag
  }

  private static func short(_ text: String) throws -> String {
    guard text.unicodeScalars.count <= mostLetters else {
      throw Refusal(.payloadTooLarge, "a text has at most \(mostLetters) letters")
    }
    return text
  }

  private static func json(_ text: String, status: HTTPStatusCode = .ok) -> HTTPResponse {
    HTTPResponse(
      statusCode: status,
      headers: [
        .contentType: "application/json; charset=utf-8",
        HTTPHeader("Cache-Control"): "no-store",
      ], body: Data(text.utf8))
  }

  /// The answer to what is refused.
  static func refuse(_ refusal: Refusal) -> HTTPResponse {
    let text = (try? JSONText.line(["error": refusal.message])) ?? "{}"
    return json(text, status: refusal.status)
  }
}
