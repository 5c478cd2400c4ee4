/// A table as text: a row a line, cells between tabs, or between commas as RFC 4180 has it.
struct DelimitedTable {
  struct Row {
    /// Counted from 1.
    let line: Int
    /// Without the white space around them.
    let cells: [String]
  }

  private(set) var rows: [Row] = []
  /// The line of a quote that has no end; nil where there is none.
  private(set) var openQuote: Int?

  /// Reads a table; blank lines are passed over. A tab in the first line tells which kind it is.
  init(_ text: String) {
    let first = text.prefix { !$0.isNewline }
    if first.contains("\t") { readTabs(text) } else { readCommas(text) }
  }

  private mutating func readTabs(_ text: String) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      rows.append(Row(line: index + 1, cells: cells.map(\.trimmed)))
    }
  }

  private mutating func readCommas(_ text: String) {
    var (line, start) = (1, 1)
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    func isBlank(_ cells: [String]) -> Bool { cells.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
    var rest = text[...]
    while let character = rest.popFirst() {
      if character.isNewline { line += 1 }
      switch character {
      case "\"" where isQuoted && rest.first == "\"":
        cell.append(rest.removeFirst())
      case "\"" where isQuoted || cell.allSatisfy(\.isWhitespace):
        isQuoted.toggle()
        openQuote = isQuoted ? line : nil
      case "," where !isQuoted:
        cells.append(cell[...].trimmed)
        cell = ""
      case _ where character.isNewline && !isQuoted:
        cells.append(cell[...].trimmed)
        if !isBlank(cells) { rows.append(Row(line: start, cells: cells)) }
        (cells, cell, start) = ([], "", line)
      default: cell.append(character)
      }
    }
    cells.append(cell[...].trimmed)
    if !isBlank(cells) { rows.append(Row(line: start, cells: cells)) }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
