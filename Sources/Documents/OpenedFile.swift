/// A file on its way into extraction: all its text in UTF-8, and the way back to the file.
package struct OpenedFile: Sendable {
  /// A stretch of the text that is a file of its own in the container.
  struct Section: Sendable {
    let name: String
    let range: Range<Int>
  }

  /// The text; valid UTF-8.
  let bytes: [UInt8]
  /// The parts of the text, in order and without gaps. A file that is text has one.
  let sections: [Section]
  private let container: any Container

  init(bytes: [UInt8], sections: [Section], container: some Container) {
    self.bytes = bytes
    self.sections = sections
    self.container = container
  }

  /// A file that is text in an encoding.
  init(_ file: [UInt8], encoding: TextEncoding) {
    let bytes = encoding.decode(file)
    self.init(
      bytes: bytes, sections: [Section(name: "", range: 0..<bytes.count)],
      container: TextContainer(encoding: encoding))
  }

  /// Whether lines of the text mean something to a person.
  var isText: Bool { container is TextContainer }

  /// The bytes of a file with other text in the place of each section.
  func close(_ texts: [[UInt8]]) throws(DocumentError) -> [UInt8] {
    try container.close(zip(sections, texts).map { ($0.name, $1) })
  }
}

/// What holds the text of a file.
protocol Container: Sendable {
  /// The bytes of the file with these texts in the place of its own.
  func close(_ texts: [(name: String, bytes: [UInt8])]) throws(DocumentError) -> [UInt8]
}

/// A file that is nothing but text.
private struct TextContainer: Container {
  let encoding: TextEncoding

  func close(_ texts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    texts.first.map { encoding.encode($0.bytes) } ?? []
  }
}
