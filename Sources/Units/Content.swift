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
/// Two texts never stand side by side, and no text is empty.
package struct Content: Hashable, Sendable {
  /// The pieces, in order.
  package private(set) var elements: [Inline] = []

  /// No text and no codes.
  package init() {}

  /// Text without codes.
  package init(_ text: String) { append(text) }

  /// The pieces, with neighbouring texts joined.
  package init(_ elements: some Sequence<Inline>) {
    for element in elements {
      switch element {
      case .text(let text): append(text)
      case .code(let code): append(code)
      }
    }
  }

  /// The text alone, inline codes left out.
  package var text: String {
    var result = ""
    for case .text(let text) in elements { result += text }
    return result
  }

  /// The inline codes, in order.
  package var codes: [InlineCode] {
    elements.compactMap { if case .code(let code) = $0 { code } else { nil } }
  }

  /// Whether there is neither text nor a code.
  package var isEmpty: Bool { elements.isEmpty }

  /// Whether no character is left when white space and codes are taken away.
  package var isBlank: Bool { !text.contains { !$0.isWhitespace } }

  /// Adds text at the end.
  package mutating func append(_ text: String) {
    guard !text.isEmpty else { return }
    if case .text(var last) = elements.last {
      // Taken out while it grows, or each piece would copy all that was there before.
      elements[elements.count - 1] = .text("")
      last += text
      elements[elements.count - 1] = .text(last)
    } else {
      elements.append(.text(text))
    }
  }

  /// Adds a code at the end.
  package mutating func append(_ code: InlineCode) { elements.append(.code(code)) }

  /// Puts a code in the place of the last piece.
  package mutating func replaceLast(with code: InlineCode) {
    elements[elements.count - 1] = .code(code)
  }

  /// The content with each code replaced; a code for which nil comes back is dropped.
  package func mapCodes(_ transform: (InlineCode) -> InlineCode?) -> Content {
    guard elements.contains(where: { if case .code = $0 { true } else { false } }) else {
      return self
    }
    return Content(
      elements.compactMap { element -> Inline? in
        switch element {
        case .text: element
        case .code(let code): transform(code).map(Inline.code)
        }
      })
  }

  /// The content as a person reads it, codes shown as they are written in the source.
  package var display: String {
    var result = ""
    for element in elements {
      switch element {
      case .text(let text): result += text
      case .code(let code): result += code.original
      }
    }
    return result
  }

  /// The number of words: runs of bytes between spaces with a letter or a digit in them. Beyond
  /// ASCII everything but dashes counts as a letter.
  package var wordCount: Int {
    var count = 0
    var isInWord = false
    for case .text(let text) in elements {
      for byte in text.utf8 {
        switch byte {
        case 0x09...0x0D, 0x20, UInt8(ascii: "/"): isInWord = false
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), 0xC3...0xDF, 0xE1, 0xE3...0xF4:
          if !isInWord { count += 1 }
          isInWord = true
        default: continue
        }
      }
    }
    return count
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
