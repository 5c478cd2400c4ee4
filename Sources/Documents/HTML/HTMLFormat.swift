import Units

/// HTML pages and fragments, well-formed or not: the parser of browsers tells where the text is, and
/// every other byte stays as it is.
struct HTMLFormat: DocumentFormat {
  let name = "html"
  let fileExtensions = ["html", "htm", "xhtml"]
  let summary = "HTML pages, fragments and templates"

  func open(_ file: [UInt8]) throws(DocumentError) -> OpenedFile {
    OpenedFile(file, encoding: HTMLEncoding.of(file))
  }

  func extract(
    from file: OpenedFile, options: ExtractionOptions, into extraction: Extraction
  ) throws(DocumentError) {
    let tokens: HTMLTokens
    do throws(HTMLLimits.Excess) {
      tokens = try HTMLParser.tokens(in: file.bytes, language: options.language)
    } catch {
      throw DocumentError(
        .limit, at: LineTable(file.bytes).position(at: error.offset),
        "\(error.message), more than in any real page; close the elements, or leave the file out")
    }
    var builder = HTMLBlockBuilder(source: file.bytes, into: extraction)
    builder.add(tokens)
    builder.finish()
  }
}

/// In which encoding a page is written: by its byte order mark, then by what its `meta` declares,
/// then UTF-8 where the bytes are that, and windows-1252 otherwise (WHATWG HTML, section 13.2.3.2).
enum HTMLEncoding {
  static func of(_ file: [UInt8]) -> TextEncoding {
    if let marked = TextEncoding(markedIn: file) { return marked }
    // Without a mark, the zero bytes of ASCII characters tell.
    if file.count > 3, file[0] == UInt8(ascii: "<"), file[1] == 0, file[3] == 0 {
      return TextEncoding(form: .utf16LittleEndian)
    }
    if file.count > 3, file[0] == 0, file[1] == UInt8(ascii: "<"), file[2] == 0 {
      return TextEncoding(form: .utf16BigEndian)
    }
    let declared = declaredName(in: file.prefix(1024))
    // A declaration that the bytes contradict is an old one.
    if file.isValidUTF8, declared == nil || file.contains(where: { $0 >= 0x80 }) { return .utf8 }
    switch declared {
    case nil: return .windows1252
    case "utf-8", "utf8": return .utf8
    case "windows-1252", "cp1252", "iso-8859-1", "latin1", "latin-1", "iso8859-1", "us-ascii",
      "ascii", "iso_8859-1", "l1", "x-cp1252":
      return .windows1252
    default: return .utf8
    }
  }

  /// The name behind `charset=` or in an XML declaration's `encoding=`, in small letters.
  private static func declaredName(in head: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: head.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
      .lowercased()
    for key in ["charset", "encoding"] {
      guard let place = text.firstRange(of: key) else { continue }
      let rest = text[place.upperBound...].drop { " =\"'\t\n\r".contains($0) }
      let name = rest.prefix { $0.isLetter || $0.isNumber || "-_".contains($0) }
      if !name.isEmpty { return String(name) }
    }
    return nil
  }
}
