import LibXML

/// Changes the version of a file within its family: the `version` of the root and the namespace of
/// the core wherever it is declared. All other bytes stay.
struct Respelling {
  private let bytes: [UInt8]
  private let root: XMLNode

  init(_ bytes: [UInt8], root: XMLNode) {
    self.bytes = bytes
    self.root = root
  }

  /// The file as one of a version.
  ///
  /// - Throws: `XLIFFError` where the file is not in UTF-8.
  func spelled(as version: XLIFFVersion) throws(XLIFFError) -> [UInt8] {
    if root["version"] == version.rawValue { return bytes }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw XLIFFError(
        code: .xml, at: root.location, "the file is not in UTF-8; save it as UTF-8 first")
    }
    var result = Array(text.utf8)
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
    return result.replacing(
      [UInt8](root.name.namespace.utf8), with: [UInt8](version.namespace.utf8), inTags: true)
  }
}

extension [UInt8] {
  /// The bytes with one value of attributes replaced wherever a start tag has it.
  fileprivate func replacing(_ old: [UInt8], with new: [UInt8], inTags: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var index = 0
    while let place = self[index...].firstIndex(of: UInt8(ascii: "u")) {
      let end = place + old.count
      let isValue =
        end < count && self[place..<end].elementsEqual(old) && place > 0
        && (self[place - 1] == UInt8(ascii: "\"") || self[place - 1] == UInt8(ascii: "'"))
        && self[end] == self[place - 1]
      result += self[index..<place]
      result += isValue ? new : [self[place]]
      index = isValue ? end : place + 1
    }
    return result + self[index...]
  }
}
