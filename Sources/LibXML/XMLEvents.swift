/// A qualified name, taken apart.
package struct XMLName: Hashable, Sendable {
  /// The namespace's name, empty for none.
  package let namespace: String
  /// The prefix as the file writes it, empty for none.
  package let prefix: String
  package let local: String
}

/// An attribute of a start tag, its value with entities resolved and white space normalised.
package struct XMLAttribute: Hashable, Sendable {
  package let name: XMLName
  package let value: String
}

/// Where the parser stands, counted from 1.
package struct XMLLocation: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// What receives the events of a parse, in document order.
///
/// An error that a receiver throws ends the parse and comes out of `XMLReader.read`.
package protocol XMLEventReceiver: AnyObject {
  /// A start tag. `location` is where the tag ends.
  func startElement(
    _ name: XMLName, attributes: [XMLAttribute], at location: XMLLocation) throws

  /// An end tag.
  func endElement(_ name: XMLName, at location: XMLLocation) throws

  /// Text or CDATA; neighbouring runs may come in several calls.
  func characters(_ text: String)
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
