import Units

extension SourceDocument {
  /// A link to a place in a document.
  package struct AnchorLink: Hashable, Sendable {
    /// Where the address stands.
    package let offset: Int
    /// The path of the other document; empty for this one.
    package let path: String
    /// What stands behind `#`.
    package let anchor: String
  }

  /// The links of the document that lead to a section, of this document or of another on the same
  /// site.
  package var anchorLinks: [AnchorLink] {
    outline.links.compactMap { range in
      let text = String(decoding: bytes[range], as: UTF8.self).filter { $0 != "<" && $0 != ">" }
      guard let hash = text.firstIndex(of: "#"), !text.contains("://"), !text.hasPrefix("mailto:"),
        !text.contains("{")
      else { return nil }
      let anchor = String(text[text.index(after: hash)...])
      guard !anchor.isEmpty, anchor != "top" else { return nil }
      return AnchorLink(
        offset: range.lowerBound, path: String(text[..<hash]),
        anchor: anchor.withoutPercentEncoding)
    }
  }

  /// The addresses in the document that links can lead to: those that are written out, and those that
  /// sites make from headings.
  package var anchors: Set<String> {
    var anchors = Self.explicitAnchors(in: bytes)
    var headings = HeadingAnchors()
    for unit in units {
      guard case .heading = unit.kind else { continue }
      anchors.insert(headings.next(for: unit.plainText))
    }
    return anchors
  }

  private static func explicitAnchors(in bytes: [UInt8]) -> Set<String> {
    let openings = ["{#", " id=\"", " id='", " name=\"", " name='"].map { Array($0.utf8) }
    var anchors: Set<String> = []
    for index in bytes.indices where bytes[index] == UInt8(ascii: "{") || bytes[index] == 0x20 {
      for opening in openings where bytes[index...].starts(with: opening) {
        let name = bytes[(index + opening.count)...].prefix(200).prefix {
          !$0.isASCIISpace && $0 != UInt8(ascii: "}") && $0 != 0x22 && $0 != 0x27
        }
        anchors.insert(String(decoding: name, as: UTF8.self))
      }
    }
    return anchors
  }
}

extension SourceUnit {
  /// The text of all segments with what their code spans hold.
  fileprivate var plainText: String {
    var text = ""
    for segment in segments {
      for element in segment.gap.content.elements + segment.content.elements {
        switch element {
        case .text(let piece): text += piece
        case .code(let code) where code.meaning == .code: text += code.original.filter { $0 != "`" }
        case .code: continue
        }
      }
    }
    return text
  }
}

extension String {
  /// The text with `%20` and the like as the characters that they stand for.
  fileprivate var withoutPercentEncoding: String {
    guard contains("%") else { return self }
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count > 1,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
