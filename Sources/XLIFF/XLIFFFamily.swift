import LibXML

/// The two kinds of XLIFF, which have little but the name in common.
enum XLIFFFamily {
  /// 1.0 to 1.2.
  case v1
  /// 2.0 to 2.2.
  case v2

  /// The family that the root element of a file tells.
  ///
  /// - Throws: `XLIFFError` where it is not XLIFF, or of a version that is not known.
  init(root name: String, version: String?, at location: XMLLocation) throws(XLIFFError) {
    try Self.checkRoot(name, at: location)
    switch version {
    case "1.0", "1.1", "1.2": self = .v1
    case "2.0", "2.1", "2.2": self = .v2
    case nil: throw XLIFFError(code: .attribute, at: location, "<xliff> says no version")
    case let version?:
      throw XLIFFError(
        code: .notXLIFF, at: location,
        "XLIFF \(version) is not known; 1.0 to 1.2 and 2.0 to 2.2 are")
    }
  }

  /// Checks that the root element of a file is that of XLIFF.
  static func checkRoot(_ name: String, at location: XMLLocation) throws(XLIFFError) {
    guard name == "xliff" else {
      throw XLIFFError(
        code: .notXLIFF, at: location, "the root element is <\(name)>, not <xliff>")
    }
  }
}

extension XLIFFError {
  init(code: Code, at location: XMLLocation, _ message: String, unit: String? = nil) {
    self.init(
      code: code, line: location.line, column: location.column, unitID: unit, message: message)
  }

  /// What went wrong while a file was read, in the unit that was being read.
  init(_ error: any Error, unit: String?) {
    switch error {
    case let error as XLIFFError: self = error
    case let failure as XMLFailure:
      self.init(code: .xml, at: failure.location, failure.message, unit: unit)
    default: self.init(code: .xml, at: XMLLocation(line: 1, column: 1), "\(error)", unit: unit)
    }
  }
}
