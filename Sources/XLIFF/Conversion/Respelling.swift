import LibXML

/// Changes the version of a file within its family: the `version` of the root and the namespace of
/// the core wherever it is declared. All other bytes stay.
struct Respelling {
  /// The file in UTF-8, and its root as it was read from there.
  private let bytes: [UInt8]
  private let root: XMLNode

  init(_ bytes: [UInt8], root: XMLNode) {
    self.bytes = bytes
    self.root = root
  }

  /// The file as one of a version.
  func spelled(as version: XLIFFVersion) -> [UInt8] {
    var result = bytes
    let tag = XMLTag(in: result, endingAt: root.location.offset)
    if let range = tag.value(of: "version") {
      result.replaceSubrange(range, with: Array(version.rawValue.utf8))
    }
    if root.name.namespace.isEmpty, root.name.prefix.isEmpty {
      let declaration = Array(" xmlns=\"\(version.namespace)\"".utf8)
      result.insert(contentsOf: declaration, at: tag.nameEnd)
      return result
    }
    guard root.name.namespace != version.namespace else { return result }
    return result.replacingValues(
      Array(root.name.namespace.utf8), with: Array(version.namespace.utf8))
  }
}

extension [UInt8] {
  /// A well-formed file with one value of attributes replaced wherever a start tag has it.
  fileprivate func replacingValues(_ old: [UInt8], with new: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var copied = 0
    var index = 0
    while let open = self[index...].firstIndex(of: UInt8(ascii: "<")) {
      let end = endOfMarkup(at: open)
      index = end
      guard self[open + 1] != UInt8(ascii: "!"), self[open + 1] != UInt8(ascii: "?") else {
        continue
      }
      var place = open
      while let quote = self[place..<end].firstIndex(where: \.isQuote) {
        guard let close = self[(quote + 1)..<end].firstIndex(of: self[quote]) else { break }
        if self[(quote + 1)..<close].elementsEqual(old) {
          result += self[copied...quote] + new
          copied = close
        }
        place = close + 1
      }
    }
    return result + self[copied...]
  }

  /// Behind the tag, comment, section or instruction that begins at an index.
  private func endOfMarkup(at open: Int) -> Int {
    let rest = self[open...]
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
    where rest.starts(with: start.utf8) {
      var index = open + start.utf8.count
      while index < count, !self[index...].starts(with: end.utf8) { index += 1 }
      return Swift.min(index + end.utf8.count, count)
    }
    var quote: UInt8?
    for index in (open + 1)..<count {
      let byte = self[index]
      if let opened = quote {
        if byte == opened { quote = nil }
      } else if byte.isQuote {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
    }
    return count
  }
}

extension UInt8 {
  fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }
}
