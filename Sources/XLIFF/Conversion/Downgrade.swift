import LibXML
import Units

/// Writes a file of 2.0 to 2.2 as 1.2: a unit becomes a `trans-unit`, and its segments marks in
/// `seg-source` where there are several.
struct Downgrade {
  var xml = XMLBuilder()
  var losses = LossList()
  var unitID: String?
  private var languages: (source: String?, target: String?)

  mutating func write(_ root: XMLNode) throws(XLIFFError) {
    languages = (root["srcLang"], root["trgLang"])
    guard languages.source != nil else {
      throw XLIFFError(code: .attribute, at: root.location, "<xliff> names no source language")
    }
    xml.open("xliff", [("version", "1.2"), ("xmlns", XLIFFVersion.v1_2.namespace)])
    for element in root.elements {
      if element.name.local == "file" { write(file: element) } else { lose(element) }
    }
    xml.close("xliff")
  }

  // MARK: Files and groups

  private mutating func write(file: XMLNode) {
    unitID = nil
    let carried = file.carriedAttributes
    xml.open(
      "file",
      [
        ("original", file["original"] ?? file["id"]), ("source-language", languages.source),
        ("target-language", languages.target), ("xml:space", file.xml("space")),
      ] + carried + (carried.contains { $0.0 == "datatype" } ? [] : [("datatype", "plaintext")]))
    let outer = xml
    xml = XMLBuilder(fragmentAtDepth: outer.depth + 1)
    writeHeader(file)
    let header = xml
    xml = outer
    if !header.bytes.isEmpty {
      xml.open("header")
      xml.append(header)
      xml.close("header")
    }
    xml.open("body")
    file.elements.forEach { write(member: $0) }
    xml.close("body")
    xml.close("file")
  }

  private mutating func writeHeader(_ file: XMLNode) {
    if let skeleton = file.first("skeleton") { write(skeleton: skeleton) }
    let phases = file.metadata.filter { $0["category"] == "phase" }
    if !phases.isEmpty {
      xml.open("phase-group")
      for phase in phases { xml.empty("phase", phase.properties) }
      xml.close("phase-group")
    }
    writeMetadata(file)
    writeNotes(file)
    writeForeign(file)
  }

  private mutating func write(skeleton: XMLNode) {
    xml.open("skl")
    if let href = skeleton["href"] {
      xml.empty("external-file", [("href", href)])
    } else {
      xml.element("internal-file") { $0.text(skeleton.text) }
    }
    xml.close("skl")
  }

  private mutating func write(member node: XMLNode) {
    switch node.name.local {
    case "group":
      unitID = nil
      xml.open("group", container(node) + node.carriedAttributes)
      writeMetadata(node)
      writeNotes(node)
      writeForeign(node)
      node.elements.forEach { write(member: $0) }
      xml.close("group")
    case "unit": write(unit: node)
    default: break
    }
  }

  private func container(_ node: XMLNode) -> [(String, String?)] {
    [
      ("id", node["id"]), ("resname", node["name"]),
      ("restype", node["type"].map { Carried.original($0) ?? "x-\($0)" }),
      ("xml:space", node.xml("space")), ("translate", node["translate"]),
    ]
  }

  // MARK: Units

