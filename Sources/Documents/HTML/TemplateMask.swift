import Units

/// Covers the code of templates before a page is parsed: what stands in it is no markup.
enum TemplateMask {
  /// The bytes with a control character in the place of each byte of a template's code.
  static func masked(_ bytes: [UInt8]) -> [UInt8] {
    var result = bytes
    var forms = [
      Form("{{", "}}"), Form("{%", "%}"), Form("<%", "%>"), Form("<?", "?>"),
    ]
    var index = 0
    while index + 1 < bytes.count {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<"),
        Self.isSecond(bytes[index + 1]),
        let form = forms.firstIndex(where: { $0.opens(with: byte, bytes[index + 1]) }),
        let end = forms[form].end(from: index + 2, in: bytes)
      else {
        index += 1
        continue
      }
      for place in index..<end { result[place] = 0x01 }
      index = end
    }
    return result
  }

  /// Whether a byte is the second of an opening; most tags go no further.
  private static func isSecond(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "?")
  }

  /// A kind of template code, and where it next ends.
  private struct Form {
    private let opening: (UInt8, UInt8)
    private let closing: (UInt8, UInt8)
    /// The first end at or behind the last place that was asked for. Each byte is looked at once, so
    /// that openings without an end cost no more than others.
    private var next = 0

    /// No honest piece of code is longer.
    private static let longest = 2000

    init(_ opening: String, _ closing: String) {
      func pair(_ text: String) -> (UInt8, UInt8) {
        let bytes = Array(text.utf8)
        return (bytes[0], bytes[1])
      }
      self.opening = pair(opening)
      self.closing = pair(closing)
    }

    func opens(with first: UInt8, _ second: UInt8) -> Bool { opening == (first, second) }

    mutating func end(from start: Int, in bytes: [UInt8]) -> Int? {
      next = max(next, start)
      while next + 1 < bytes.count, (bytes[next], bytes[next + 1]) != closing { next += 1 }
      return next + 1 < bytes.count && next - start < Self.longest ? next + 2 : nil
    }
  }
}
