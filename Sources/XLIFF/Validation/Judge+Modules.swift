import LibXML
import Units

extension Judge {
  /// What the modules ask for.
  mutating func checkModules() {
    checkFormatStyle()
    checkSizes()
    var subjects: [String: Subjects] = [:]
    for index in tree.nodes.indices {
      switch (tree[index].name.space, tree[index].name.local) {
      case (.matches, "matches"): checkMatches(index)
      case (.glossary, "glossary"): checkGlossary(index)
      case (.metadata, "metadata"): checkUniqueIDs(index, .metadataID)
      case (.resourceData, "resourceData"): checkResources(index)
      case (.changeTracking, "revisions"): checkRevisions(index, &subjects)
      case (.validation, "rule"): checkRule(index)
      default: break
      }
    }
  }

  /// Ids that are unique in a module's element, its own included.
  private mutating func checkUniqueIDs(_ root: Int, _ rule: XLIFFRule) {
    var seen = Set([tree[root]["id"]].compactMap { $0 })
    for index in tree.descendants(of: root) where tree[index].name.space == tree[root].name.space {
      guard let id = tree[index]["id"], !seen.insert(id).inserted else { continue }
      add(rule, at: index, "another element here has the id “\(id)”")
    }
  }

  // MARK: Matches and glossaries

  private mutating func checkMatches(_ root: Int) {
    var seen: Set<String> = []
    for index in tree.children(of: root) where tree[index].isMatch {
      let node = tree[index]
      if let id = node["id"], !seen.insert(id).inserted {
        add(.matchID, at: index, "another match here has the id “\(id)”")
      }
      if node["subType"] != nil, node["type"] == nil {
        add(.matchSubType, at: index, "the match has a subType without a type")
      }
      if let reference = node["ref"], !leadsIntoUnit(reference) {
        add(
          .matchReference, at: index, "“\(reference)” is no part of the unit; write “#” and its id")
      }
      if node[.xml, "lang"] != nil {
        add(.matchLang, at: index, "a match may not have xml:lang")
      }
      for (local, expected) in [("source", scope.sourceLanguage), ("target", scope.targetLanguage)]
      {
        guard let text = text(local, of: index), let expected,
          let language = tree[text][.xml, "lang"], !language.isLanguage(expected)
        else { continue }
        if local == "target", node["reference"] == "yes" { continue }
        add(
          .matchLang, at: text, "the <\(local)> of the match is in “\(language)”, not “\(expected)”"
        )
      }
    }
  }

  /// Whether a reference is `#` with the id of a segment or of an inline element of a source.
  private func leadsIntoUnit(_ reference: String) -> Bool {
    guard reference.hasPrefix("#"), let container,
      let identifier = try? FragmentIdentifier(reference.dropFirst())
    else { return false }
    if let file = identifier.file, file != scope.fileID { return false }
    if let unit = identifier.unit, unit != scope.unitID { return false }
    guard let leaf = identifier.leaf else { return identifier.unit != nil }
    return (leaf.prefix.isEmpty || leaf.prefix == "t")
      && scope.index.holds(leaf.prefix, leaf.id, in: container)
  }

  private mutating func checkGlossary(_ root: Int) {
    checkUniqueIDs(root, .glossID)
    for index in tree.descendants(of: root) where tree[index].name.space == .glossary {
      if tree[index].name.local == "glossEntry" {
        let isWhole = tree.children(of: index).contains {
          ["translation", "definition"].contains(tree[$0].name.local)
        }
        if !isWhole {
          add(.glossEntry, at: index, "the entry has neither a translation nor a definition")
        }
      }
      // `t=#m2` stands in an example of the specification for `#t=m2`.
      let reference = tree[index]["ref"]?.replacing("t=#", with: "#t=", maxReplacements: 1)
      if let reference, !leadsIntoUnit(reference) {
        add(.glossReference, at: index, "“\(reference)” is no part of the unit")
      }
    }
  }

  // MARK: Resources

