/// A place in a text file, counted from 1; columns count Unicode scalars.
package struct Position: Hashable, Sendable, Comparable, CustomStringConvertible {
  package var line: Int
  package var column: Int

  /// Makes a position.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (a: Position, b: Position) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }

  package var description: String { "\(line):\(column)" }
}

/// Where the lines of a text begin, to turn byte offsets into positions and back.
package struct LineTable: Sendable {
  private let bytes: [UInt8]
  private let starts: [Int]

  /// Reads the line ends of a text: LF, CRLF and CR.
  package init(_ bytes: [UInt8]) {
    var starts = [0]
    for (index, byte) in bytes.enumerated() {
      let endsLine =
        byte == UInt8(ascii: "\n")
        || (byte == UInt8(ascii: "\r")
          && (index + 1 == bytes.count || bytes[index + 1] != UInt8(ascii: "\n")))
      if endsLine { starts.append(index + 1) }
    }
    self.bytes = bytes
    self.starts = starts
  }

  /// A text whose lines begin where the caller says.
  package init(_ bytes: [UInt8], starts: [Int]) {
    self.bytes = bytes
    self.starts = starts.first == 0 ? starts : [0] + starts
  }

  /// The position of a byte.
  package func position(at offset: Int) -> Position {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    let end = min(max(offset, starts[low]), bytes.count)
    let column = bytes[starts[low]..<end].count { $0 & 0xC0 != 0x80 }
    return Position(line: low + 1, column: column + 1)
  }

  /// The offset of the byte at a position, or the text's end where it lies behind that.
  package func offset(of position: Position) -> Int {
    guard position.line <= starts.count else { return bytes.count }
    var offset = starts[max(position.line, 1) - 1]
    var column = 1
    while column < position.column, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return offset
  }
}
