import LibXML
package import Units

/// Writes records as XLIFF: the same record always gives the same bytes.
///
/// The form merges well: no dates, no line numbers, one element a line outside content.
package struct XLIFFWriter: Sendable {
  package var version: XLIFFVersion
  /// Whether a segment without a target gets its source as one, for editors that show only
  /// segments that have a target.
  package var copiesSource: Bool
  /// What translators should know of units, by the units' ids: limits of length as `maxwidth` of 1.2
  /// or in the size restriction module, terms in the glossary module of 2.x.
  package var guidance: [String: Guidance] = [:]
  /// Whether units and codes say how they look, in the format style module of 2.x: editors can show
  /// the text as a page.
  package var writesFormatStyle = false

  /// Makes a writer.
  package init(version: XLIFFVersion, copiesSource: Bool = false) {
    self.version = version
    self.copiesSource = copiesSource
  }

  /// The bytes of an XLIFF file with one document.
  package func write(_ record: Record) -> [UInt8] {
    switch version {
    case .v1_2: write1_2(record)
    case .v2_0, .v2_1, .v2_2: write2(record)
    }
  }

  /// The target to write, with its state.
  func target(of segment: Segment) -> (content: Content, state: SegmentState)? {
    if let target = segment.target { return (target, segment.state) }
    return copiesSource ? (segment.source, .initial) : nil
  }
}

/// The id of the group that holds what the source no longer has.
let retiredGroupID: StaticString = "retired"

/// How a code of a content is written.
enum CodeShape {
  /// As one element, or as the start or the end of one; `closing` is what the pair's closing half
  /// says, since an element shows both halves at its start.
  case element(closing: String)
  /// As half a pair: no element can enclose what stands between the halves.
  case half(hasOther: Bool)
}

extension XLIFFWriter {
  /// Writes the text of a content, and calls a function for each of its codes.
  func write(
    _ content: Content, into xml: inout XMLBuilder,
    code write: (InlineCode, CodeShape, inout XMLBuilder) -> Void
  ) {
    let closings = content.closings
    let openings = content.isWellNested ? nil : content.openIDs
    for piece in content.elements {
      switch piece {
      case .text(let text): xml.text(text)
      case .code(let code):
        if let openings, code.kind != .standalone {
          let hasOther =
            code.kind == .open ? closings[code.id] != nil : openings.contains(code.id)
          write(code, .half(hasOther: hasOther), &xml)
        } else {
          write(code, .element(closing: closings[code.id] ?? ""), &xml)
        }
      }
    }
  }
}

extension Content {
  /// The ids of the opening halves of pairs.
  fileprivate var openIDs: Set<String> { Set(codes.filter { $0.kind == .open }.map(\.id)) }

  /// What the closing halves of pairs say, by their ids.
  fileprivate var closings: [String: String] {
    Dictionary(
      codes.filter { $0.kind == .close }.map { ($0.id, $0.original) },
      uniquingKeysWith: { first, _ in first })
  }
}
