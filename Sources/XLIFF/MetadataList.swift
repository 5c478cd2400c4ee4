import LibXML

/// What the metadata module of 2.x says of an element, in groups.
struct MetadataList {
  private var groups: [(category: String, values: [(type: String, value: String)])] = []

  /// A list with one group, or with none where there are no values.
  init(_ values: [(type: String, value: String)], as category: String) {
    add(values, as: category)
  }

  /// Adds a group, where there are values.
  mutating func add(_ values: [(type: String, value: String)], as category: String) {
    if !values.isEmpty { groups.append((category, values)) }
  }

  /// Writes the module's element, where there is anything in it.
  func write(into xml: inout XMLBuilder) {
    guard !groups.isEmpty else { return }
    xml.open("mda:metadata")
    for group in groups {
      xml.open("mda:metaGroup", [("category", group.category)])
      for (type, value) in group.values {
        xml.element("mda:meta", [("type", type)]) { $0.text(value) }
      }
      xml.close("mda:metaGroup")
    }
    xml.close("mda:metadata")
  }
}
