import LibXML
import Units

// One unit a unit, its segments and ignorables inside; the original bytes of codes stand in
// `originalData`; other translations use the matches module, our own marks the metadata module.
extension XLIFFWriter {
  func write2(_ record: Record) -> [UInt8] {
    var xml = XMLBuilder()
    xml.open(
      "xliff",
      [
        ("version", version.rawValue),
        ("xmlns", version.namespace),
        ("xmlns:mtc", Namespace.matches),
        ("xmlns:mda", Namespace.metadata),
        ("xmlns:gls", guidance.values.contains { !$0.terms.isEmpty } ? Namespace.glossary : nil),
        ("xmlns:slr", hasLimits ? Namespace.sizeRestriction : nil),
        ("xmlns:fs", writesFormatStyle ? Namespace.formatStyle : nil),
        ("xmlns:l10n", Namespace.extras),
        ("srcLang", record.sourceLanguage.description),
        ("trgLang", record.targetLanguage.description),
      ])
    xml.open("file", [("id", "f1"), ("original", record.original)])
    if hasLimits {
      xml.open("slr:profiles", [("generalProfile", "xliff:codepoints")])
      xml.empty("slr:normalization", [("general", "nfc")])
      xml.close("slr:profiles")
    }
    MetadataList(
      [("format", record.format)]
        + (record.segmentation.map { [("segmentation", $0)] } ?? [])
        + (record.built.map { [("built-path", $0.path), ("built-digest", $0.digest)] } ?? []),
      as: Metadata.file
    ).write(into: &xml)
    for unit in record.units { write2(unit, into: &xml) }
    if !record.retired.isEmpty || record.units.isEmpty {
      xml.open("group", [("id", retiredGroupID.description), ("translate", "no")])
      for unit in record.retired { write2(unit, into: &xml) }
      xml.close("group")
    }
    xml.close("file")
    xml.close("xliff")
    return xml.bytes
  }

  private var hasLimits: Bool { guidance.values.contains { $0.limit != nil } }

  private func write2(_ unit: Unit, into xml: inout XMLBuilder) {
    let guidance = guidance[unit.id]
    xml.open(
      "unit",
      [
        ("id", unit.id), ("type", "l10n:\(unit.kind.name.withoutSpacesOrColons)"),
        ("slr:sizeRestriction", guidance?.limit.map(String.init)),
        ("fs:fs", writesFormatStyle ? FormatStyle.element(of: unit.kind) : nil),
      ])
    writeMatches(unit, into: &xml)
    if let guidance { writeGlossary(guidance, of: unit, into: &xml) }
    MetadataList(
      unit.segments.compactMap { segment in
        Segment.digest(of: segment.target).map { (segmentName(segment), $0) }
      }, as: Metadata.base
    ).write(into: &xml)
    let notes = unit.segments.flatMap { segment in segment.notes.map { (segment, $0) } }
    if !notes.isEmpty {
      xml.open("notes")
      for (segment, note) in notes {
        xml.element(
          "note", [("category", note.author), ("l10n:segment", segmentName(segment))]
        ) { $0.text(note.text) }
      }
      xml.close("notes")
    }
    let data = OriginalData(unit.segments.flatMap { [$0.ignorable, $0.source] })
    data.write(into: &xml)
    for segment in unit.segments {
      if !segment.ignorable.isEmpty {
        xml.open("ignorable")
        write2(
          "source", segment.ignorable, prefix: "i\(segment.number)-", data: data, into: &xml)
        xml.close("ignorable")
      }
      write2(segment, data: data, into: &xml)
    }
    xml.close("unit")
  }

  private func write2(_ segment: Segment, data: OriginalData, into xml: inout XMLBuilder) {
    let target = target(of: segment)
    xml.open(
      "segment",
      [
        ("id", segmentName(segment)),
        ("state", target.map { StateMapping.v2($0.state) }),
        ("subState", target == nil ? nil : segment.origin.map(StateMapping.subState)),
      ])
    let prefix = "c\(segment.number)-"
    write2("source", segment.source, prefix: prefix, data: data, into: &xml)
    if let target {
      write2("target", target.content, prefix: prefix, data: data, into: &xml)
    }
    xml.close("segment")
  }

  private func writeMatches(_ unit: Unit, into xml: inout XMLBuilder) {
    guard unit.segments.contains(where: { !$0.alternatives.isEmpty }) else { return }
    xml.open("mtc:matches")
    for segment in unit.segments {
      for alternative in segment.alternatives {
        let isSuggestion = alternative.kind == .suggestion
        let score = alternative.score.map(String.init)
        xml.open(
          "mtc:match",
          [
            ("ref", "#\(segmentName(segment))"),
            ("type", isSuggestion ? "tm" : "other"),
            ("subType", isSuggestion ? nil : "l10n:\(alternative.kind.rawValue)"),
            ("similarity", score), ("matchQuality", score),
            ("origin", alternative.origin),
            ("l10n:state", alternative.state?.rawValue),
          ])
        let data = OriginalData([alternative.source])
        data.write(into: &xml)
        write2("source", alternative.source, prefix: "m", data: data, into: &xml)
        write2("target", alternative.target, prefix: "m", data: data, into: &xml)
        xml.close("mtc:match")
      }
    }
    xml.close("mtc:matches")
  }

