import Units

/// An office document: an archive whose parts with text are laid end to end.
struct OfficePackage: Container {
  private let archive: ZipArchive
  private let file: [UInt8]
  private let originals: [String: [UInt8]]

  /// Opens the parts of a document that a condition chooses, in their order; nil where the archive
  /// lacks the part that makes it a document of the format.
  static func open(
    _ file: [UInt8], main: String, what: String, parts isPart: (String) -> Bool
  ) throws(DocumentError) -> OpenedFile {
    let archive = ZipArchive(file)
    let names = try archive.names()
    guard names.contains(main) else {
      throw DocumentError(.container, "the file is no \(what): it has no “\(main)”")
    }
    var bytes: [UInt8] = []
    var sections: [OpenedFile.Section] = []
    var originals: [String: [UInt8]] = [:]
    // The main part comes first, so that units are in the order in which people read them.
    for name in [main] + names.filter({ $0 != main && isPart($0) }).sorted() {
      guard originals[name] == nil, let member = try archive.member(name) else { continue }
      // A part in another encoding than UTF-8 is left alone; no program in use writes one.
      guard member.isValidUTF8 else { continue }
      originals[name] = member
      sections.append(
        OpenedFile.Section(name: name, range: bytes.count..<bytes.count + member.count))
      bytes += member
      guard bytes.count < 512 << 20 else {
        throw DocumentError(.limit, "the file has more text than 512 MB")
      }
    }
    return OpenedFile(
      bytes: bytes, sections: sections,
      container: OfficePackage(archive: archive, file: file, originals: originals))
  }

  func close(_ texts: [(name: String, bytes: [UInt8])]) throws(DocumentError) -> [UInt8] {
    let changed = texts.filter { originals[$0.name] != $0.bytes }
    return changed.isEmpty ? file : try archive.replacing(changed)
  }
}

/// The runs of one paragraph of an office document.
///
/// Tags between two texts of the same look are glue: they are no part of the text, and are not
/// written again when the paragraph is.
struct ParagraphRuns {
  private(set) var runs: [Block.Run] = []
  private var cursor: Int

  init(from start: Int) { cursor = start }

  /// Whether there is text.
  private(set) var hasText = false

  mutating func addText(_ text: [Block.Run]) {
    guard let first = text.first, let last = text.last else { return }
    glue(to: first.range.lowerBound)
    runs += text
    cursor = last.range.upperBound
    hasText = true
  }

  /// Text that stands for an element.
  mutating func addText(_ text: String, for range: Range<Int>) {
    addText([Block.Run(range: range, payload: .replaced(text))])
  }

  mutating func addCode(_ range: Range<Int>, _ code: Block.Code) {
    glue(to: range.lowerBound)
    runs.append(Block.Run(range: range, payload: .code(code)))
    cursor = range.upperBound
  }

  /// Codes that take the bytes up to a place among them; there are more bytes than codes.
  mutating func addCodes(_ codes: [Block.Code], upTo end: Int) {
    for (index, code) in codes.enumerated() {
      let stop = index == codes.count - 1 ? end : cursor + 1
      runs.append(Block.Run(range: cursor..<stop, payload: .code(code)))
      cursor = stop
    }
  }

  /// Takes bytes up to a place as glue.
  mutating func glue(to end: Int) {
    guard end > cursor else { return }
    runs.append(Block.Run(range: cursor..<end, payload: .replaced("")))
    cursor = end
  }

  /// The runs without elements at either end that no text depends on.
  mutating func finish(at end: Int) -> [Block.Run] {
    glue(to: end)
    while let count = Self.trimmable(runs) { runs.removeFirst(count) }
    while let count = Self.trimmable(runs.reversed()) { runs.removeLast(count) }
    return runs
  }

  /// How many runs at the start are an element that stands alone, with the glue before it.
  private static func trimmable(_ runs: some Collection<Block.Run>) -> Int? {
    var count = 0
    for run in runs {
      count += 1
      switch run.payload {
      case .replaced(""): if count > 1 { return nil }
      case .code(let code):
        return code.kind == .standalone && code.whenTranslated == nil ? count : nil
      case .literal, .replaced: return nil
      }
    }
    return nil
  }
}
