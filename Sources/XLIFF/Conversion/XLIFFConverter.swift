import LibXML

/// What a conversion could not keep: the version converted to has no words for it.
package struct ConversionLoss: Hashable, Sendable {
  /// What it is, such as `glossary` or `the attribute “maxwidth” of <trans-unit>`.
  package let what: String
  /// How often it occurs.
  package internal(set) var count: Int
  /// Where it occurs first.
  package let line: Int
  package let column: Int
  /// The unit in which it occurs first, where it is in one.
  package let unitID: String?
}

/// Rewrites XLIFF of one version as another.
///
/// What both versions can say is kept: texts, segments and their order, states, notes, matches, inline
/// codes with their pairing, annotations, ids, `translate`, `xml:space`, elements of other namespaces.
/// What 1.2 has in attributes and groups of its own goes into the metadata module of 2.x and comes
/// back from there. Between versions of one family only the version and the namespace change.
package struct XLIFFConverter: Sendable {
  /// The version to write.
  package let version: XLIFFVersion

  /// A converter into a version.
  package init(to version: XLIFFVersion) { self.version = version }

  /// Converts a file.
  ///
  /// - Returns: The file, and what it lost.
  /// - Throws: `XLIFFError` for a file that is not XLIFF, and for one that the version cannot hold.
  package func convert(
    _ bytes: [UInt8]
  ) throws(XLIFFError) -> (bytes: [UInt8], losses: [ConversionLoss]) {
    let file = FileEncoding.read(bytes)
    let root: XMLNode
    do {
      guard let read = try XMLTreeReceiver.read(file?.utf8 ?? bytes) else { return (bytes, []) }
      root = read
    } catch {
      throw XLIFFError(error, unit: nil)
    }
    let family = try XLIFFFamily(
      root: root.name.local, version: root["version"], at: root.location)
    switch (family, version) {
    case (.v1, .v1_2), (.v2, .v2_0), (.v2, .v2_1), (.v2, .v2_2):
      guard let file else { throw FileEncoding.unknown(at: root.location) }
      if root["version"] == version.rawValue { return (bytes, []) }
      let spelled = Respelling(file.utf8, root: root).spelled(as: version)
      return (file.encoding.write(spelled), [])
    case (.v1, _):
      var upgrade = Upgrade(to: version)
      try upgrade.write(root)
      return (upgrade.xml.bytes, upgrade.losses.all)
    case (.v2, .v1_2):
      var downgrade = Downgrade()
      try downgrade.write(root)
      return (downgrade.xml.bytes, downgrade.losses.all)
    }
  }
}

/// The losses of a conversion, each kind once.
struct LossList {
  private(set) var all: [ConversionLoss] = []

  mutating func add(_ what: String, at location: XMLLocation, unit: String?) {
    if let index = all.firstIndex(where: { $0.what == what }) {
      all[index].count += 1
    } else {
      all.append(
        ConversionLoss(
          what: what, count: 1, line: location.line, column: location.column, unitID: unit))
    }
  }
}

/// The names under which what only 1.2 can say is kept in 2.x.
enum Carried {
  /// The prefix of user-defined values.
  static let prefix = "x12:"
  /// The category of the metadata that holds attributes of 1.2.
  static let attributes = "xliff-1.2"
  /// The category of those that stood on the target.
  static let targetAttributes = "xliff-1.2-target"

  /// A user-defined value of 2.x for one of 1.2.
  static func value(_ text: String) -> String { prefix + text.withoutSpacesOrColons }

  /// The value of 1.2 that a user-defined one of 2.x stands for; nil for any other.
  static func original(_ value: String?) -> String? {
    value.flatMap { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
  }
}