  private mutating func checkResources(_ root: Int) {
    checkUniqueIDs(root, .resourceID)
    for index in tree.descendants(of: root) where tree[index].name.space == .resourceData {
      let node = tree[index]
      switch node.name.local {
      case "resourceItem":
        if let id = node["id"] { scope.resources.insert(id) }
        checkResourceType(index)
      case "resourceItemRef":
        if let reference = node["ref"] {
          scope.pendingResources.append((reference, node.location))
        }
      case "source": checkResource(index, scope.sourceLanguage, .resourceLang)
      case "target":
        // The conformance files of 2.2 have other languages here, those of 2.0 do not.
        checkResource(
          index, scope.targetLanguage,
          scope.isVersion22 ? .resourceTargetLang : .resourceLang)
      default: break
      }
    }
  }

  private mutating func checkResourceType(_ index: Int) {
    guard tree[index]["mimeType"] == nil else { return }
    let texts = tree.children(of: index).filter {
      ["source", "target"].contains(tree[$0].name.local)
    }
    if texts.isEmpty || texts.contains(where: { tree.children(of: $0).isEmpty }) {
      add(.resourceType, at: index, "the resource has no content here and no mimeType")
    }
  }

  private mutating func checkResource(_ index: Int, _ expected: String?, _ rule: XLIFFRule) {
    let isEmpty = tree.children(of: index).isEmpty
    if (tree[index]["href"] == nil) == isEmpty {
      let has = isEmpty ? "neither content nor an href" : "both content and an href"
      add(.resourceContent, at: index, "the <\(tree[index].name.local)> of the resource has \(has)")
    }
    if let expected, let language = tree[index][.xml, "lang"], !language.isLanguage(expected) {
      add(rule, at: index, "the resource is in “\(language)”, not “\(expected)”")
    }
  }

  // MARK: Change tracking

  /// The elements of one kind in a unit, of which there may be revisions.
  private struct Subjects {
    var first: Int?
    var count = 0
    var byID: [String: [Int]] = [:]
  }

  private func subjects(_ kind: String, in home: Int) -> Subjects {
    var subjects = Subjects()
    for index in tree.descendants(of: home) where tree[index].isCore(kind) {
      subjects.first = subjects.first ?? index
      subjects.count += 1
      if let id = tree[index]["id"] { subjects.byID[id, default: []].append(index) }
    }
    return subjects
  }

  private mutating func checkRevisions(_ index: Int, _ known: inout [String: Subjects]) {
    guard let unit, let kind = tree[index]["appliesTo"] else { return }
    let all = known[kind] ?? subjects(kind, in: unit)
    known[kind] = all
    guard let first = all.first else {
      return add(.changeReference, at: index, "the unit has no <\(kind)>")
    }
    var subject = first
    if let reference = tree[index]["ref"] {
      if let named = all.byID[reference], named.count == 1 {
        subject = named[0]
      } else if !all.byID.isEmpty || !anythingHas(reference, in: unit) {
        return add(
          .changeReference, at: index, "no <\(kind)> of the unit has the id “\(reference)”")
      }
    } else if all.byID.count > 1, all.byID.count == all.count {
      add(.changeReference, at: index, "the unit has several <\(kind)> with ids; say which by ref")
    }
    for revision in tree.children(of: index) { checkItems(of: revision, kind, subject) }
  }

  /// Whether an element of the core in a unit has an id.
  private func anythingHas(_ id: String, in unit: Int) -> Bool {
    tree.descendants(of: unit).contains { tree[$0].name.space == .core && tree[$0]["id"] == id }
  }

  private mutating func checkItems(of revision: Int, _ kind: String, _ subject: Int) {
    var seen: Set<String> = []
    for item in tree.children(of: revision) {
      guard let property = tree[item]["property"] else { continue }
      if !seen.insert(property).inserted {
        add(.changeProperty, at: item, "the revision says twice what “\(property)” was")
      }
      let isSet = tree[subject].attributes.contains {
        $0.local == property || "\($0.prefix):\($0.local)" == property
      }
      if property != "content", !isSet {
        add(.changeProperty, at: item, "<\(kind)> has no attribute “\(property)”")
      }
    }
  }

  // MARK: Format style and sizes

  private mutating func checkFormatStyle() {
    for index in tree.nodes.indices {
      let node = tree[index]
      let hasStyle = node[.formatStyle, "fs"] != nil
      let hasDetail = node[.formatStyle, "subFs"] != nil
      if hasDetail, !hasStyle {
        add(.formatStyle, at: index, "<\(node.name.local)> has fs:subFs without fs:fs")
      }
      if hasStyle || hasDetail, node.isCore("ec"), node["isolated"] != "yes" {
        add(.formatStyle, at: index, "\(name(index)) is not isolated and may have no format style")
      }
    }
  }

