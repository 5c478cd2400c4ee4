import LibXML
import Units

/// Writes a file of 1.0 to 1.2 as one of 2.0 to 2.2.
struct Upgrade {
  var xml = XMLBuilder()
  var losses = LossList()
  let version: XLIFFVersion
  /// The unit that is being written, for what is told of it.
  var unitID: String?
  private var identifiers = IdentifierMap()

  init(to version: XLIFFVersion) { self.version = version }

  mutating func write(_ root: XMLNode) throws(XLIFFError) {
    let files = root.elements.filter { $0.name.local == "file" }
    guard let first = files.first, let source = first["source-language"] else {
      throw XLIFFError(
        code: .attribute, at: files.first?.location ?? root.location,
        "the file names no source language")
    }
    let target = files.lazy.compactMap { $0["target-language"] }.first
    for file in files
    where file["source-language"] != source || (file["target-language"] ?? target) != target {
      throw XLIFFError(
        code: .attribute, at: file.location,
        "the <file>s are of several languages, and XLIFF 2 has one pair for all of them")
    }
    xml.open(
      "xliff",
      [
        ("version", version.rawValue), ("xmlns", version.namespace),
        ("xmlns:mtc", Namespace.matches), ("xmlns:mda", Namespace.metadata),
        ("srcLang", source), ("trgLang", target),
      ])
    for (number, file) in files.enumerated() { write(file, number: number + 1) }
    xml.close("xliff")
  }

  // MARK: Files and groups

  private mutating func write(_ file: XMLNode, number: Int) {
    identifiers = IdentifierMap()
    unitID = nil
    xml.open(
      "file",
      [
        ("id", "f\(number)"), ("original", file["original"]), ("xml:space", file.xml("space")),
      ])
    let header = file.first("header")
    if let skeleton = header?.first("skl") { write(skeleton: skeleton) }
    var details = MetadataList(carried(file), as: Carried.attributes)
    for element in header?.elements ?? [] where element.isCore1 {
      details.add(element)
      if ["glossary", "reference"].contains(element.name.local),
        let inner = element.first("internal-file")
      {
        lose("<\(inner.name.local)> of <\(element.name.local)>", element)
      }
    }
    details.write(into: &xml)
    for foreign in header?.elements.filter({ !$0.isCore1 }) ?? [] { xml.copy(foreign) }
    writeNotes(header?.elements ?? [])
    let body = file.first("body")?.elements ?? []
    if !body.contains(where: { ["group", "trans-unit"].contains($0.name.local) }) {
      xml.empty("group", [("id", "empty")])
    }
    body.forEach { write(member: $0) }
    xml.close("file")
  }

  private mutating func write(skeleton: XMLNode) {
    if let href = skeleton.first("external-file")?["href"] {
      xml.empty("skeleton", [("href", href)])
    } else if let text = skeleton.first("internal-file")?.text {
      xml.element("skeleton") { $0.text(text) }
    }
  }

  private mutating func write(member node: XMLNode) {
    switch node.name.local {
    case "group": write(group: node)
    case "trans-unit": write(unit: node)
    case "bin-unit": lose("<bin-unit>", node)
    default: break
    }
  }

  private mutating func write(group: XMLNode) {
    unitID = nil
    xml.open(
      "group",
      [("id", identifiers.group(group["id"]))] + container(group) + foreignAttributes(group))
    var details = MetadataList(carried(group), as: Carried.attributes)
    group.elements.filter(\.isCore1).forEach { details.add($0) }
    details.write(into: &xml)
    for foreign in group.elements where !foreign.isCore1 { xml.copy(foreign) }
    writeNotes(group.elements)
    for element in group.elements { write(member: element) }
    xml.close("group")
  }

  private func container(_ node: XMLNode) -> [(String, String?)] {
    [
      ("name", node["resname"]), ("translate", node["translate"]),
      ("type", node["restype"].map(Carried.value)), ("xml:space", node.xml("space")),
    ]
  }

  /// Attributes of other namespaces, with those namespaces.
  private func foreignAttributes(_ node: XMLNode) -> [(String, String?)] {
    node.attributes.filter { !$0.namespace.isEmpty && $0.prefix != "xml" }.flatMap {
      [("xmlns:\($0.prefix)", $0.namespace), ("\($0.prefix):\($0.local)", $0.value)]
    }
  }

