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
    let receiver = XLIFFReceiver()
    do {
      try XMLReader().read(bytes, into: receiver)
    } catch let error as XLIFFError {
      throw error
    } catch let failure as XMLFailure {
      throw XLIFFError(
        code: .xml, line: failure.location.line, column: failure.location.column,
        unitID: receiver.currentID, message: failure.message)
    } catch {
      throw XLIFFError(code: .xml, line: 1, column: 1, unitID: nil, message: "\(error)")
    }
    return receiver.records
  }
}
