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
    if content.placedCodes.isEmpty { return xml.text(content.text) }
    let pairs = PairTable(content)
    let isWellNested = content.isWellNested
    content.forEach(
      text: { xml.text($0) },
      code: { code in
        if !isWellNested, code.kind != .standalone {
          let hasOther = code.kind == .open ? pairs.closing(code.id) != nil : pairs.opens(code.id)
          write(code, .half(hasOther: hasOther), &xml)
        } else {
          write(code, .element(closing: pairs.closing(code.id) ?? ""), &xml)
        }
      })
  }
}

/// The halves of the pairs in a content, by their ids.
private struct PairTable {
  private let codes: [Content.PlacedCode]
  /// What the closing halves say, and the ids of opening ones; nil for so few codes that a look at
  /// each takes less time.
  private var closings: [String: String]?
  private var openings: Set<String> = []

  init(_ content: Content) {
    codes = content.placedCodes
    guard codes.count > 8 else { return }
    var closings: [String: String] = [:]
    for placed in codes {
      switch placed.code.kind {
      case .open: openings.insert(placed.code.id)
      case .close where closings[placed.code.id] == nil:
        closings[placed.code.id] = placed.code.original
      case .close, .standalone: continue
      }
    }
    self.closings = closings
  }

  /// What the first closing half with an id says; nil for none.
  func closing(_ id: String) -> String? {
    if let closings { return closings[id] }
    return codes.first { $0.code.kind == .close && $0.code.id == id }?.code.original
  }

  /// Whether there is an opening half with an id.
  func opens(_ id: String) -> Bool {
    closings == nil
      ? codes.contains { $0.code.kind == .open && $0.code.id == id } : openings.contains(id)
  }
}
