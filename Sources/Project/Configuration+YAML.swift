import Checks
import Documents
import Memory
import Units
import XLIFF
internal import YAML

extension Configuration {
  /// Reads `l10n.yml`.
  ///
  /// - Throws: A `ProjectError` with the place of the first thing wrong and, for a name that is not
  ///   known, the nearest one that is.
  package init(yaml bytes: [UInt8], path: String) throws(ProjectError) {
    let reader = ConfigurationReader(path: path)
    let root = try reader.compose(bytes)
    try self.init(root, reader)
  }

  private init(_ root: YAMLNode, _ reader: ConfigurationReader) throws(ProjectError) {
    let known = [
      "source", "targets", "documents", "records", "xliff", "front-matter", "anchors",
      "segmentation", "fallback", "memory", "glossary", "limits", "checks", "sources",
    ]
    let values = try reader.mapping(root, known: known)
    guard let sourceNode = values["source"] else {
      throw reader.error(
        root, "the key “source” is missing: the locale that documents are written in")
    }
    let source = try reader.locale(sourceNode)
    let targets = try reader.list(values["targets"], of: "locales", at: root, reader.locale)
    let repeated = targets.first { tag in tag == source || targets.count { $0 == tag } > 1 }
    if let double = repeated {
      throw reader.error(values["targets"] ?? root, "the locale \(double) is named twice")
    }
    self.source = source
    self.targets = targets
    documents = try reader.list(values["documents"], of: "patterns", at: root, reader.pattern)
    guard let records = values["records"] else {
      throw reader.error(root, "the key “records” is missing: the pattern of the XLIFF files")
    }
    self.records = try reader.pattern(records)
    if let node = values["xliff"] { xliff = try reader.choice(node, XLIFFVersion.self) }
    if let node = values["fallback"] { fallback = try reader.choice(node, Fallback.self) }
    if let node = values["front-matter"] {
      extraction = ExtractionOptions(
        frontMatterKeys: try reader.list(node, of: "keys", at: root, reader.string))
    }
    if let node = values["anchors"] {
      extraction.anchors = try reader.choice(node, ExtractionOptions.Anchors.self)
    }
    if let node = values["segmentation"] {
      let segmentation = try reader.mapping(node, known: ["srx"])
      segmentationRules = try segmentation["srx"].map(reader.string)
    }
    if let node = values["memory"] {
      try read(memory: node, reader)
    }
    glossary = try values["glossary"].map(reader.string)
    if let node = values["limits"] { lengthLimits = try reader.limits(node) }
    if let node = values["checks"] { severities = try reader.severities(node) }
    if let node = values["sources"] {
      for (key, value) in try reader.pairs(node, known: nil) {
        documentSources[try reader.string(key)] = try reader.locale(value)
      }
    }
  }

  private mutating func read(
    memory node: YAMLNode, _ reader: ConfigurationReader
  ) throws(ProjectError) {
    // Whatever else the text is may hold a password, and is not shown.
    if node.string != nil {
      teamMemory = try reader.team(node, project: nil)
      return
    }
    let memory = try reader.mapping(
      node, known: ["minimum", "penalties", "repetitions", "team", "project"])
    if let node = memory["team"] { teamMemory = try reader.team(node, project: memory["project"]) }
    if let minimum = memory["minimum"] { memoryMinimum = try reader.number(minimum, in: 50...100) }
    if let node = memory["repetitions"] {
      propagatesRepetitions = try reader.choice(node, Switch.self) == .on
    }
    guard let penalties = memory["penalties"] else { return }
    let names = MatchPenalties.names
    for (name, value) in try reader.mapping(penalties, known: names.keys.sorted()) {
      if let path = names[name] {
        memoryPenalties[keyPath: path] = try reader.number(value, in: 0...50)
      }
    }
  }

  private enum Switch: String, CaseIterable { case on, off }
}

/// Reads values with their places.
private struct ConfigurationReader {
  let path: String

  func compose(_ bytes: [UInt8]) throws(ProjectError) -> YAMLNode {
    do {
      if let node = try YAMLNode(yaml: bytes) { return node }
    } catch {
      throw ProjectError(
        .configuration, path: path,
        position: Position(line: error.place.line, column: error.place.column),
        "not valid YAML: \(error.message)")
    }
    throw ProjectError(
      .configuration, path: path, position: Position(line: 1, column: 1), "the file is empty")
  }

  func error(_ node: YAMLNode, _ message: String) -> ProjectError {
    ProjectError(
      .configuration, path: path,
      position: Position(line: node.place.line, column: node.place.column), message)
  }

  /// The values of a mapping by key; with `known`, no other key is allowed.
  func mapping(_ node: YAMLNode, known: [String]?) throws(ProjectError) -> [String: YAMLNode] {
    var values: [String: YAMLNode] = [:]
    for (key, value) in try pairs(node, known: known) { values[try string(key)] = value }
    return values
  }

