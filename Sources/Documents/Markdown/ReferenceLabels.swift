import Units

/// The labels that a document defines for its links, by which a bracketed text becomes a link.
struct ReferenceLabels: Sendable {
  private var labels: Set<String> = []
  /// Where each definition begins, and its title without quotes, for those that have one.
  private(set) var titles: [(start: Int, title: Range<Int>)] = []

  /// Finds the definitions: `[label]:` at the start of a line, perhaps indented or quoted.
  init(in bytes: ArraySlice<UInt8>) {
    // The end of the text is the end of the file, so the whole of it is at hand for titles.
    for index in bytes.indices
    where bytes[index] == UInt8(ascii: "[") && Self.isAtLineStart(index, in: bytes) {
      add(definitionAt: index, in: bytes)
    }
  }

  /// Whether nothing but indentation and marks of quotations stand before a place on its line.
  private static func isAtLineStart(_ place: Int, in bytes: ArraySlice<UInt8>) -> Bool {
    var index = place
    while index > bytes.startIndex {
      index -= 1
      switch bytes[index] {
      case 0x0A, 0x0D: return true
      case 0x20, 0x09, UInt8(ascii: ">"): continue
      default: return false
      }
    }
    return true
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