  // MARK: Units

  private mutating func write(unit: XMLNode) {
    let id = identifiers.unit(unit["id"])
    unitID = id
    var writer = Upgrade.Inlines(unit: unit)
    let parts = segments(of: unit, prefix: writer.segmentPrefix)
    xml.open("unit", [("id", id)] + container(unit) + foreignAttributes(unit))
    writeMatches(unit, parts: parts)
    var details = MetadataList(carried(unit), as: Carried.attributes)
    details.add(unit.first("target").map(carried) ?? [], as: Carried.targetAttributes)
    unit.elements.filter(\.isCore1).forEach { details.add($0) }
    details.write(into: &xml)
    for foreign in unit.elements where !foreign.isCore1 { xml.copy(foreign) }
    writeNotes(unit.elements)
    // What the codes hold stands in front of them, so they are written first.
    var content = XMLBuilder(fragmentAtDepth: xml.depth)
    let isApproved = unit["approved"] == "yes"
    var marks = (source: 0, target: 0)
    for part in parts {
      let name = part.isSegment ? "segment" : "ignorable"
      let state =
        part.target == nil
        ? [] : Self.state(of: unit.first("target")?["state"], isApproved: isApproved)
      content.open(name, [("id", part.id)] + state)
      content.element("source", [("xml:space", unit.first("source")?.xml("space"))]) {
        writer.write(part.source, into: &$0, &losses, unit: id, marks: &marks.source)
      }
      if let target = part.target {
        content.element("target", [("xml:space", unit.first("target")?.xml("space"))]) {
          writer.write(target, into: &$0, &losses, unit: id, marks: &marks.target)
        }
      }
      content.close(name)
    }
    writer.data.write(into: &xml)
    xml.append(content)
    xml.close("unit")
  }

  private static func state(
    of state: String?, isApproved: Bool
  ) -> [(String, String?)] {
    let known = StateMapping.state(v1_2: state, approved: isApproved) ?? .translated
    let new = StateMapping.v2(max(known, isApproved ? .reviewed : known))
    // What comes back by itself needs no mark.
    let returns = StateMapping.state(v2: new).map(StateMapping.v1_2) == state
    return [("state", new), ("subState", returns ? nil : state.map(Carried.value))]
  }

  /// A part of a unit: a segment, or what stands between two.
  private struct Part {
    let id: String?
    /// What marks it in 1.2.
    var mid: String?
    let isSegment: Bool
    let source: [XMLNode.Child]
    /// nil for none, as always between segments.
    let target: [XMLNode.Child]?
  }

  private mutating func segments(of unit: XMLNode, prefix: String) -> [Part] {
    let target = unit.first("target")
    func isSegment(_ child: XMLNode.Child) -> Bool {
      if case .element(let node) = child { node.isSegmentMark } else { false }
    }
    let marked = unit.first("seg-source")
    // A mark inside another element cannot become a segment without taking that apart.
    let isDeep = [marked, target].contains { node in
      node?.elements.contains { !$0.isSegmentMark && $0.hasSegmentMark } ?? false
    }
    if let marked, isDeep { lose("the marks of segments that stand inside other elements", marked) }
    guard let cut = marked, !isDeep, cut.children.contains(where: isSegment) else {
      let children = target?.children ?? []
      return [
        Part(
          id: "\(prefix)1", isSegment: true, source: unit.first("source")?.children ?? [],
          target: children.isEmpty ? nil : children)
      ]
    }
    var targets: [String: [XMLNode.Child]] = [:]
    for mark in target?.elements.filter(\.isSegmentMark) ?? [] {
      targets[mark["mid"] ?? ""] = mark.children
    }
    var parts: [Part] = []
    var between: [XMLNode.Child] = []
    func endBetween() {
      if !between.isEmpty {
        parts.append(Part(id: nil, isSegment: false, source: between, target: nil))
      }
      between = []
    }
    for child in cut.children {
      guard case .element(let node) = child, node.isSegmentMark else {
        between.append(child)
        continue
      }
      endBetween()
      let mid = node["mid"] ?? "\(parts.count + 1)"
      let translated = targets[mid].flatMap { $0.isEmpty ? nil : $0 }
      parts.append(
        Part(
          id: IdentifierMap.token("\(prefix)-\(mid)"), mid: mid, isSegment: true,
          source: node.children, target: translated))
    }
    endBetween()
    return parts
  }

