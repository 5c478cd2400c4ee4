internal import CLibxml2

/// Reads XML from bytes through libxml2's SAX2 interface, flat in memory.
///
/// The policy for files from outside is fixed here: no document type, no network, no external
/// entity, and limits on depth, on the size of a start tag and on the length of a text.
package struct XMLReader: Sendable {
  /// Bounds that no honest file meets.
  package struct Limits: Sendable {
    /// How deep elements may be nested.
    package var depth = 200
    /// The bytes of one start tag. The parser's time grows with the square of the attributes.
    package var tagBytes = 1 << 20
    /// The bytes of text in one element.
    package var textBytes = 10 << 20

    /// The bounds for files from outside.
    package init() {}
  }

  package var limits = Limits()

  /// A reader with the usual limits.
  package init() {}

  /// Sends the events of a document to a receiver.
  ///
  /// - Throws: `XMLFailure` for the first thing wrong with the bytes, or what the receiver threw.
  package func read(_ bytes: [UInt8], into receiver: some XMLEventReceiver) throws {
    guard !bytes.isEmpty else {
      throw XMLFailure(
        code: .empty, location: XMLLocation(line: 1, column: 1), message: "the file is empty")
    }
    try checkTagSizes(bytes)
    _ = Self.initialised
    let session = try XMLSession(receiver: receiver, limits: limits)
    session.feed(bytes)
    if let failure = session.failure { throw failure }
  }

  /// Sets libxml2 up once in the process. `xmlCleanupParser` is never called: it would pull the
  /// ground from under other users of the library.
  private static let initialised: Void = l10n_xml_initialise()

  /// Refuses a start tag that is too long before the parser meets it. A quoted `>` ends nothing;
  /// comments and CDATA are passed over.
  private func checkTagSizes(_ bytes: [UInt8]) throws(XMLFailure) {
    var index = 0
    while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = open + 1
      guard index < bytes.count else { return }
      if bytes[index] == UInt8(ascii: "!") || bytes[index] == UInt8(ascii: "?") { continue }
      var quote: UInt8?
      while index < bytes.count {
        let byte = bytes[index]
        if let open = quote {
          if byte == open { quote = nil }
        } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          quote = byte
        } else if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<") {
          break
        }
        index += 1
        guard index - open <= limits.tagBytes else {
          let line = bytes[..<open].count { $0 == UInt8(ascii: "\n") } + 1
          throw XMLFailure(
            code: .limit, location: XMLLocation(line: line, column: 1),
            message: "a tag is longer than \(limits.tagBytes) bytes")
        }
      }
    }
  }
}
