import LibXML
package import Units

/// Writes TMX 1.4b, one unit after the other.
package struct TMXWriter {
  private var xml = XMLBuilder()
  private let source: LanguageTag

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

  /// Adds a pair.
  package mutating func add(_ content: Content, _ translation: Content, in language: LanguageTag) {
    xml.open("tu")
    for (language, content) in [(source, content), (language, translation)] {
      xml.open("tuv", [("xml:lang", language.description)])
      xml.element("seg") { Self.write(content, into: &$0) }
      xml.close("tuv")
    }
    xml.close("tu")
  }

  /// The whole file.
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
