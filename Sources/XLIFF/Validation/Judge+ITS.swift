extension Judge {
  /// The data categories of ITS 2.0, as `annotatorsRef` names them.
  private static let categories: Set<String> = [
    "allowed-characters", "directionality", "domain", "elements-within-text", "external-resource",
    "id-value", "language-information", "locale-filter", "localization-note",
    "localization-quality-issue", "localization-quality-rating", "mt-confidence", "preserve-space",
    "provenance", "storage-size", "target-pointer", "terminology", "text-analysis", "translate",
  ]

  /// Attributes that make an annotation one of ITS.
  private static let generic: Set<String> = [
    "annotatorsRef", "locQualityIssuesRef", "locQualityRatingScore", "locQualityRatingVote",
    "taIdentRef", "taSource", "taIdent", "taClassRef", "lang", "mtConfidence",
    "provenanceRecordsRef", "allowedCharacters", "localeFilterList", "domains",
  ]

  private static let provenance = [
    "org", "orgRef", "person", "personRef", "revOrg", "revOrgRef", "revPerson", "revPersonRef",
    "revTool", "revToolRef", "tool", "toolRef",
  ]

  private static let issue = [
    "locQualityIssueType", "locQualityIssueComment", "locQualityIssueSeverity",
    "locQualityIssueProfileRef", "locQualityIssueEnabled",
  ]

  /// An attribute, and those that may not stand beside it.
  private static let exclusive: [(String, [String])] = [
    ("locQualityIssuesRef", issue), ("locQualityRatingScore", ["locQualityRatingVote"]),
    ("taIdentRef", ["taSource", "taIdent"]), ("provenanceRecordsRef", provenance),
  ]

  /// The rules of the ITS module (XLIFF 2.1, section 5.9).
  mutating func checkITS() {
    let standOff = standOffAddresses()
    var seen: Set<String> = []
    for index in tree.nodes.indices {
      let node = tree[index]
      let locals = Set(
        node.attributes.filter { $0.space == .its || $0.space == .itsm }.map(\.local))
      if !locals.isEmpty {
        checkVersion(index, locals)
        checkExclusive(index, locals)
        checkTogether(index, locals)
        checkAnnotators(index)
        checkITSReferences(index, standOff)
      }
      if node.name.space == .its { checkStandOff(index, &seen) }
    }
  }

  private mutating func checkVersion(_ index: Int, _ locals: Set<String>) {
    if locals == ["version"] || tree[index][.its, "version"] != nil { return }
    if tree.ancestor(of: index, where: { $0[.its, "version"] != nil }) != nil { return }
    if scope.inherited(.its, "version") != nil { return }
    add(.itsVersion, at: index, "<\(tree[index].name.local)> uses ITS, but its:version is not set")
  }

  private mutating func checkExclusive(_ index: Int, _ locals: Set<String>) {
    for (attribute, others) in Self.exclusive where locals.contains(attribute) {
      for other in others where locals.contains(other) {
        add(.itsExclusive, at: index, "its:\(attribute) and its:\(other) exclude each other")
      }
    }
    guard tree[index].isCore("mrk", "sm"), let type = tree[index]["type"], type != "its:generic",
      let attribute = locals.sorted().first(where: Self.generic.contains)
    else { return }
    add(
      .itsType, at: index,
      "\(name(index)) has the type “\(type)”; with its:\(attribute) it is “its:generic” or none")
  }

  private mutating func checkTogether(_ index: Int, _ locals: Set<String>) {
    if tree[index].isCore("mrk", "sm"), locals.contains("taSource") != locals.contains("taIdent") {
      add(.itsRequired, at: index, "its:taSource and its:taIdent come together")
    }
    for value in ["Score", "Vote"] {
      let attribute = "locQualityRating\(value)"
      guard locals.contains("\(attribute)Threshold"), !locals.contains(attribute),
        tree.ancestor(of: index, where: { $0[.its, attribute] != nil }) == nil,
        scope.inherited(.its, attribute) == nil
      else { continue }
      add(.itsRequired, at: index, "its:\(attribute)Threshold stands without its:\(attribute)")
    }
  }

  private mutating func checkAnnotators(_ index: Int) {
    guard let value = tree[index][.its, "annotatorsRef"] else { return }
    var seen: Set<String> = []
    for entry in value.split(whereSeparator: \.isWhitespace) {
      let parts = entry.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
      let category = String(parts[0])
      if parts.count < 2 || parts[1].isEmpty || !Self.categories.contains(category) {
        add(.itsAnnotators, at: index, "“\(entry)” is no data category with “|” and an address")
      } else if !seen.insert(category).inserted {
        add(.itsAnnotators, at: index, "its:annotatorsRef names “\(category)” twice")
      }
    }
  }

  /// The attributes that refer to elements of the unit, and those elements.
  private static let references = [
    ("locQualityIssuesRef", "locQualityIssues"), ("provenanceRecordsRef", "provenanceRecords"),
  ]

  /// How the elements of ITS in the unit are referred to, by their names.
  private func standOffAddresses() -> [String: Set<String>] {
    var addresses: [String: Set<String>] = [:]
    for index in tree.nodes.indices where tree[index].name.space == .its {
      guard let id = tree[index][.xml, "id"] else { continue }
      addresses[tree[index].name.local, default: []].insert("#its=\(id)")
    }
    return addresses
  }

  private mutating func checkITSReferences(_ index: Int, _ known: [String: Set<String>]) {
    guard unit != nil else { return }
    for (attribute, local) in Self.references {
      guard let reference = tree[index][.its, attribute], reference.hasPrefix("#"),
        known[local]?.contains(reference) != true
      else { continue }
      add(.itsReference, at: index, "“\(reference)” leads to no <\(local)> of the unit")
    }
  }

  private mutating func checkStandOff(_ index: Int, _ seen: inout Set<String>) {
    let node = tree[index]
    switch node.name.local {
    case "locQualityIssue":
      if node["locQualityIssueType"] == nil, node["locQualityIssueComment"] == nil {
        add(
          .itsRequired, at: index, "an issue has a locQualityIssueType or a locQualityIssueComment")
      }
    case "provenanceRecord":
      if !Self.provenance.contains(where: { node[$0] != nil }) {
        add(.itsRequired, at: index, "the record of provenance says nothing")
      }
    case "locQualityIssues", "provenanceRecords":
      guard let id = node[.xml, "id"], !seen.insert(id).inserted else { return }
      add(.itsID, at: index, "another element of ITS here has the id “\(id)”")
    default: break
    }
  }
}
