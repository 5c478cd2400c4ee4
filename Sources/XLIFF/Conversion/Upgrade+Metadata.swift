import LibXML

extension MetadataList {
  /// Adds the groups of properties, contexts and counts, the tools and the phases of 1.x.
  mutating func add(_ node: XMLNode) {
    let values: [(type: String, value: String)]
    switch node.name.local {
    case "prop-group": values = node.elements.map { ($0["prop-type"] ?? "", $0.text) }
    case "context-group": values = node.elements.map { ($0["context-type"] ?? "", $0.text) }
    case "count-group": values = node.elements.map { ($0["count-type"] ?? "", $0.text) }
    case "reference", "glossary":
      let file = node.first("external-file")
      values = file?.attributes.filter(\.namespace.isEmpty).map { ($0.local, $0.value) } ?? []
    case "tool", "phase":
      values = node.attributes.filter(\.namespace.isEmpty).map { ($0.local, $0.value) }
    case "phase-group":
      node.elements.forEach { add($0) }
      return
    default: return
    }
    add(values, as: node.name.local + (node["name"].map { ":\($0)" } ?? ""))
  }
}