  private mutating func checkSizes() {
    let data = sizeData()
    if unit == nil, !data.isEmpty, !scope.containers.isEmpty {
      scope.containers[scope.containers.count - 1].sizeData.formUnion(data)
    }
    for index in tree.nodes.indices {
      let node = tree[index]
      let values = [
        "equivStorage", "sizeInfo", "sizeInfoRef", "sizeRestriction", "storageRestriction",
      ].compactMap { local in node[.sizeRestriction, local].map { (local, $0) } }
      guard !values.isEmpty else { continue }
      let names = Set(values.map(\.0))
      if names.isSuperset(of: ["sizeInfo", "sizeInfoRef"]) {
        add(.sizeInfo, at: index, "<\(node.name.local)> has both slr:sizeInfo and slr:sizeInfoRef")
      }
      if node.isCore("ec"), node["isolated"] != "yes" {
        add(.sizeInfo, at: index, "\(name(index)) is not isolated and may say nothing of sizes")
      }
      for (local, value) in values { checkSize(local, value, at: index, data) }
    }
  }

  private mutating func checkSize(
    _ local: String, _ value: String, at index: Int, _ data: Set<String>
  ) {
    switch local {
    case "sizeInfoRef":
      if !data.contains(value), !scope.containers.contains(where: { $0.sizeData.contains(value) }) {
        add(.sizeReference, at: index, "no data of sizes beside or above has the id “\(value)”")
      }
    case "equivStorage", "sizeInfo":
      // What it says depends on the profile of sizes; only numbers are known to be whole ones.
      let looksLikeNumber = value.first.map { $0.isASCIIDigit || "+-.".contains($0) } ?? true
      if !value.isWholeNumber, looksLikeNumber || local == "equivStorage" {
        add(.sizeValue, at: index, "“\(value)” as slr:\(local) is no whole number")
      }
    default:
      let parts = value.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let isPattern =
        parts.count == 1
        ? parts[0] == "*" || parts[0].isWholeNumber
        : parts.count == 2 && parts[0].isWholeNumber
          && (parts[1] == "*" || parts[1].isWholeNumber)
      if !isPattern {
        add(
          .sizeValue, at: index,
          "“\(value)” as slr:\(local) is not “*”, a whole number, or two with a comma")
      }
    }
  }

  /// The ids inside the data of sizes here, to which what stands beside or below may refer.
  private func sizeData() -> Set<String> {
    var ids: Set<String> = []
    for place in tree.nodes.indices
    where tree[place].name == ElementName(space: .sizeRestriction, local: "data") {
      for index in tree.descendants(of: place) {
        if let id = tree[index]["id"] ?? tree[index][.xml, "id"] { ids.insert(id) }
      }
    }
    return ids
  }

  // MARK: Validation rules

  private mutating func checkRule(_ index: Int) {
    let node = tree[index]
    let kinds = ["isPresent", "isNotPresent", "startsWith", "endsWith"].filter { node[$0] != nil }
    let custom = node.attributes.first { $0.space == .foreign }.map { "\($0.prefix):\($0.local)" }
    let all = kinds + (custom.map { [$0] } ?? [])
    if all.count != 1 {
      let has = all.isEmpty ? "none" : all.joined(separator: " and ")
      return add(
        .validationRule, at: index,
        "a rule has one of isPresent, isNotPresent, startsWith, endsWith and a rule of its own;"
          + " this one has \(has)")
    }
    if node["occurs"] != nil, node["isPresent"] == nil, node["isNotPresent"] == nil {
      add(.validationRule, at: index, "occurs says how often isPresent holds")
    }
    if node["existsInSource"] != nil, kinds.isEmpty || kinds == ["isNotPresent"] {
      add(.validationRule, at: index, "existsInSource belongs to isPresent, startsWith or endsWith")
    }
    if node["disabled"] == "yes", unit == nil,
      scope.containers.last?.node.name.local == "file"
    {
      add(.validationRule, at: index, "a rule of a file cannot be disabled")
    }
  }
}

extension String {
  fileprivate var isWholeNumber: Bool { !isEmpty && allSatisfy(\.isASCIIDigit) }
}
