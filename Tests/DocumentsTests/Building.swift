import Documents
import Foundation
import Segmentation
import Testing
import Units

/// Takes a text apart and puts other texts in, for tests of one format.
struct Page {
  let document: SourceDocument

  init(_ text: String, _ path: String, options: ExtractionOptions = ExtractionOptions()) throws {
    try self.init(Array(text.utf8), path, options: options)
  }

  init(_ bytes: [UInt8], _ path: String, options: ExtractionOptions = ExtractionOptions()) throws {
    let format = try #require(DocumentFormats.format(ofPath: path))
    let english = try LanguageTag("en")
    let segmenter = SentenceSegmenter(language: english)
    var options = options
    options.language = english
    document = SourceDocument(
      try DocumentOutline(
        bytes, format: format, options: options, sentences: segmenter.forEachSentence))
  }

  /// The segments, codes as `<1>`, `</1>` and `<1/>`.
  var segments: [String] {
    document.units.flatMap(\.segments).map { segment in
      segment.content.elements.reduce(into: "") { text, element in
        switch element {
        case .text(let piece): text += piece
        case .code(let code):
          switch code.kind {
          case .open: text += "<\(code.id)>"
          case .close: text += "</\(code.id)>"
          case .standalone: text += "<\(code.id)/>"
          }
        }
      }
    }
  }

  /// The file with other segments, written as `segments` shows them; nil leaves one as it is.
  func built(_ targets: [String?], in language: String = "es") throws -> [UInt8] {
    var rest = targets[...]
    var chosen: [[Content?]] = []
    for unit in document.units {
      chosen.append(
        unit.segments.map { segment in
          (rest.popFirst() ?? nil).map { Self.content($0, like: segment.content) }
        })
    }
    return try document.build(in: try LanguageTag(language)) { unit, segment in
      chosen[unit][segment].map(BuiltSegment.target) ?? .source
    }
  }

  /// The same as text.
  func text(_ targets: [String?], in language: String = "es") throws -> String {
    String(decoding: try built(targets, in: language), as: UTF8.self)
  }

  /// The file with the source as its own translation.
  func copied() throws -> [UInt8] {
    try document.build(in: try LanguageTag("es")) {
      .target(document.units[$0].segments[$1].content)
    }
  }

  static func content(_ text: String, like source: Content) -> Content {
    var result = Content()
    var rest = text[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      result.append(String(rest[..<open]))
      let tag = rest[rest.index(after: open)..<close]
      let id = tag.filter(\.isNumber)
      let kind: InlineCode.Kind =
        tag.hasPrefix("/") ? .close : tag.hasSuffix("/") ? .standalone : .open
      if let code = source.codes.first(where: { $0.id == id && $0.kind == kind }) {
        result.append(code)
      }
      rest = rest[rest.index(after: close)...]
    }
    result.append(String(rest))
    return result
  }
}
