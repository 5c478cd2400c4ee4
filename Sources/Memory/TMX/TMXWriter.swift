import LibXML
package import Units

/// Writes TMX 1.4b, one unit after the other.
package struct TMXWriter {
  private var xml = XMLBuilder()
  private let source: LanguageTag

  /// The bytes of one unit, as they stand in a file.
  package static func unit(_ entry: MemoryEntry) -> [UInt8] {
    var writer = TMXWriter(source: entry.languages.source)
    writer.xml = XMLBuilder(fragmentAtDepth: 2)
    writer.add(entry)
    return writer.xml.bytes
  }

  /// Begins a file.
  package init(source: LanguageTag) {
    self.source = source
    xml.open("tmx", [("version", "1.4")])
    xml.empty(
      "header",
      [
        ("creationtool", Note.toolAuthor), ("creationtoolversion", "1"), ("segtype", "sentence"),
        ("o-tmf", "none"), ("adminlang", "en"), ("srclang", source.description),
        ("datatype", "plaintext"),
      ])
    xml.open("body")
  }

  /// Adds a translation, with all that is known of it: what TMX has no word for goes into properties, from
  /// which it comes back (`TMXProperties`).
  package mutating func add(_ entry: MemoryEntry) {
    xml.open("tu")
    if !entry.note.isEmpty { xml.element("note") { $0.text(entry.note) } }
    for (name, value) in TMXProperties.values(of: entry) {
      xml.element("prop", [("type", name)]) { $0.text(value) }
    }
    xml.open("tuv", [("xml:lang", entry.languages.source.description)])
    xml.element("seg") { Self.write(entry.source, into: &$0) }
    xml.close("tuv")
    let variant = entry.variant.isEmpty ? entry.languages.target.description : entry.variant
    xml.open(
      "tuv",
      [
        ("xml:lang", variant), ("changedate", entry.date.isEmpty ? nil : entry.date),
        ("changeid", entry.author.isEmpty ? nil : entry.author),
      ])
    xml.element("seg") { Self.write(entry.target, into: &$0) }
    xml.close("tuv")
    xml.close("tu")
  }

  /// The bytes since the last time, for a file that is written part by part.
  package mutating func take() -> [UInt8] { xml.take() }

  /// The whole file, or what is left of it.
  package mutating func finish() -> [UInt8] {
    xml.close("body")
    xml.close("tmx")
    return xml.bytes
  }

  private static func write(_ content: Content, into xml: inout XMLBuilder) {
    for element in content.elements {
      switch element {
      case .text(let text): xml.text(text)
      case .code(let code):
        let name =
          switch code.kind {
          case .standalone: "ph"
          case .open: "bpt"
          case .close: "ept"
          }
        let number = code.kind == .standalone ? "x" : "i"
        xml.tag(
          name,
          [(number, code.id), ("type", code.kind == .close ? nil : code.meaning.rawValue)],
          end: ">")
        xml.text(code.original)
        xml.endTag(name)
      }
    }
  }
}

/// What the memory knows of a translation and TMX has no word for, as properties of a unit.
package enum TMXProperties {
  private static let state = "x-l10n-state"
  private static let origin = "x-l10n-origin"
  private static let document = "x-l10n-document"
  private static let unit = "x-l10n-unit"
  private static let previous = "x-l10n-previous"
  private static let next = "x-l10n-next"

  /// The properties of a translation.
  static func values(of entry: MemoryEntry) -> [(String, String)] {
    [
      (state, entry.state == .translated ? "" : entry.state.rawValue),
      (origin, entry.origin == .file ? "" : entry.origin.rawValue),
      (document, entry.document), (unit, entry.unit), (previous, entry.context.previous),
      (next, entry.context.next),
    ].filter { !$0.1.isEmpty }
  }

  /// Takes what properties say into a translation: ours, and how other tools name the origin.
  package static func apply(_ values: [String: String], to entry: inout MemoryEntry) {
    if let text = values[state], let state = SegmentState(rawValue: text) { entry.state = state }
    if let text = values[origin], let origin = MemoryEntry.Origin(rawValue: text) {
      // What stood in a record elsewhere came with a file here.
      entry.origin = origin == .record ? .file : origin
    } else {
      let names = ["x-Origin", "x-origin", "origin", "Origin"]
      switch names.lazy.compactMap({ values[$0]?.lowercased() }).first {
      case .some("mt"), .some("machine"), .some("amt"), .some("nmt"): entry.origin = .machine
      case .some("alignment"), .some("aligned"): entry.origin = .aligned
      default: break
      }
    }
    if let text = values[document] { entry.document = text }
    if let text = values[unit] { entry.unit = text }
    entry.context = SegmentContext(previous: values[previous] ?? "", next: values[next] ?? "")
  }
}
