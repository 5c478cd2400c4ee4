import Checks
import Documents
import Units

/// Checks what stands in source documents, and the links of all versions.
struct SourceChecker {
  private let workspace: Workspace
  private var words: [LanguageTag: RunTogetherWords] = [:]
  private var sources: [(path: String, language: LanguageTag, source: SourceDocument)] = []
  /// The addresses in each file that a link led to.
  private var anchors: [String: Set<String>?] = [:]

  init(workspace: Workspace) { self.workspace = workspace }

  private func severity(_ rule: SourceRule) -> Severity? {
    workspace.configuration.severities[rule.id] ?? rule.severity
  }

  // MARK: Remarks

  /// What was to be said of how a source was read.
  func remarks(on source: SourceDocument, path: String) -> [Finding] {
    source.remarks.compactMap { remark in
      let (rule, fix) =
        switch remark.kind {
        case .frontMatter: (SourceRule.frontMatter, "correct it, so that its texts are translated")
        case .trackedChanges: (SourceRule.trackedChanges, "accept or reject the changes first")
        }
      guard let severity = severity(rule) else { return nil }
      return Finding(
        rule: rule.id, severity: severity, path: path, position: remark.position,
        message: remark.message, fix: fix)
    }
  }

  // MARK: Anchors

  /// The links of a source that lead nowhere. They are the author's affair, so they only warn.
  mutating func deadAnchors(in source: SourceDocument, path: String) -> [Finding] {
    guard let severity = severity(.deadAnchor) else { return [] }
    return findings(
      deadLinks(in: source, path: path), in: source, path: path, severity: max(severity, .warning),
      fix: "correct the address, or the heading that it should lead to")
  }

  /// The links of a version that lead nowhere although those of its source lead somewhere.
  mutating func deadAnchors(in translation: Translation) -> [Finding] {
    guard let severity = severity(.deadAnchor), let version = translation.version,
      !translation.source.anchorLinks.isEmpty,
      let parsed = try? workspace.extractor.extract(
        version, path: translation.path, language: translation.locale)
    else { return [] }
    let known = Set(
      deadLinks(in: translation.source, path: translation.document.sourcePath).map {
        $0.path + "#" + $0.anchor
      })
    let dead = deadLinks(in: parsed, path: translation.path)
      .filter { !known.contains($0.path + "#" + $0.anchor) }
    return findings(
      dead, in: parsed, path: translation.path, severity: severity,
      fix: "set “anchors: attribute” or “anchors: html” in l10n.yml and build again, so that"
        + " translated headings keep their addresses")
  }

  private func findings(
    _ links: [SourceDocument.AnchorLink], in document: SourceDocument, path: String,
    severity: Severity, fix: String
  ) -> [Finding] {
    guard !links.isEmpty else { return [] }
    let places = document.places
    return links.map { link in
      let target = link.path.isEmpty ? "this document" : link.path
      return Finding(
        rule: SourceRule.deadAnchor.id, severity: severity, path: path,
        position: places.position(at: link.offset),
        message: "the link leads to “#\(link.anchor)”, and \(target) has no such section", fix: fix)
    }
  }

  private mutating func deadLinks(
    in document: SourceDocument, path: String
  ) -> [SourceDocument.AnchorLink] {
    let links = document.anchorLinks
    guard !links.isEmpty else { return [] }
    let own = document.anchors
    return links.filter { link in
      let anchors = link.path.isEmpty ? own : self.anchors(of: link.path, from: path)
      // A file that is not in the project may be anywhere on the site.
      guard let anchors else { return false }
      return !anchors.contains(link.anchor) && !anchors.contains(link.anchor.lowercased())
    }
  }

  private mutating func anchors(of link: String, from path: String) -> Set<String>? {
    var parts = link.hasPrefix("/") ? [] : path.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
    }
    let target = parts.joined(separator: "/")
    if let known = anchors[target] { return known }
    var found: Set<String>?
    if let bytes = try? workspace.files.readIfPresent(target),
      let document = try? workspace.extractor.extract(
        bytes, path: target, language: workspace.configuration.source)
    {
      found = document.anchors
    }
    anchors[target] = .some(found)
    return found
  }

  // MARK: Words that run together

  /// Remembers a source, and its words.
  mutating func learn(_ source: SourceDocument, of document: Document) {
    guard severity(.runTogether) != nil else { return }
    for unit in source.units {
      for segment in unit.segments {
        words[document.sourceLocale, default: RunTogetherWords()].learn(segment.content.text)
      }
    }
    sources.append((document.sourcePath, document.sourceLocale, source))
  }

  /// The words of all sources that run together.
  func runTogether() -> [Finding] {
    guard let severity = severity(.runTogether) else { return [] }
    return sources.flatMap { path, language, source -> [Finding] in
      guard let words = words[language] else { return [] }
      var places: LineTable?
      return source.units.flatMap(\.segments).flatMap { segment in
        words.findings(in: segment.content.text).map { finding in
          let table = places ?? source.places
          places = table
          return Finding(
            rule: SourceRule.runTogether.id, severity: severity, path: path,
            position: table.position(
              at: source.place(of: finding.found, in: segment.range)),
            message: "“\(finding.found)” may have lost a space",
            fix: "if so, write “\(finding.suggestion)”")
        }
      }
    }
  }
}

extension SourceDocument {
  /// Where a text stands in a segment; the segment's start where markup stands in it.
  fileprivate func place(of text: String, in range: Range<Int>) -> Int {
    let wanted = Array(text.utf8)
    return range.first {
      bytes[$0] == wanted[0] && bytes[$0..<range.upperBound].starts(with: wanted)
    }
      ?? range.lowerBound
  }
}
