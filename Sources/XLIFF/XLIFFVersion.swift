/// The versions of XLIFF that are written.
package enum XLIFFVersion: String, Hashable, Sendable, CaseIterable {
  /// OASIS Standard of 1 February 2008. What every editor reads.
  case v1_2 = "1.2"
  /// OASIS Standard of 5 August 2014.
  case v2_0 = "2.0"
  /// OASIS Standard of 13 February 2018: 2.0 with ITS.
  case v2_1 = "2.1"
  /// Committee Specification: 2.1 with plurals, genders and selections.
  case v2_2 = "2.2"

  /// The namespace of the core. 2.1 kept that of 2.0.
  var namespace: String {
    "urn:oasis:names:tc:xliff:document:\(self == .v2_1 ? XLIFFVersion.v2_0.rawValue : rawValue)"
  }
}

/// Why bytes could not be read as XLIFF.
package struct XLIFFError: Error, Hashable, Sendable {
  /// A stable name for the reason.
  package enum Code: String, Hashable, Sendable {
    case xml
    /// XML, but not XLIFF, or a version that is not known.
    case notXLIFF = "not-xliff"
    /// A required attribute is missing or holds nothing usable.
    case attribute
    /// Two segments share an id.
    case duplicateID = "duplicate-id"
  }

  package let code: Code
  package let line: Int
  package let column: Int
  /// The unit or segment in which it stands, where there is one.
  package let unitID: String?
  /// One sentence: what is wrong.
  package let message: String
}
