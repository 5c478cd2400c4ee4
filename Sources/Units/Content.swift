/// Markup inside the text of a segment, carried opaquely.
///
/// Codes are numbered within their segment in the order of the source; the opening and the
/// closing half of a pair share their id.
package struct InlineCode: Hashable, Sendable {
  /// Whether the code stands alone or is half of a pair.
  package enum Kind: String, Hashable, Sendable {
    /// A code that encloses nothing: an image, a line break, a code span.
    case standalone
    /// The opening half of a pair that encloses text.
    case open
    /// The closing half of a pair.
    case close
  }

  /// What the code means, as far as an editor can show it. Each maps to a `ctype` of XLIFF 1.2
  /// and to a `type` and `subType` of XLIFF 2.
  package enum Meaning: String, Hashable, Sendable, CaseIterable {
    case bold
    case italic
    case strikethrough
    case link
    case image
    /// Text in a computer language, or an address in angle brackets.
    case code
    case lineBreak
    /// An element of HTML.
    case html
    /// A character reference that has no plain character here.
    case entity
    case footnote
    /// A place that something else refers to: a bookmark, the end of a remark.
    case anchor
    /// Anything else that must be kept as it is, such as a template's placeholder.
    case other
  }

  /// A number, unique in the segment among codes that do not share a pair.
  package var id: String
  package var kind: Kind
  package var meaning: Meaning
  /// The code as the source document writes it.
  package var original: String

  /// Makes a code.
  package init(id: String, kind: Kind, meaning: Meaning, original: String) {
    self.id = id
    self.kind = kind
    self.meaning = meaning
    self.original = original
  }
}

/// One piece of a segment: text, or an inline code.
package enum Inline: Hashable, Sendable {
  case text(String)
  case code(InlineCode)
}

/// The source or the target of a segment: text with inline codes.
///
/// Kept as one text and the places of the codes in it, which takes a third of the memory of a list of
/// pieces. Records hold hundreds of thousands of contents, and most have no code at all.
package struct Content: Hashable, Sendable {
  /// A code and where it stands.
  package struct PlacedCode: Hashable, Sendable {
    package var code: InlineCode
    /// The bytes of text in front of it, in UTF-8.
    package var offset: Int { Int(place) }
    /// Half as wide as it could be, which keeps a code with its place within 40 bytes.
    private let place: Int32

    /// Makes a code at a place.
    package init(_ code: InlineCode, at offset: Int) {
      self.code = code
      place = Int32(offset)
    }
  }

  /// The text alone, inline codes left out.
  package private(set) var text = ""
  /// The inline codes with their places, which never decrease.
  package private(set) var placedCodes: [PlacedCode] = []

  /// No text and no codes.
  package init() {}

  /// Text without codes.
  package init(_ text: String) { self.text = text }

  /// Text with codes at places that lie between its characters and never decrease.
  package init(_ text: String, codes: [PlacedCode]) {
    self.text = text
    placedCodes = codes
  }

  /// The pieces, with neighbouring texts joined.
  package init(_ elements: some Sequence<Inline>) {
    for element in elements {
      switch element {
      case .text(let text): append(text)
      case .code(let code): append(code)
      }
    }
  }

  /// The pieces, in order: two texts never stand side by side, and no text is empty.
  package var elements: [Inline] {
    var elements: [Inline] = []
    elements.reserveCapacity(placedCodes.count * 2 + 1)
    forEach(text: { elements.append(.text(String($0))) }, code: { elements.append(.code($0)) })
    return elements
  }

  /// Calls a function with each piece in order, without making a text of its own of any.
  package func forEach(text body: (Substring) -> Void, code: (InlineCode) -> Void) {
    let bytes = text.utf8
    var start = bytes.startIndex
    var offset = 0
    for placed in placedCodes {
      if placed.offset > offset {
        let end = bytes.index(start, offsetBy: placed.offset - offset)
        body(text[start..<end])
        (start, offset) = (end, placed.offset)
      }
      code(placed.code)
    }
    if start < bytes.endIndex { body(text[start...]) }
  }

  /// The inline codes, in order.
  package var codes: [InlineCode] { placedCodes.map(\.code) }

  /// Whether there is neither text nor a code.
  package var isEmpty: Bool { text.isEmpty && placedCodes.isEmpty }

  /// Whether no character is left when white space and codes are taken away.
  package var isBlank: Bool { !text.contains { !$0.isWhitespace } }

  /// Adds text at the end.
  package mutating func append(_ text: String) { self.text += text }

  /// Adds a code at the end.
  package mutating func append(_ code: InlineCode) {
    placedCodes.append(PlacedCode(code, at: text.utf8.count))
  }

  /// Adds another content at the end.
  package mutating func append(_ other: Content) {
    other.forEach(text: { text += $0 }, code: { append($0) })
  }

  /// The code that is the last piece; nil where text is.
  package var lastCode: InlineCode? {
    get { placedCodes.last.flatMap { $0.offset == text.utf8.count ? $0.code : nil } }
    set {
      guard let newValue, lastCode != nil else { return }
      placedCodes[placedCodes.count - 1].code = newValue
    }
  }

  /// The content with each code replaced; a code for which nil comes back is dropped.
  package func mapCodes(_ transform: (InlineCode) -> InlineCode?) -> Content {
    if placedCodes.isEmpty { return self }
    return Content(
      text,
      codes: placedCodes.compactMap { placed in
        transform(placed.code).map { PlacedCode($0, at: placed.offset) }
      })
  }

  /// The content as a person reads it, codes shown as they are written in the source.
  package var display: String { joined(codesAs: \.original) }

  /// The text with something in the place of each code.
  package func joined(codesAs shown: (InlineCode) -> String) -> String {
    if placedCodes.isEmpty { return text }
    var result = ""
    forEach(text: { result += $0 }, code: { result += shown($0) })
    return result
  }

  /// The number of words: runs of bytes between spaces with a letter or a digit in them. Beyond ASCII
  /// everything counts as a letter but the signs of Latin 1, dashes and what stands near them.
  package var wordCount: Int {
    var text = text
    return text.withUTF8 { bytes in
      var count = 0
      var isInWord = false
      for byte in bytes {
        switch WordByte.table[Int(byte)] {
        case .space: isInWord = false
        case .letter:
          if !isInWord { count += 1 }
          isInWord = true
        case .neither: continue
        }
      }
      return count
    }
  }
}

