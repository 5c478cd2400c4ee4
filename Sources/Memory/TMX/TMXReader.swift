import LibXML
package import Units

/// A unit of a TMX file: one text in several languages.
package struct TMXUnit: Sendable {
  /// A text with its language as the file writes it.
  package struct Variant: Sendable {
    package let language: String
    package let content: Content
    package fileprivate(set) var details: Details
    /// Its bytes, as those of a unit.
    package fileprivate(set) var range: Range<Int>
  }

  /// What a file says of a unit, or of one of its texts.
  package struct Details: Sendable {
    /// Who changed it last, or made it.
    package fileprivate(set) var author = ""
    /// When, as `20261127T101500Z`.
    package fileprivate(set) var date = ""
    package fileprivate(set) var notes: [String] = []
    /// Properties by their types.
    package fileprivate(set) var properties: [String: String] = [:]
  }

  package let variants: [Variant]
  package let details: Details
  /// The bytes from the end of its start tag, in front of the `>`, to behind its end tag, in a file in
  /// UTF-8.
  package let range: Range<Int>
  /// The line on which its start tag ends.
  package let line: Int
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
  private var unitDetails = TMXUnit.Details()
  private var variantDetails = TMXUnit.Details()
  private var unitStart = (offset: 0, line: 1)
  private var variantStart = 0
  /// The text of a note or a property, while one is read; the type of a property.
  private var remark: String?
  private var remarkType: String?

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
    case "tu":
      variants = []
      unitDetails = Self.details(attributes)
      unitStart = (location.offset, location.line)
    case "tuv":
      language = attributes["lang"]
      variantDetails = Self.details(attributes)
      variantStart = location.offset
    case "seg":
      content = Content()
      codes = 0
    case "note", "prop":
      remark = ""
      remarkType = name.local == "prop" ? attributes["type"] ?? "" : nil
    default: break
    }
  }

  private static func details(_ attributes: borrowing XMLAttributes) -> TMXUnit.Details {
    var details = TMXUnit.Details()
    details.author = attributes["changeid"] ?? attributes["creationid"] ?? ""
    details.date = attributes["changedate"] ?? attributes["creationdate"] ?? ""
    return details
  }

  func endElement(_ name: XMLName, at location: XMLLocation) throws {
    switch name.local {
    case "seg" where codeDepth == 0:
      if let language, let content {
        variants.append(
          TMXUnit.Variant(
            language: language, content: content, details: variantDetails,
            range: variantStart..<variantStart))
      }
      content = nil
    case "note" where content == nil, "prop" where content == nil: endRemark()
    case "tuv" where content == nil:
      // What stands behind a text belongs to it too.
      if !variants.isEmpty, variants.last?.language == language {
        variants[variants.count - 1].details = variantDetails
        variants[variants.count - 1].range = variantStart..<max(variantStart, location.offset)
      }
      language = nil
    case "tu":
      try take(
        TMXUnit(
          variants: variants, details: unitDetails,
          range: unitStart.offset..<max(unitStart.offset, location.offset), line: unitStart.line))
    default: if content != nil { endInline() }
    }
  }

  private func endRemark() {
    defer { remark = nil }
    guard let text = remark, !text.isEmpty else { return }
    if let type = remarkType {
      if language == nil {
        unitDetails.properties[type] = text
      } else {
        variantDetails.properties[type] = text
      }
    } else if language == nil {
      unitDetails.notes.append(text)
    } else {
      variantDetails.notes.append(text)
    }
  }

  func characters(_ text: Span<UInt8>) {
    if codeDepth > 0 {
      native += String(text)
    } else if content != nil {
      content?.append(String(text))
    } else if remark != nil {
      remark? += String(text)
    }
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
    let id = attributes["i"] ?? attributes["x"] ?? "\(codes)"
    // The end of a pair is what its beginning is.
    let start = content?.codes.last { $0.id == id && $0.kind == .open && kind == .close }
    let meaning =
      attributes["type"].flatMap(InlineCode.Meaning.init(rawValue:)) ?? start?.meaning ?? .other
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