  // MARK: Notes and matches

  private mutating func writeNotes(_ elements: [XMLNode]) {
    let notes = elements.filter { $0.name.local == "note" && $0.isCore1 }
    guard !notes.isEmpty else { return }
    xml.open("notes")
    for note in notes {
      let annotated = note["annotates"].flatMap { ["source", "target"].contains($0) ? $0 : nil }
      xml.element(
        "note",
        [("category", note["from"]), ("priority", note["priority"]), ("appliesTo", annotated)]
      ) { $0.text(note.text) }
    }
    xml.close("notes")
  }

  private mutating func writeMatches(_ unit: XMLNode, parts: [Part]) {
    let alternatives = unit.elements.filter { $0.name.local == "alt-trans" && $0.isCore1 }
    guard !alternatives.isEmpty, let first = parts.first(where: \.isSegment)?.id else { return }
    let segments = Dictionary(
      parts.compactMap { part in part.mid.map { ($0, part.id) } }, uniquingKeysWith: { a, _ in a })
    let source = unit.first("source")
    xml.open("mtc:matches")
    for alternative in alternatives {
      let segment = alternative["mid"].flatMap { segments[$0] } ?? nil
      for target in alternative.elements where target.name.local == "target" {
        write(
          match: target, of: alternative,
          source: alternative.first("source") ?? source,
          reference: segment ?? first)
      }
    }
    xml.close("mtc:matches")
  }

  private mutating func write(
    match target: XMLNode, of alternative: XMLNode, source: XMLNode?, reference: String
  ) {
    let quality = alternative["match-quality"]
    let number = quality.flatMap(AlternativeBuilder.number(in:))
      .flatMap { (0...100).contains($0) ? "\(Int($0))" : nil }
    if quality != nil, number == nil { lose("a match-quality that is no number", alternative) }
    let kind = alternative["alttranstype"]
    xml.open(
      "mtc:match",
      [
        ("ref", "#\(reference)"), ("type", kind == nil || kind == "proposal" ? "tm" : "other"),
        ("subType", kind.flatMap { $0 == "proposal" ? nil : Carried.value($0) }),
        ("similarity", number), ("matchQuality", number), ("origin", alternative["origin"]),
      ])
    var details = MetadataList(carried(alternative), as: Carried.attributes)
    details.add(
      carried(target) + (target["state"].map { [("state", $0)] } ?? []),
      as: Carried.targetAttributes)
    details.write(into: &xml)
    var writer = Upgrade.Inlines(unit: alternative)
    var content = XMLBuilder(fragmentAtDepth: xml.depth)
    for (name, node) in [("source", source), ("target", target)] {
      content.element(name, [("xml:space", node?.xml("space"))]) {
        var marks = 0
        writer.write(node?.children ?? [], into: &$0, &losses, unit: unitID, marks: &marks)
      }
    }
    writer.data.write(into: &xml)
    xml.append(content)
    xml.close("mtc:match")
  }

  // MARK: Metadata

  /// The attributes that 2.x has no words for.
  private func carried(_ node: XMLNode) -> [(type: String, value: String)] {
    let known: Set = [
      "id", "original", "source-language", "target-language", "resname", "restype", "translate",
      "approved", "state", "alttranstype", "match-quality", "origin", "mid",
    ]
    return node.attributes.filter { $0.namespace.isEmpty && !known.contains($0.local) }
      .map { ($0.local, $0.value) }
  }

  private mutating func lose(_ what: String, _ node: XMLNode) {
    losses.add(what, at: node.location, unit: unitID)
  }
}

extension XMLNode {
  /// Whether an element is of XLIFF 1.x itself.
  fileprivate var isCore1: Bool {
    name.namespace.isEmpty || name.namespace.hasPrefix("urn:oasis:names:tc:xliff:document:1")
  }

  /// Whether an element marks a segment.
  var isSegmentMark: Bool { name.local == "mrk" && self["mtype"] == "seg" }

  /// Whether an element has a mark of a segment somewhere inside.
  fileprivate var hasSegmentMark: Bool {
    elements.contains { $0.isSegmentMark || $0.hasSegmentMark }
  }
}
