/// A qualified name, taken apart; one object for each name of a document.
package final class XMLName: Sendable {
  /// The number of the name among those of the document, counted from 0 in the order in which they
  /// first occur: what a receiver knows about a name, it can keep in an array.
  package let index: Int
  /// The namespace's name, empty for none.
  package let namespace: String
  /// The prefix as the file writes it, empty for none.
  package let prefix: String
  package let local: String

  init(index: Int, namespace: String, prefix: String, local: String) {
    self.index = index
    self.namespace = namespace
    self.prefix = prefix
    self.local = local
  }

  /// The name as the file writes it.
  package var qualified: String { prefix.isEmpty ? local : "\(prefix):\(local)" }
}

/// Where the parser stands, counted from 1.
package struct XMLLocation: Hashable, Sendable {
  package let line: Int
  package let column: Int
  /// The bytes in front of it; 0 where only a line is known. For a file that is not in UTF-8 these
  /// are bytes of what it would be in UTF-8.
  package let offset: Int

  package init(line: Int, column: Int, offset: Int = 0) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}

/// What receives the events of a parse, in document order.
///
/// An error that a receiver throws ends the parse and comes out of `XMLReader.read`.
package protocol XMLEventReceiver: AnyObject {
  /// A start tag. `location` is where the tag ends, in front of its `>` or `/>`.
  func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at location: XMLLocation) throws

  /// An end tag; `location` is behind it. An element without content has one too.
  func endElement(_ name: XMLName, at location: XMLLocation) throws

  /// Text or CDATA in UTF-8; neighbouring runs may come in several calls, each of whole characters.
  func characters(_ text: Span<UInt8>)
}

/// Why bytes could not be read as XML.
package struct XMLFailure: Error, Hashable, Sendable {
  /// A stable name for the reason.
  package enum Code: String, Hashable, Sendable {
    case notWellFormed = "not-well-formed"
    /// The file declares a document type. None is accepted: entities can read other files and
    /// grow without bound.
    case documentType = "document-type"
    case limit
    case empty
  }

  package let code: Code
  package let location: XMLLocation
  /// One sentence, in the parser's words where it is about the syntax.
  package let message: String
}

extension String {
  /// The text of an event.
  package init(_ text: Span<UInt8>) {
    self = unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

extension [UInt8] {
  /// Adds the text of an event.
  package mutating func append(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension Span<UInt8> {
  /// Whether there is nothing but what XML calls white space (section 2.3, production 3).
  package var isBlank: Bool {
    for index in indices where ![0x20, 0x09, 0x0A, 0x0D].contains(self[index]) { return false }
    return true
  }
}