  private mutating func write(unit: XMLNode) {
    unitID = unit["id"]
    let parts = unit.elements.filter { ["segment", "ignorable"].contains($0.name.local) }
    let segments = parts.filter { $0.name.local == "segment" }
    let states = stateAttributes(segments)
    xml.open(
      "trans-unit",
      container(unit) + [("approved", states.isApproved ? "yes" : nil)] + unit.carriedAttributes)
    let writer = Downgrade.Inlines(unit: unit)
    let isOne = parts.count == 1
    write("source", [], parts.map { (nil, $0.first("source")) }, writer)
    let marks = marks(of: parts)
    if !isOne {
      write("seg-source", [], zip(marks, parts).map { ($0, $1.first("source")) }, writer)
    }
    if segments.contains(where: { $0.first("target") != nil }) {
      write(
        "target", states.attributes + unit.carried(Carried.targetAttributes),
        inTargetOrder(parts).map { place in
          let part = parts[place]
          // What stands between segments is the same in both languages where nothing else is said.
          let isBetween = part.name.local == "ignorable"
          return (
            isOne ? nil : marks[place],
            part.first("target") ?? (isBetween ? part.first("source") : nil)
          )
        }, writer)
    }
    writeMetadata(unit)
    writeNotes(unit)
    writeMatches(
      unit,
      marks: Dictionary(
        zip(parts, marks).compactMap { part, mark in part["id"].map { ($0, isOne ? nil : mark) } },
        uniquingKeysWith: { first, _ in first }))
    for element in unit.elements where element.isCore2 || element.isModule {
      switch element.name.local {
      case "segment", "ignorable", "originalData", "notes", "matches", "metadata": continue
      default: lose(element)
      }
    }
    for part in parts where part["canResegment"] != nil {
      losses.add("canResegment", at: part.location, unit: unitID)
    }
    writeForeign(unit)
    xml.close("trans-unit")
  }

  private mutating func write(
    _ name: String, _ attributes: [(String, String?)], _ parts: [(mid: String?, content: XMLNode?)],
    _ writer: Inlines
  ) {
    let space = parts.lazy.compactMap { $0.content?.xml("space") }.first
    xml.element(name, [("xml:space", space)] + attributes) { xml in
      for (mid, content) in parts {
        if let mid { xml.tag("mrk", [("mtype", "seg"), ("mid", mid)], end: ">") }
        writer.write(content?.children ?? [], into: &xml, &losses, unit: unitID)
        if mid != nil { xml.endTag("mrk") }
      }
    }
  }

  /// What marks each part: its id, or its number among the segments; nil for what stands between
  /// segments.
  private func marks(of parts: [XMLNode]) -> [String?] {
    var number = 0
    return parts.map { part in
      guard part.name.local == "segment" else { return nil }
      number += 1
      return part["id"].map { $0.hasPrefix("s-") ? String($0.dropFirst(2)) : $0 } ?? "\(number)"
    }
  }

  /// The places of parts in the order that their targets have.
  private func inTargetOrder(_ parts: [XMLNode]) -> [Int] {
    let orders = parts.enumerated().map { Int($1.first("target")?["order"] ?? "") ?? $0 + 1 }
    return parts.indices.sorted { (orders[$0], $0) < (orders[$1], $1) }
  }

  /// 1.2 has one state for all segments of a unit: the earliest.
  private mutating func stateAttributes(
    _ segments: [XMLNode]
  ) -> (attributes: [(String, String?)], isApproved: Bool) {
    let translated = segments.filter { $0.first("target") != nil }
    guard let first = translated.first else { return ([], false) }
    let states = translated.map { StateMapping.state(v2: $0["state"] ?? "initial") ?? .draft }
    let lowest = translated.count < segments.count ? .draft : states.min() ?? .draft
    if Set(states).count > 1 {
      losses.add("states that differ within a unit", at: first.location, unit: unitID)
    }
    let exact = Set(translated.map { $0["subState"] })
    if let subState = first["subState"], Carried.original(subState) == nil {
      losses.add("subState", at: first.location, unit: unitID)
    }
    let own = exact.count == 1 ? Carried.original(first["subState"]) : nil
    return (
      [("state", own ?? StateMapping.v1_2(lowest))], lowest >= .reviewed
    )
  }

  // MARK: Notes, matches, metadata

  private mutating func writeNotes(_ node: XMLNode) {
    for note in node.first("notes")?.elements ?? [] {
      xml.element(
        "note",
        [
          ("from", note["category"]), ("priority", note["priority"]),
          ("annotates", note["appliesTo"]),
        ]
      ) { $0.text(note.text) }
    }
  }

