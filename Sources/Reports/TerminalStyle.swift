/// How text is marked on a terminal; without colours it is left as it is.
package struct TerminalStyle: Sendable {
  /// Whether escape sequences are written.
  package let isColoured: Bool

  /// A style.
  package init(isColoured: Bool) { self.isColoured = isColoured }

  func red(_ text: String) -> String { wrap(text, "31") }
  func green(_ text: String) -> String { wrap(text, "32") }
  func yellow(_ text: String) -> String { wrap(text, "33") }
  func faint(_ text: String) -> String { wrap(text, "2") }
  func bold(_ text: String) -> String { wrap(text, "1") }

  private func wrap(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension String {
  /// The text with spaces behind it up to a width in characters.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  /// The text with spaces in front of it up to a width in characters.
  func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count)) + self
  }
}

extension Int {
  /// The number with commas between groups of three figures.
  var grouped: String {
    let digits = Array(String(self))
    return digits.indices.reduce(into: "") { result, index in
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digits[index])
    }
  }

  /// `1 segment`, `2 segments`.
  func counted(_ noun: String) -> String { "\(grouped) \(noun)\(self == 1 ? "" : "s")" }
}
