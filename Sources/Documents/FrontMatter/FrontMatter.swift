import Units
internal import YAML

/// The YAML between two lines of `---` at the start of a document, or the TOML between two lines of
/// `+++`.
struct FrontMatter {
  /// The offset behind the closing line.
  let end: Int
  private let bytes: [UInt8]
  private let inner: Range<Int>
  private let root: YAMLNode?
  private let toml: TOMLValues?
  /// Why the YAML could not be read. It is copied then, and nothing in it is translated.
  let remark: Remark?

  /// The front matter of a document; nil where there is none. Lines between two of `---` that name
  /// no key are text.
  init?(in bytes: [UInt8]) {
    let start = bytes.byteOrderMarkLength
    guard let (inner, end) = Self.extent(in: bytes, from: start) else { return nil }
    self.bytes = bytes
    self.end = end
    self.inner = inner
    guard bytes[start] == UInt8(ascii: "-") else {
      root = nil
      remark = nil
      toml = TOMLValues(in: bytes, inner)
      return
    }
    toml = nil
    do {
      root = try YAMLNode(yaml: bytes[inner].repairedUTF8)
      remark = nil
      if let root, root.mapping == nil { return nil }
    } catch {
      guard Self.namesKey(bytes[inner]) else { return nil }
      root = nil
      let fence = LineTable(bytes).position(at: start).line
      remark = Remark(
        kind: .frontMatter,
        position: Position(line: fence + error.place.line, column: error.place.column),
        message: "the front matter is not valid YAML and is copied as it is: \(error.message)")
    }
  }

  /// Whether the first line that is no comment reads like `key: value`.
  private static func namesKey(_ yaml: ArraySlice<UInt8>) -> Bool {
    let line = yaml.split { $0 == 0x0A || $0 == 0x0D }.first {
      $0.first != UInt8(ascii: "#") && !$0.allSatisfy(\.isASCIISpace)
    }
    guard let line, let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
    return colon > line.startIndex && !line[..<colon].contains(where: \.isASCIISpace)
  }

  /// The value of a key of the front matter, if it is a scalar.
  func value(of key: String) -> String? {
    if let value = toml?.values.first(where: { $0.key == key }) {
      return String(decoding: bytes[value.range], as: UTF8.self)
    }
    return root?[key]?.string
  }

  /// The values of some keys as blocks.
  func blocks(keys: [String]) -> [Block] {
    if let toml {
      return toml.values.filter { keys.contains($0.key) }
        .map { TOMLValues.block($0, key: $0.key, in: bytes) }
    }
    guard let root else { return [] }
    let lines = LineTable(yaml: Array(bytes[inner]))
    return keys.flatMap { key in
      Self.scalars(at: key.split(separator: "."), in: root).compactMap { scalar in
        block(scalar, key: key, lines: lines)
      }
    }
  }

  private static func scalars(at path: [Substring], in node: YAMLNode) -> [YAMLNode] {
    guard let key = path.first else {
      switch node.value {
      case .scalar: return [node]
      case .sequence(let items): return items.filter { $0.string != nil }
      case .mapping: return []
      }
    }
    return node[String(key)].map { scalars(at: Array(path.dropFirst()), in: $0) } ?? []
  }

  private func block(_ scalar: YAMLNode, key: String, lines: LineTable) -> Block? {
    guard case .scalar(let text, let style) = scalar.value else { return nil }
    let position = Position(line: scalar.place.line, column: scalar.place.column)
    let start = inner.lowerBound + lines.offset(of: position)
    let rest = bytes[start..<inner.upperBound]
    // An anchor or a tag stands in front of the value, and an alias leads to where its anchor stands: such
    // values are copied as they are.
    guard let sign = rest.first, !"&!*".utf8.contains(sign) else { return nil }
    let wanted = text.collapsingWhitespace
    func isWhole(_ value: YAMLScalarExtent) -> Bool {
      value.text(in: bytes)?.collapsingWhitespace == wanted
    }
    guard let first = YAMLScalarExtent(in: rest, style: style),
      let value = isWhole(first) ? first : first.withFollowingLines(in: rest), isWhole(value)
    else { return nil }
    let isVerbatim = String(decoding: bytes[value.inner], as: UTF8.self) == text
    let range = isVerbatim ? value.inner : value.whole
    let run = Block.Run(
      range: range, payload: isVerbatim ? .literal : .replaced(text.collapsingWhitespace))
    return Block(
      kind: .frontMatter(key: key), runs: [run],
      syntax: YAMLSyntax(style: isVerbatim ? value.style : .whole))
  }

  /// The lines between the fences, and the offset behind the closing one.
  private static func extent(in bytes: [UInt8], from start: Int) -> (Range<Int>, end: Int)? {
    let rest = bytes[start...]
    let fence: [UInt8]
    if rest.starts(with: "---".utf8) {
      fence = Array("---".utf8)
    } else if rest.starts(with: "+++".utf8) {
      fence = Array("+++".utf8)
    } else {
      return nil
    }
    guard isFence(line(at: start, in: bytes), fence) else { return nil }
    let inner = nextLine(after: start, in: bytes)
    var index = inner
    while index < bytes.count {
      let line = line(at: index, in: bytes)
      let isEnd =
        isFence(line, fence) || (fence[0] == UInt8(ascii: "-") && isFence(line, Array("...".utf8)))
      if isEnd { return (inner..<index, nextLine(after: index, in: bytes)) }
      index = nextLine(after: index, in: bytes)
    }
    return nil
  }

  private static func isFence(_ line: ArraySlice<UInt8>, _ fence: [UInt8]) -> Bool {
    line.starts(with: fence) && line.dropFirst(fence.count).allSatisfy(\.isASCIISpace)
  }

  private static func line(at start: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes[start...].prefix { $0 != 0x0A && $0 != 0x0D }
  }

  private static func nextLine(after start: Int, in bytes: [UInt8]) -> Int {
    var index = line(at: start, in: bytes).endIndex
    if index < bytes.count, bytes[index] == 0x0D { index += 1 }
    if index < bytes.count, bytes[index] == 0x0A { index += 1 }
    return index
  }
}

extension DocumentFormats {
  /// A scalar of a document's front matter; nil where there is none or it cannot be read.
  package static func frontMatterValue(_ key: String, in bytes: [UInt8]) -> String? {
    // Most documents do not have the key, and that is cheaper to see than to parse.
    guard bytes.prefix(4096).contains(subsequence: Array(key.utf8)) else { return nil }
    return FrontMatter(in: bytes)?.value(of: key)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func contains(subsequence wanted: [UInt8]) -> Bool {
    indices.contains { self[$0] == wanted[0] && self[$0...].starts(with: wanted) }
  }
}

extension LineTable {
  /// The lines of a text as YAML counts them: NEL and the separators of lines and paragraphs end one too
  /// (YAML 1.1, section 4.2).
  fileprivate init(yaml bytes: [UInt8]) {
    var starts = [0]
    for index in bytes.indices {
      let next = index + 1
      switch bytes[index] {
      case 0x0A: starts.append(next)
      case 0x0D where next == bytes.count || bytes[next] != 0x0A: starts.append(next)
      case 0x85 where index > 0 && bytes[index - 1] == 0xC2: starts.append(next)
      case 0xA8 where bytes[..<index].suffix(2) == [0xE2, 0x80]: starts.append(next)
      case 0xA9 where bytes[..<index].suffix(2) == [0xE2, 0x80]: starts.append(next)
      default: continue
      }
    }
    self.init(bytes, starts: starts)
  }
}