  private mutating func writeMatches(_ unit: XMLNode, marks: [String: String?]) {
    let matches = unit.elements.filter { $0.name.namespace == Namespace.matches }
      .flatMap(\.elements)
    for match in matches {
      let reference = match["ref"].map { String($0.drop { $0 == "#" }) }
      let carried = Carried.original(match["subType"])
      xml.open(
        "alt-trans",
        [
          ("mid", reference.flatMap { marks[$0] } ?? nil),
          ("alttranstype", carried ?? (match["type"] == "tm" ? "proposal" : nil)),
          ("match-quality", (match["matchQuality"] ?? match["similarity"]).map { "\($0)%" }),
          ("origin", match["origin"]),
        ] + match.carriedAttributes)
      let writer = Inlines(unit: match)
      for name in ["source", "target"] {
        let content = match.elements.first { $0.name.local == name }
        let attributes = name == "target" ? match.carried(Carried.targetAttributes) : []
        write(name, attributes, [(nil, content)], writer)
      }
      xml.close("alt-trans")
    }
  }

  private mutating func writeMetadata(_ node: XMLNode) {
    let attributes = [Carried.attributes, Carried.targetAttributes]
    for group in node.metadata where !attributes.contains(group["category"] ?? "") {
      let category = group["category"] ?? ""
      let kind = category.prefix { $0 != ":" }
      let name = category.count > kind.count ? String(category.dropFirst(kind.count + 1)) : nil
      switch kind {
      case "context-group":
        write(group, as: "context-group", name: name, inner: "context", key: "context-type")
      case "reference" where node.name.local == "file", "glossary" where node.name.local == "file":
        xml.open(String(kind))
        xml.empty("external-file", group.properties)
        xml.close(String(kind))
      case "phase" where node.name.local == "file": continue
      case "tool" where node.name.local == "file": xml.empty("tool", group.properties)
      case "prop-group": write(group, as: "prop-group", name: name, inner: "prop", key: "prop-type")
      default: write(group, as: "prop-group", name: category, inner: "prop", key: "prop-type")
      }
    }
  }

  private mutating func write(
    _ group: XMLNode, as name: String, name given: String?, inner: String, key: String
  ) {
    xml.open(name, [("name", given)])
    for (type, value) in group.properties {
      xml.element(inner, [(key, type)]) { $0.text(value ?? "") }
    }
    xml.close(name)
  }

  private mutating func writeForeign(_ node: XMLNode) {
    for element in node.elements where !element.isCore2 && !element.isModule { xml.copy(element) }
  }

  private mutating func lose(_ node: XMLNode) {
    losses.add("<\(node.name.local)>", at: node.location, unit: unitID)
  }
}

extension XMLNode {
  /// Whether an element is of XLIFF 2 itself.
  fileprivate var isCore2: Bool {
    name.namespace.hasPrefix("urn:oasis:names:tc:xliff:document:2")
  }

  /// Whether an element is of one of its modules.
  fileprivate var isModule: Bool {
    name.namespace.hasPrefix("urn:oasis:names:tc:xliff:") && !isCore2
  }

  /// Attributes of 1.2 that were kept as metadata.
  fileprivate var carriedAttributes: [(String, String?)] { carried(Carried.attributes) }

  fileprivate func carried(_ category: String) -> [(String, String?)] {
    metadata.filter { $0["category"] == category }.flatMap(\.properties)
  }

  /// The groups of the metadata module directly inside.
  fileprivate var metadata: [XMLNode] {
    elements.filter { $0.name.namespace == Namespace.metadata }.flatMap(\.elements)
  }

  /// What a group of metadata says, that of inner groups included.
  fileprivate var properties: [(String, String?)] {
    elements.flatMap { element in
      element.name.local == "metaGroup"
        ? element.properties : [(element["type"] ?? "x-untyped", element.text)]
    }
  }
}
