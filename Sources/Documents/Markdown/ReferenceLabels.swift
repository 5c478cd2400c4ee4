import Units

/// The labels that a document defines for its links, by which a bracketed text becomes a link.
struct ReferenceLabels: Sendable {
  private var labels: Set<String> = []
  /// Where each definition begins, and its title without quotes, for those that have one.
  private(set) var titles: [(start: Int, title: Range<Int>)] = []

  /// Finds the definitions: `[label]:` at the start of a line, perhaps indented or quoted.
  init(in bytes: ArraySlice<UInt8>) {
    // The end of the text is the end of the file, so the whole of it is at hand for titles.
    var index = bytes.startIndex
    var isLineStart = true
    while index < bytes.endIndex {
      let byte = bytes[index]
      if byte == UInt8(ascii: "["), isLineStart { add(definitionAt: index, in: bytes) }
      if byte == 0x0A || byte == 0x0D {
        isLineStart = true
      } else if isLineStart, byte != 0x20, byte != 0x09, byte != UInt8(ascii: ">") {
        isLineStart = false
      }
      index += 1
    }
  }

  private mutating func add(definitionAt start: Int, in bytes: ArraySlice<UInt8>) {
    // A label has at most 999 characters (CommonMark 0.31.2, section 6.6).
    let rest = bytes[start...].prefix(1000)
    guard let end = rest.firstIndex(of: UInt8(ascii: "]")), end + 1 < bytes.endIndex,
      bytes[end + 1] == UInt8(ascii: ":"), !rest.starts(with: "[^".utf8)
    else { return }
    labels.insert(Self.normalized(String(decoding: bytes[(start + 1)..<end], as: UTF8.self)))
    if let title = LinkTail.title(ofDefinitionAt: end + 2, in: bytes) {
      titles.append((start, title))
    }
  }

  func contains(_ label: some StringProtocol) -> Bool {
    !labels.isEmpty && labels.contains(Self.normalized(String(label)))
  }

  private static func normalized(_ label: String) -> String {
    label.collapsedToNFC.lowercased()
  }
}
