import LibXML
package import Units

/// A unit of a TMX file: one text in several languages.
package struct TMXUnit: Sendable {
  /// A text with its language as the file writes it.
  package struct Variant: Sendable {
    package let language: String
    package let content: Content
  }

  package let variants: [Variant]
}

/// Why a file could not be read as TMX.
package struct TMXFailure: Error, Hashable, Sendable {
  package let line: Int
  package let column: Int
  /// One sentence.
  package let message: String
}

/// Reads TMX 1.1 to 1.4b unit by unit (Localisation Industry Standards Association, “TMX 1.4b
/// Specification”, 2005): `lang` instead of `xml:lang`, any number of variants, properties and notes
/// anywhere. A document type may be named, as many files do; nothing of it is read, and entities are
/// refused.
package enum TMXReader {
  /// Calls a function with each unit of a file that comes part by part, with nothing at its end.
  ///
  /// - Throws: `TMXFailure` where the file is not TMX, and what the function throws.
  package static func read(
    next: () -> ArraySlice<UInt8>, _ take: (TMXUnit) throws -> Void
  ) throws {
    try withoutActuallyEscaping(take) { take in
      var reader = XMLReader()
      reader.acceptsDocumentType = true
      do {
        try reader.read(into: TMXReceiver(take), next: next)
      } catch let failure as XMLFailure {
        throw TMXFailure(
          line: failure.location.line, column: failure.location.column, message: failure.message)
      }
    }
  }
}

/// Builds units from the events of a file.
private final class TMXReceiver: XMLEventReceiver {
  private let take: (TMXUnit) throws -> Void
  private var isTMX = false
  private var variants: [TMXUnit.Variant] = []
  private var language: String?
  private var content: Content?
  /// How deep the reading is in a code, whose text is its own.
  private var codeDepth = 0
  private var native = ""
  private var codes = 0

  init(_ take: @escaping (TMXUnit) throws -> Void) { self.take = take }

  func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at location: XMLLocation
  ) throws {
    guard isTMX || name.local == "tmx" else {
      throw TMXFailure(
        line: location.line, column: location.column,
        message: "this is no TMX file: it begins with <\(name.local)>")
    }
    isTMX = true
    if content != nil {
      startInline(name.local, attributes)
      return
    }
    switch name.local {
    case "tu": variants = []
    case "tuv": language = attributes["lang"]
    case "seg":
      content = Content()
      codes = 0
    default: break
    }
  }

  func endElement(_ name: XMLName, at location: XMLLocation) throws {
    switch name.local {
    case "seg" where codeDepth == 0:
      if let language, let content {
        variants.append(TMXUnit.Variant(language: language, content: content))
      }
      content = nil
    case "tu": try take(TMXUnit(variants: variants))
    default: if content != nil { endInline() }
    }
  }

  func characters(_ text: Span<UInt8>) {
    if codeDepth > 0 { native += String(text) } else { content?.append(String(text)) }
  }

  private func startInline(_ name: String, _ attributes: borrowing XMLAttributes) {
    guard codeDepth == 0 else {
      codeDepth += 1
      return
    }
    let kind: InlineCode.Kind
    switch name {
    case "bpt": kind = .open
    case "ept": kind = .close
    case "it": kind = attributes["pos"] == "end" ? .close : .open
    case "ph", "ut": kind = .standalone
    // A highlight and a subflow only enclose text.
    default: return
    }
    codes += 1
    let meaning = attributes["type"].flatMap(InlineCode.Meaning.init(rawValue:)) ?? .other
    let id = attributes["i"] ?? attributes["x"] ?? "\(codes)"
    content?.append(InlineCode(id: id, kind: kind, meaning: meaning, original: ""))
    codeDepth = 1
    native = ""
  }

  private func endInline() {
    guard codeDepth > 0 else { return }
    codeDepth -= 1
    if codeDepth == 0 { content?.lastCode?.original = native }
  }
}