  private func writeGlossary(_ guidance: Guidance, of unit: Unit, into xml: inout XMLBuilder) {
    let terms = unit.segments.flatMap { segment in
      (guidance.terms[segment.number] ?? []).map { (segment, $0) }
    }
    guard !terms.isEmpty else { return }
    xml.open("gls:glossary")
    for (segment, term) in terms {
      xml.open("gls:glossEntry", [("ref", "#\(segmentName(segment))")])
      xml.element("gls:term") { $0.text(term.source) }
      xml.element("gls:translation") { $0.text(term.target) }
      if let remark = term.remark { xml.element("gls:definition") { $0.text(remark) } }
      xml.close("gls:glossEntry")
    }
    xml.close("gls:glossary")
  }

  private func segmentName(_ segment: Segment) -> String { "s\(segment.number)" }

  private func write2(
    _ element: String, _ content: Content, prefix: String, data: OriginalData,
    into xml: inout XMLBuilder
  ) {
    xml.element(element, [("xml:space", "preserve")]) { xml in
      write(content, into: &xml) { code, shape, xml in
        switch shape {
        case .element(let closing):
          write2(code, closing: closing, prefix: prefix, data: data, into: &xml)
        case .half(let hasOther):
          writeHalf2(code, hasOther: hasOther, prefix: prefix, data: data, into: &xml)
        }
      }
    }
  }

  private func writeHalf2(
    _ code: InlineCode, hasOther: Bool, prefix: String, data: OriginalData,
    into xml: inout XMLBuilder
  ) {
    let isClosing = code.kind == .close
    let style = isClosing ? nil : formatStyle(of: code)
    xml.tag(
      isClosing ? "ec" : "sc",
      [
        ("id", isClosing && hasOther ? nil : prefix + code.id),
        ("startRef", isClosing && hasOther ? prefix + code.id : nil),
        ("type", CodeMapping.type(code.meaning)), ("subType", CodeMapping.subType(code.meaning)),
        ("canDelete", "no"), ("dataRef", data.id(of: code.original)), ("disp", code.original),
        ("isolated", hasOther ? nil : "yes"), ("fs:fs", style),
      ], end: "/>")
  }

  private func write2(
    _ code: InlineCode, closing: String, prefix: String, data: OriginalData,
    into xml: inout XMLBuilder
  ) {
    let common: [(String, String?)] = [
      ("id", prefix + code.id),
      ("type", CodeMapping.type(code.meaning)),
      ("subType", CodeMapping.subType(code.meaning)),
    ]
    switch code.kind {
    case .standalone:
      xml.tag(
        "ph",
        common + [
          ("canDelete", "no"), ("dataRef", data.id(of: code.original)), ("disp", code.original),
          ("fs:fs", formatStyle(of: code)),
        ], end: "/>")
    case .open:
      xml.tag(
        "pc",
        common + [
          ("canDelete", "no"),
          ("dataRefStart", data.id(of: code.original)), ("dataRefEnd", data.id(of: closing)),
          ("dispStart", code.original), ("dispEnd", closing), ("fs:fs", formatStyle(of: code)),
        ], end: ">")
    case .close: xml.endTag("pc")
    }
  }
}

extension XLIFFWriter {
  private func formatStyle(of code: InlineCode) -> String? {
    writesFormatStyle ? FormatStyle.element(of: code.meaning) : nil
  }
}

/// How units and codes look, as elements of HTML (format style module, `fs`).
private enum FormatStyle {
  /// The element for a unit; nil where none fits.
  static func element(of kind: UnitKind) -> String? {
    switch kind {
    case .heading(let level): "h\(min(max(level, 1), 6))"
    case .paragraph, .subtitle: "p"
    case .listItem: "li"
    case .tableCell: "td"
    case .imageAlternative, .title, .attribute, .frontMatter: nil
    }
  }

  /// The element for a code; nil where none fits.
  static func element(of meaning: InlineCode.Meaning) -> String? {
    switch meaning {
    case .bold: "b"
    case .italic: "i"
    case .strikethrough: "del"
    case .link: "a"
    case .image: "img"
    case .code: "code"
    case .lineBreak: "br"
    case .footnote: "sup"
    case .html, .entity, .anchor, .other: nil
    }
  }
}

/// The namespaces of the modules that we write and read.
enum Namespace {
  static let matches = "urn:oasis:names:tc:xliff:matches:2.0"
  static let metadata = "urn:oasis:names:tc:xliff:metadata:2.0"
  static let glossary = "urn:oasis:names:tc:xliff:glossary:2.0"
  static let sizeRestriction = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
  static let formatStyle = "urn:oasis:names:tc:xliff:fs:2.0"
  static let extras = "urn:l10n:record"
}

/// The categories under which our own marks stand in the metadata module.
enum Metadata {
  static let file = "l10n:file"
  static let base = "l10n:base"
}

extension OriginalData {
  /// What the codes of some contents hold.
  fileprivate init(_ contents: [Content]) {
    for code in contents.flatMap(\.codes) { add(code.original) }
  }
}

extension String {
  /// A user-defined value of XLIFF 2 is two parts without white space, joined by one colon.
  var withoutSpacesOrColons: String {
    let isPlain = utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
    return isPlain ? self : String(map { $0.isWhitespace || $0 == ":" ? "_" : $0 })
  }
}
