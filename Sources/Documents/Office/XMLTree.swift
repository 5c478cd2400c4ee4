internal import LibXML
import Units

/// The elements of an XML file with the bytes that they take: enough to find text and to leave all
/// else alone.
struct XMLTree: Sendable {
  struct Node: Sendable {
    /// The name without a prefix; empty for text.
    let name: String
    /// All bytes, from the start tag to the end tag.
    var range: Range<Int>
    /// The start tag; the text itself for text.
    let startTag: Range<Int>
    /// The end tag; empty for an element without one.
    var endTag: Range<Int>
    var children: [Int] = []

    var isText: Bool { name.isEmpty }
  }

  private(set) var nodes: [Node] = []
  /// The elements at the top.
  private(set) var roots: [Int] = []
  let source: [UInt8]

  /// Reads the file in a range of some bytes.
  ///
  /// - Throws: `DocumentError` where it is not well-formed, or nested deeper than honest files are.
  init(_ source: [UInt8], in range: Range<Int>, name: String) throws(DocumentError) {
    self.source = source
    do {
      // The proof that the scan below sees what every reader of XML sees.
      try XMLReader().read(Array(source[range]), into: Nothing())
    } catch {
      let reason = (error as? XMLFailure).map { "\($0.message) (line \($0.location.line))" }
      throw DocumentError(.parser, "“\(name)” in the file is not XML: \(reason ?? "\(error)")")
    }
    scan(range)
  }

  private final class Nothing: XMLEventReceiver {
    func startElement(
      _ name: XMLName, attributes: borrowing XMLAttributes, at location: XMLLocation
    ) {}
    func endElement(_ name: XMLName, at location: XMLLocation) {}
    func characters(_ text: Span<UInt8>) {}
  }

  private mutating func scan(_ range: Range<Int>) {
    var open: [Int] = []
    var index = range.lowerBound
    var textStart = index
    func isAt(_ text: StaticString, _ index: Int) -> Bool {
      source[index...].starts(with: text.description.utf8)
    }
    while index < range.upperBound {
      guard source[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      addText(textStart..<index, to: open.last)
      let end: Int
      if isAt("<!--", index) {
        end = self.end(of: "-->", from: index, range)
      } else if isAt("<![CDATA[", index) {
        end = self.end(of: "]]>", from: index, range)
      } else if isAt("<?", index) {
        end = self.end(of: "?>", from: index, range)
      } else {
        end = tagEnd(from: index, range)
        addTag(index..<end, &open)
      }
      index = end
      textStart = end
    }
  }

  private mutating func addText(_ range: Range<Int>, to parent: Int?) {
    guard !range.isEmpty, let parent else { return }
    add(
      Node(name: "", range: range, startTag: range, endTag: range.upperBound..<range.upperBound),
      to: parent)
  }

  private mutating func addTag(_ range: Range<Int>, _ open: inout [Int]) {
    if source[range.lowerBound + 1] == UInt8(ascii: "/") {
      guard let node = open.popLast() else { return }
      nodes[node].endTag = range
      nodes[node].range = nodes[node].range.lowerBound..<range.upperBound
      return
    }
    let name = source[(range.lowerBound + 1)..<range.upperBound].prefix {
      !$0.isASCIISpace && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">")
    }
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    let node = add(
      Node(
        name: String(decoding: local, as: UTF8.self), range: range, startTag: range,
        endTag: range.upperBound..<range.upperBound), to: open.last)
    if source[range.upperBound - 2] != UInt8(ascii: "/") { open.append(node) }
  }

  @discardableResult
  private mutating func add(_ node: Node, to parent: Int?) -> Int {
    nodes.append(node)
    let index = nodes.count - 1
    if let parent { nodes[parent].children.append(index) } else { roots.append(index) }
    return index
  }

  private func tagEnd(from start: Int, _ range: Range<Int>) -> Int {
    var quote: UInt8?
    var index = start
    while index < range.upperBound {
      let byte = source[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
      index += 1
    }
    return range.upperBound
  }

  private func end(of closing: String, from start: Int, _ range: Range<Int>) -> Int {
    let closing = Array(closing.utf8)
    var index = start
    while index + closing.count <= range.upperBound {
      if source[index] == closing[0], source[index...].starts(with: closing) {
        return index + closing.count
      }
      index += 1
    }
    return range.upperBound
  }

  // MARK: Questions

  subscript(index: Int) -> Node { nodes[index] }

  /// The bytes of a node.
  func bytes(of index: Int) -> ArraySlice<UInt8> { source[nodes[index].range] }

  /// The first child of a name.
  func child(_ name: String, of index: Int) -> Int? {
    nodes[index].children.first { nodes[$0].name == name }
  }

  /// Where the value of an attribute stands, by its name without a prefix; nil where there is none.
  func attribute(_ name: String, of index: Int) -> Range<Int>? {
    let tag = nodes[index].startTag
    let wanted = Array(name.utf8)
    var place = tag.lowerBound + 1
    while place < tag.upperBound, !source[place].isASCIISpace { place += 1 }
    while place < tag.upperBound {
      while place < tag.upperBound, source[place].isASCIISpace { place += 1 }
      let nameStart = place
      while place < tag.upperBound, source[place] != UInt8(ascii: "="),
        source[place] != UInt8(ascii: ">")
      {
        place += 1
      }
      let full = source[nameStart..<place].filter { !$0.isASCIISpace }
      while place < tag.upperBound, source[place] != 0x22, source[place] != 0x27 { place += 1 }
      guard place < tag.upperBound else { return nil }
      let quote = source[place]
      let start = place + 1
      place = start
      while place < tag.upperBound, source[place] != quote { place += 1 }
      let local = full.lastIndex(of: UInt8(ascii: ":")).map { Array(full[($0 + 1)...]) } ?? full
      if local == wanted { return start..<place }
      place += 1
    }
    return nil
  }

  /// The value of an attribute as text.
  func value(_ name: String, of index: Int) -> String? {
    attribute(name, of: index).map { String(decoding: source[$0], as: UTF8.self) }
  }

  /// All nodes below one, itself first, in the order of the source.
  func visit(_ index: Int, _ body: (Int) -> Bool) {
    guard body(index) else { return }
    for child in nodes[index].children { visit(child, body) }
  }
}

extension XMLTree {
  /// The runs of a text node: plain bytes, and references as the characters that they stand for.
  func textRuns(of range: Range<Int>) -> [Block.Run] {
    var runs: [Block.Run] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      guard source[index] == UInt8(ascii: "&"),
        let length = CharacterReference.length(at: index, in: source[..<range.upperBound])
      else {
        index += 1
        continue
      }
      if index > start { runs.append(Block.Run(start..<index)) }
      let reference = index..<index + length
      let text = CharacterReference.text(of: source[reference]) ?? " "
      runs.append(Block.Run(range: reference, payload: .replaced(text)))
      index += length
      start = index
    }
    if index > start { runs.append(Block.Run(start..<index)) }
    return runs
  }
}