/// What a byte of UTF-8 is to the count of words.
private enum WordByte: UInt8 {
  case neither, space, letter

  static let table = (0...255).map { WordByte($0) }

  private init(_ byte: UInt8) {
    switch byte {
    case 0x09...0x0D, 0x20, UInt8(ascii: "/"): self = .space
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), 0xC3...0xE1, 0xE3...0xF4:
      self = .letter
    default: self = .neither
    }
  }
}

extension Content {
  /// Whether the text is a sentence or a phrase rather than a name, a number or an abbreviation,
  /// which a translation may well repeat: more than three words, not all of them capitalised.
  package var looksLikeProse: Bool {
    let words = text.split(whereSeparator: \.isWhitespace).filter { $0.contains(where: \.isLetter) }
    guard words.count > 3 else { return false }
    return words.dropFirst().count { $0.first { $0.isLetter }?.isLowercase == true } > words.count
      / 3
  }
}

extension Content {
  /// The content without white space at its ends, and with the white space at the inner ends of pairs
  /// moved out of them: `<b> word </b>` means the same as ` <b>word</b> `, but Markdown does not
  /// read it so.
  package var withSpacesOutsidePairs: Content {
    var pieces: [Inline] = []
    var owesSpace = false
    for element in elements {
      switch element {
      case .code(let code) where code.kind == .close:
        if case .text(let text) = pieces.last, text.last?.isPlainSpace == true {
          pieces.removeLast()
          pieces.append(.text(text.trimmingEnd))
          owesSpace = true
        }
      case .code:
        if owesSpace { pieces.append(.text(" ")) }
        owesSpace = false
      case .text(let text):
        let startsWithSpace = text.first?.isPlainSpace == true
        if owesSpace, !startsWithSpace { pieces.append(.text(" ")) }
        owesSpace = false
        let opening = pieces.reversed().prefix(while: \.isOpeningCode).count
        if startsWithSpace, opening > 0 {
          let place = pieces.count - opening
          if place == 0 || !pieces[place - 1].endsWithSpace { pieces.insert(.text(" "), at: place) }
          pieces.append(.text(text.trimmingStart))
          continue
        }
      }
      pieces.append(element)
    }
    if case .text(let first) = pieces.first { pieces[0] = .text(first.trimmingStart) }
    if case .text(let last) = pieces.last { pieces[pieces.count - 1] = .text(last.trimmingEnd) }
    return Content(pieces)
  }
}

extension Inline {
  fileprivate var endsWithSpace: Bool {
    if case .text(let text) = self { text.last?.isPlainSpace == true } else { false }
  }

  fileprivate var isOpeningCode: Bool {
    if case .code(let code) = self { code.kind == .open } else { false }
  }
}

extension String {
  fileprivate var trimmingStart: String { String(drop(while: \.isPlainSpace)) }

  fileprivate var trimmingEnd: String {
    String(reversed().drop(while: \.isPlainSpace).reversed())
  }
}

extension Character {
  /// A space, tab or line end. A no-break space is text.
  fileprivate var isPlainSpace: Bool { self == " " || self == "\t" || isNewline }
}