  /// The pairs of a mapping in the order of the file.
  func pairs(
    _ node: YAMLNode, known: [String]?
  ) throws(ProjectError) -> [(key: YAMLNode, value: YAMLNode)] {
    guard let mapping = node.mapping else {
      throw error(node, "expected keys with values here, found \(kind(of: node))")
    }
    for (key, _) in mapping {
      let name = try string(key)
      if let known, !known.contains(name) {
        let nearest = name.nearest(in: known).map { "; did you mean “\($0)”?" } ?? ""
        throw error(key, "the key “\(name)” is not known\(nearest)")
      }
    }
    return mapping
  }

  func list<Element>(
    _ node: YAMLNode?, of what: String, at root: YAMLNode,
    _ read: (YAMLNode) throws(ProjectError) -> Element
  ) throws(ProjectError) -> [Element] {
    guard let node, let items = node.sequence, !items.isEmpty else {
      throw error(node ?? root, "expected a list of \(what), such as “[a, b]”")
    }
    var result: [Element] = []
    for item in items { result.append(try read(item)) }
    return result
  }

  func string(_ node: YAMLNode) throws(ProjectError) -> String {
    guard let text = node.string else {
      throw error(node, "expected a text here, found \(kind(of: node))")
    }
    return text
  }

  func number(_ node: YAMLNode, in range: ClosedRange<Int>) throws(ProjectError) -> Int {
    guard let number = Int(try string(node)), range.contains(number) else {
      throw error(
        node, "expected a number from \(range.lowerBound) to \(range.upperBound) here")
    }
    return number
  }

  func locale(_ node: YAMLNode) throws(ProjectError) -> LanguageTag {
    let text = try string(node)
    do {
      return try LanguageTag(text)
    } catch {
      let suggestion = error.suggestion.map { "; did you mean “\($0)”?" } ?? ""
      throw self.error(node, error.reason + suggestion)
    }
  }

  func pattern(_ node: YAMLNode) throws(ProjectError) -> PathPattern {
    let text = try string(node)
    do {
      return try PathPattern(text)
    } catch {
      throw self.error(node, "\(error.reason), such as “locales/{locale}/{path}.md”")
    }
  }

  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode, _ type: Choice.Type
  ) throws(ProjectError) -> Choice {
    let text = try string(node)
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue)
      let nearest = text.nearest(in: names).map { "; did you mean “\($0)”?" } ?? ""
      throw error(
        node, "“\(text)” is none of \(names.joined(separator: ", "))\(nearest)")
    }
    return choice
  }

  func team(_ node: YAMLNode, project: YAMLNode?) throws(ProjectError) -> TeamAddress {
    let name = try project.map(string) ?? ""
    if let project, name.allSatisfy(\.isWhitespace) {
      throw error(project, "expected the name of this project among the team's")
    }
    do {
      return try TeamAddress(try string(node), project: name)
    } catch let problem as TeamAddress.Problem {
      throw error(node, problem.message)
    } catch let error as ProjectError {
      throw error
    } catch {
      throw self.error(node, "\(error)")
    }
  }

  func severities(_ node: YAMLNode) throws(ProjectError) -> [String: Severity?] {
    var result: [String: Severity?] = [:]
    for (key, value) in try pairs(node, known: Rules.catalogue.map(\.id)) {
      let rule = try string(key)
      // YAML reads a bare `off` as a truth value; here it is a word.
      result[rule] =
        try string(value) == "off" ? .some(nil) : try choice(value, Severity.self)
    }
    return result
  }

  func limits(_ node: YAMLNode) throws(ProjectError) -> LengthLimits {
    var limits: [String: Int] = [:]
    for (key, value) in try pairs(node, known: nil) {
      let name = try string(key)
      guard LengthLimits.knows(name) else {
        throw error(
          key,
          "“\(name)” is no kind of text; some are heading, title, image-alternative,"
            + " front-matter.description, subtitle")
      }
      limits[name] = try number(value, in: 1...1_000_000)
    }
    return LengthLimits(limits)
  }

  private func kind(of node: YAMLNode) -> String {
    switch node.value {
    case .scalar(let text, _): "“\(text)”"
    case .sequence: "a list"
    case .mapping: "keys with values"
    }
  }
}

extension String {
  /// The name that was probably meant: at most three letters away, and fewer than half of them.
  fileprivate func nearest(in names: [String]) -> String? {
    names.map { ($0, $0.editDistance(to: self)) }
      .filter { $0.1 <= 3 && $0.1 * 2 < max($0.0.count, count) + 1 }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  private func editDistance(to other: String) -> Int {
    let a = Array(self)
    let b = Array(other)
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substitution = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = Swift.min(substitution, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
