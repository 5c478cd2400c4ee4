internal import CYAML

extension YAMLNode {
  /// Reads the one document of a YAML text in UTF-8; nil where there is none.
  ///
  /// Aliases stand for what they refer to.
  ///
  /// - Throws: The first thing wrong: with the syntax, a key that occurs twice, a second document, or
  ///   aliases that make more of the text than anyone wrote.
  package init?(yaml bytes: [UInt8]) throws(YAMLProblem) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = bytes.starts(with: mark) ? Array(bytes[3...]) : bytes
    // The parser looks at each open bracket again and again.
    var depth = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: continue
      }
      guard depth < 1000 else {
        throw YAMLProblem(
          place: YAMLPlace(line: 1, column: 1), message: "the text opens a thousand brackets")
      }
    }
    // And it compares each anchor with all before it.
    let signs = bytes.count { $0 == UInt8(ascii: "&") }
    guard signs < 5000 else {
      throw YAMLProblem(
        place: YAMLPlace(line: 1, column: 1),
        message: "the text has \(signs) signs “&”, as many as no file with anchors needs")
    }
    guard let root = try YAMLReader.read(bytes) else { return nil }
    self = root
  }
}

/// One reading: owns the parser and the document that it loaded.
@safe private struct YAMLReader: ~Copyable {
  /// More values than the text of an honest file can mean.
  private static let limit = 100_000
  private static let depth = 200

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var count = 0

  static func read(_ bytes: [UInt8]) throws(YAMLProblem) -> YAMLNode? {
    var reader = YAMLReader()
    // Not `throws` through the closure: its error would be untyped.
    let result = unsafe bytes.withUnsafeBufferPointer { buffer -> Result<YAMLNode?, YAMLProblem> in
      unsafe yaml_parser_set_input_string(reader.parser, buffer.baseAddress, buffer.count)
      unsafe yaml_parser_set_encoding(reader.parser, YAML_UTF8_ENCODING)
      do throws(YAMLProblem) {
        return .success(try reader.single())
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private init() {
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    unsafe yaml_parser_initialize(parser)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// The only document, and the assurance that it is.
  private mutating func single() throws(YAMLProblem) -> YAMLNode? {
    let (root, _) = try load()
    if root != nil, let place = try load().place {
      throw YAMLProblem(place: place, message: "a second document begins here; only one is read")
    }
    return root
  }

  /// The next document and where it begins; nothing at the end.
  private mutating func load() throws(YAMLProblem) -> (root: YAMLNode?, place: YAMLPlace?) {
    var document = unsafe yaml_document_t()
    guard unsafe yaml_parser_load(parser, &document) == 1 else { throw problem }
    defer { unsafe yaml_document_delete(&document) }
    guard let root = unsafe yaml_document_get_root_node(&document) else { return (nil, nil) }
    let place = unsafe YAMLPlace(document.start_mark)
    return (unsafe try node(root, in: &document, depth: 0), place)
  }

  private var problem: YAMLProblem {
    let message = unsafe parser.pointee.problem.map { unsafe String(cString: $0) }
    // What the reader of bytes finds has an offset and no place.
    let hasPlace = unsafe parser.pointee.error != YAML_READER_ERROR
    return unsafe YAMLProblem(
      place: YAMLPlace(hasPlace ? parser.pointee.problem_mark : parser.pointee.mark),
      message: message ?? "out of memory")
  }

  private mutating func node(
    _ node: UnsafeMutablePointer<yaml_node_t>, in document: inout yaml_document_t, depth: Int
  ) throws(YAMLProblem) -> YAMLNode {
    let place = unsafe YAMLPlace(node.pointee.start_mark)
    count += 1
    // An alias may stand inside what it refers to, and a few may stand for millions of values.
    guard depth < Self.depth, count < Self.limit else {
      throw YAMLProblem(
        place: place,
        message: depth < Self.depth
          ? "the text stands for more than \(Self.limit) values"
          : "values are nested deeper than \(Self.depth)")
    }
    switch unsafe node.pointee.type {
    case YAML_SEQUENCE_NODE:
      var items: [YAMLNode] = []
      let list = unsafe node.pointee.data.sequence.items
      var next = unsafe list.start
      while let item = unsafe next, unsafe item != list.top {
        if let child = unsafe yaml_document_get_node(&document, item.pointee) {
          items.append(unsafe try self.node(child, in: &document, depth: depth + 1))
        }
        unsafe next = item + 1
      }
      return YAMLNode(value: .sequence(items), place: place)
    case YAML_MAPPING_NODE:
      return YAMLNode(
        value: .mapping(unsafe try pairs(of: node, in: &document, depth: depth)), place: place)
    default:
      let scalar = unsafe node.pointee.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return unsafe YAMLNode(
        value: .scalar(String(decoding: bytes, as: UTF8.self), YAMLNode.Style(scalar.style)),
        place: place)
    }
  }

  private mutating func pairs(
    of node: UnsafeMutablePointer<yaml_node_t>, in document: inout yaml_document_t, depth: Int
  ) throws(YAMLProblem) -> [(key: YAMLNode, value: YAMLNode)] {
    var pairs: [(key: YAMLNode, value: YAMLNode)] = []
    var known: Set<String> = []
    let list = unsafe node.pointee.data.mapping.pairs
    var next = unsafe list.start
    while let pair = unsafe next, unsafe pair != list.top {
      if let key = unsafe yaml_document_get_node(&document, pair.pointee.key),
        let value = unsafe yaml_document_get_node(&document, pair.pointee.value)
      {
        let key = unsafe try self.node(key, in: &document, depth: depth + 1)
        if let name = key.string, !known.insert(name).inserted {
          throw YAMLProblem(place: key.place, message: "the key “\(name)” occurs twice")
        }
        pairs.append((key, unsafe try self.node(value, in: &document, depth: depth + 1)))
      }
      unsafe next = pair + 1
    }
    return pairs
  }
}

extension YAMLPlace {
  fileprivate init(_ mark: yaml_mark_t) {
    line = Int(mark.line) + 1
    column = Int(mark.column) + 1
  }
}

extension YAMLNode.Style {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}
