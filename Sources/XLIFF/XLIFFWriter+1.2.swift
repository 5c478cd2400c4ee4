import LibXML
import Units

// The form that every editor accepts: default namespace, one trans-unit a segment grouped by its
// unit, ids unique in the file, `x` and `g` for inline codes, white space preserved.
extension XLIFFWriter {
  func write1_2(_ record: Record) -> [UInt8] {
    var xml = XMLBuilder()
    xml.open("xliff", [("version", "1.2"), ("xmlns", version.namespace)])
    xml.open(
      "file",
      [
        ("original", record.original),
        ("source-language", record.sourceLanguage.description),
        ("target-language", record.targetLanguage.description),
        ("datatype", record.format == "text" ? "plaintext" : "x-\(record.format)"),
        ("tool-id", Note.toolAuthor),
      ])
    xml.open("header")
    if let built = record.built {
      xml.open("reference")
      xml.empty("external-file", [("href", built.path), ("crc", built.digest)])
      xml.close("reference")
    }
    xml.empty(
      "tool",
      [
        ("tool-id", Note.toolAuthor), ("tool-name", Note.toolAuthor),
        // The part of the tool that matters to a record is what cut it into sentences.
        ("tool-version", record.segmentation.map { "segmentation \($0)" }),
      ])
    xml.close("header")
    xml.open("body")
    for unit in record.units { write1_2(unit, into: &xml) }
    if !record.retired.isEmpty {
      xml.open("group", [("id", retiredGroupID.description), ("translate", "no")])
      for unit in record.retired { write1_2(unit, isRetired: true, into: &xml) }
      xml.close("group")
    }
    xml.close("body")
    xml.close("file")
    xml.close("xliff")
    return xml.bytes
  }

  private func write1_2(_ unit: Unit, isRetired: Bool = false, into xml: inout XMLBuilder) {
    xml.open(
      "group",
      [("id", unit.id), ("restype", "x-\(unit.kind.name.withoutSpaces)")])
    // A limit is one of the whole unit, and an entry is a sentence of it.
    let limit = unit.segments.count == 1 ? guidance[unit.id]?.limit : nil
    for segment in unit.segments {
      xml.open(
        "trans-unit",
        [
          ("id", unit.segmentID(segment.number)),
          ("maxwidth", limit.map(String.init)), ("size-unit", limit.map { _ in "char" }),
          ("xml:space", "preserve"),
          // An editor that shows a segment although its group says no must still not offer it.
          ("translate", isRetired ? "no" : nil),
          ("approved", segment.target != nil && segment.state >= .reviewed ? "yes" : nil),
          ("extradata", Segment.digest(of: segment.target)),
        ])
      write1_2("source", segment.source, [], into: &xml)
      if let (target, state) = target(of: segment) {
        write1_2(
          "target", target,
          [
            ("state", StateMapping.v1_2(state)),
            ("state-qualifier", segment.origin.map(StateMapping.qualifier)),
          ], into: &xml)
      }
      for note in segment.notes {
        xml.element("note", [("from", note.author)]) { $0.text(note.text) }
      }
      for alternative in segment.alternatives { write1_2(alternative, into: &xml) }
      xml.close("trans-unit")
    }
    xml.close("group")
  }

  private func write1_2(_ alternative: Alternative, into xml: inout XMLBuilder) {
    xml.open(
      "alt-trans",
      [
        ("alttranstype", alternative.kind.rawValue),
        ("match-quality", alternative.score.map { "\($0)%" }),
        ("origin", alternative.origin),
      ])
    write1_2("source", alternative.source, [], into: &xml)
    write1_2(
      "target", alternative.target, [("state", alternative.state.map(StateMapping.v1_2))],
      into: &xml)
    xml.close("alt-trans")
  }

  private func write1_2(
    _ element: String, _ content: Content, _ attributes: [(String, String?)],
    into xml: inout XMLBuilder
  ) {
    xml.element(element, [("xml:space", "preserve")] + attributes) { xml in
      write(content, into: &xml) { code, shape, xml in
        switch shape {
        case .element(let closing): write1_2(code, closing: closing, into: &xml)
        case .half: writeHalf1_2(code, into: &xml)
        }
      }
    }
  }

  /// A pair becomes `g`, whose `equiv-text` shows both halves; all else becomes `x`.
  private func write1_2(_ code: InlineCode, closing: String, into xml: inout XMLBuilder) {
    switch code.kind {
    case .standalone:
      xml.tag(
        "x",
        [
          ("id", code.id), ("ctype", CodeMapping.ctype(code.meaning, isPair: false)),
          ("equiv-text", code.original),
        ], end: "/>")
    case .open:
      xml.tag(
        "g",
        [
          ("id", code.id), ("ctype", CodeMapping.ctype(code.meaning, isPair: true)),
          ("equiv-text", PairDisplay.join(code.original, closing)),
        ], end: ">")
    case .close: xml.endTag("g")
    }
  }

  private func writeHalf1_2(_ code: InlineCode, into xml: inout XMLBuilder) {
    let shown: [(String, String?)] = [("rid", code.id), ("equiv-text", code.original)]
    if code.kind == .open {
      let ctype = CodeMapping.ctype(code.meaning, isPair: true)
      xml.tag("bx", [("id", code.id), ("ctype", ctype)] + shown, end: "/>")
    } else {
      xml.tag("ex", [("id", code.id)] + shown, end: "/>")
    }
  }
}

/// Both halves of a paired code as one text with an ellipsis between them.
enum PairDisplay {
  static func join(_ open: String, _ close: String) -> String { "\(open)…\(close)" }

  /// Takes the text apart again. An opening tag of HTML may itself hold an ellipsis, a closing one
  /// never does; in Markdown it is the other way round.
  static func split(_ display: String) -> (open: String, close: String) {
    let ellipsis = "…".utf8
    let bytes = display.utf8
    let places = bytes.indices.lazy.filter {
      bytes[$0] == ellipsis.first && bytes[$0...].starts(with: ellipsis)
    }
    let place = bytes.first == UInt8(ascii: "<") ? places.last : places.first
    guard let place else { return (display, "") }
    let behind = bytes.index(place, offsetBy: ellipsis.count)
    return (String(display[..<place]), String(display[behind...]))
  }
}

extension String {
  /// A user-defined value of XLIFF holds no white space.
  fileprivate var withoutSpaces: String {
    utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? self : String(map { $0.isWhitespace ? "_" : $0 })
  }
}
