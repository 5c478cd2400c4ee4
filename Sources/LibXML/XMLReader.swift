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
    /// The different names of elements.
    package var names = 10_000

    /// The bounds for files from outside.
    package init() {}
  }

  package var limits = Limits()
  /// Whether a document type may be named. It is not read, and entities are refused all the same.
  package var acceptsDocumentType = false

  /// A reader with the usual limits.
  package init() {}

  /// Sends the events of a document to a receiver.
  ///
  /// - Throws: `XMLFailure` for the first thing wrong with the bytes, or what the receiver threw.
  package func read(_ bytes: [UInt8], into receiver: some XMLEventReceiver) throws {
    var rest = bytes[...]
    try read(into: receiver) {
      defer { rest = [] }
      return rest
    }
  }

  /// Sends the events of a document to a receiver, with no more of it in memory than a part: `next`
  /// gives the bytes part by part, and none at the end.
  ///
  /// - Throws: `XMLFailure` for the first thing wrong with the bytes, or what the receiver or `next`
  ///   threw.
  package func read(
    into receiver: some XMLEventReceiver, next: () throws -> ArraySlice<UInt8>
  ) throws {
    _ = Self.initialised
    let session = try XMLSession(
      receiver: receiver, limits: limits, acceptsDocumentType: acceptsDocumentType)
    var tags = TagLimit(bytes: limits.tagBytes)
    var isEmpty = true
    while session.failure == nil {
      let part = try next()
      if part.isEmpty { break }
      isEmpty = false
      let bytes = part.span
      var start = 0
      // A tag that ends in the piece in which it began is no longer than the piece.
      while start < bytes.count, session.failure == nil {
        let end = min(start + min(1 << 16, limits.tagBytes), bytes.count)
        let piece = bytes.extracting(start..<end)
        guard tags.accepts(piece) else {
          throw XMLFailure(
            code: .limit, location: session.location,
            message: "a tag is longer than \(limits.tagBytes) bytes")
        }
        session.feed(piece)
        start = end
      }
    }
    if isEmpty {
      throw XMLFailure(
        code: .empty, location: XMLLocation(line: 1, column: 1), message: "the file is empty")
    }
    session.finish()
    if let failure = session.failure { throw failure }
  }

  /// Sets libxml2 up once in the process. `xmlCleanupParser` is never called: it would pull the
  /// ground from under other users of the library.
  private static let initialised: Void = l10n_xml_initialise()
}
