import LibXML
package import Units

/// Reads XLIFF 1.0 to 2.2 as far as records and returned files need it: several `file`s, nested
/// groups, any prefix, foreign elements passed over, every inline element of both families.
package struct XLIFFReader: Sendable {
  /// A reader with the usual limits.
  package init() {}

  /// The documents of an XLIFF file, one a `file`.
  ///
  /// A segment whose file gives no usable state, or `new`, counts as translated when it has a
  /// target that differs from its source: some editors never touch the state.
  ///
  /// - Throws: `XLIFFError` with the first thing wrong.
  package func read(_ bytes: [UInt8]) throws(XLIFFError) -> [Record] {
    try read { reader, receiver in try reader.read(bytes, into: receiver) }
  }

  /// The documents of an XLIFF file that comes part by part, with nothing at its end.
  ///
  /// - Throws: `XLIFFError` with the first thing wrong.
  package func read(next: () -> ArraySlice<UInt8>) throws(XLIFFError) -> [Record] {
    try read { reader, receiver in try reader.read(into: receiver, next: next) }
  }

  /// Calls a function with each unit of an XLIFF file that comes part by part, retired ones too. None
  /// is kept, nor is it seen whether two have one id. Marks in a `seg-source` of 1.2 are segments of their
  /// own.
  ///
  /// - Throws: `XLIFFError` with the first thing wrong.
  package func forEachUnit(
    next: () -> ArraySlice<UInt8>, _ body: (Unit) -> Void
  ) throws(XLIFFError) {
    _ = try withoutActuallyEscaping(body) { body throws(XLIFFError) in
      try read { reader, receiver in
        receiver.builder.receive = body
        receiver.builder.splitsMarks = true
        defer { receiver.builder.receive = nil }
        try reader.read(into: receiver, next: next)
      }
    }
  }

  private func read(
    _ parse: (XMLReader, Receiver) throws -> Void
  ) throws(XLIFFError) -> [Record] {
    let receiver = Receiver()
    do {
      try parse(XMLReader(), receiver)
    } catch {
      throw XLIFFError(error, unit: receiver.builder.currentID)
    }
    return receiver.builder.records
  }

  /// Hands events to the builder.
  private final class Receiver: XMLEventReceiver {
    /// Only the events of one parse touch it, one by one: nothing is left to check at each.
    @exclusivity(unchecked) var builder = RecordBuilder()

    func startElement(
      _ name: XMLName, attributes: borrowing XMLAttributes, at location: XMLLocation
    ) throws {
      try builder.startElement(name, attributes: attributes, at: location)
    }

    func endElement(_ name: XMLName, at location: XMLLocation) throws {
      try builder.endElement(at: location)
    }

    func characters(_ text: Span<UInt8>) { builder.characters(text) }
  }
}
