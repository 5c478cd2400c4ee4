import Checks
import Documents
package import Units

/// Applies the rules to every version of a project.
package struct CheckRun: Sendable {
  /// What was found: errors first, then by place.
  package let findings: [Finding]

  /// Checks a project.
  package init(of workspace: Workspace, filter: Filter) throws {
    var findings: [Finding] = []
    let checker = VersionChecker(workspace: workspace)
    var sources = SourceChecker(workspace: workspace)
    for document in try workspace.documents() where filter.includes(document) {
      let source = try workspace.extractSource(of: document)
      if source == nil {
        findings += checker.finding(
          standing: .missingSource, path: document.sourcePath,
          fix: "write \(document.sourcePath), or name another source under “sources” in l10n.yml")
      }
      let translations = try workspace.translations(
        of: document, source: source, filter: filter)
      findings += translations.flatMap(checker.findings)
      if let source {
        findings += sources.deadAnchors(in: source, path: document.sourcePath)
        for translation in translations {
          findings += sources.deadAnchors(in: translation)
        }
        findings += sources.remarks(on: source, path: document.sourcePath)
        sources.learn(source, of: document)
      }
    }
    findings += sources.runTogether()
    self.findings = findings.sorted {
      ($0.severity, $0.path, $0.position, $0.rule) < ($1.severity, $1.path, $1.position, $1.rule)
    }
  }

  /// Whether anything was found that makes a check fail.
  package var hasErrors: Bool { findings.contains { $0.severity == .error } }
}

/// Checks one version at a time.
private struct VersionChecker {
  let workspace: Workspace

  func findings(in translation: Translation) -> [Finding] {
    let standing = translation.standing
    var findings: [Finding] = []
    switch standing {
    case .missing, .untracked, .handEdited:
      findings += finding(
        standing: standing, path: translation.path, fix: fix(for: standing, translation))
    case .current, .incomplete, .stale, .unbuilt, .source, .missingSource: break
    }
    if !translation.isBuilt, standing != .handEdited, standing != .untracked {
      findings += finding(
        standing: .unbuilt, path: translation.path, fix: fix(for: .unbuilt, translation))
    }
    guard standing != .missing, standing != .untracked else { return findings }
    return findings + structureFindings(in: translation) + segmentFindings(in: translation)
  }

  /// The finding of the rule for a standing, if it is switched on.
  func finding(standing: VersionStanding, path: String, fix: String) -> [Finding] {
    Rules.version.filter { $0.standing == standing }.compactMap { rule in
      guard let severity = severity(rule.id, rule.severity) else { return nil }
      return Finding(
        rule: rule.id, severity: severity, path: path, position: Position(line: 1, column: 1),
        message: rule.message, fix: fix)
    }
  }

  private func fix(for standing: VersionStanding, _ translation: Translation) -> String {
    let selection = "--locale \(translation.locale) --document \(translation.document.name)"
    switch standing {
    case .missing: return "l10n export \(selection)"
    case .untracked, .handEdited: return "l10n adopt \(selection)"
    case .unbuilt: return "l10n build \(selection)"
    case .source, .missingSource, .incomplete, .stale, .current: return "l10n status"
    }
  }

  private func severity(_ rule: String, _ usual: Severity) -> Severity? {
    workspace.configuration.severities[rule] ?? usual
  }

  /// Where the built version does not read as its source does. Sentences whose codes are broken are
  /// another rule's affair.
  private func structureFindings(in translation: Translation) -> [Finding] {
    guard let severity = severity(Rules.structure.id, Rules.structure.severity),
      let version = translation.version, version == translation.built,
      translation.record.units.allSatisfy({ $0.segments.allSatisfy(\.hasCodesOfSource) }),
      let parsed = try? workspace.extractor.extract(
        version, path: translation.path, language: translation.locale)
    else { return [] }
    let lines = parsed.places
    let complaints = Rules.structure.check(
      source: translation.source.units.map(\.shape), built: parsed.units.map(\.shape))
    return complaints.map { block, complaint in
      let offset = parsed.units.isEmpty ? 0 : parsed.units[block].range.lowerBound
      return Finding(
        rule: Rules.structure.id, severity: severity, path: translation.path,
        position: lines.position(at: offset), message: complaint.message)
    }
  }

  private func segmentFindings(in translation: Translation) -> [Finding] {
    var findings: [Finding] = []
    var places: TargetPlaces?
    func add(
      _ complaint: Complaint, rule: String, usual: Severity, unit: Int, segment: Int, id: String
    ) {
      guard let severity = severity(rule, usual) else { return }
      let found = places ?? TargetPlaces(of: translation, workspace: workspace)
      places = found
      findings.append(
        Finding(
          rule: rule, severity: severity, path: found.path,
          position: found.position(unit: unit, segment: segment), segment: id,
          // In the source version, say which translation is meant.
          message: found.path == translation.path
            ? complaint.message : "(\(translation.locale)) \(complaint.message)",
          fix: complaint.fix))
    }
    for (index, unit) in translation.record.units.enumerated() {
      if let limit = workspace.configuration.lengthLimits.limit(for: unit.kind),
        let first = unit.segments.first, let complaint = Rules.length.check(unit, limit: limit)
      {
        add(
          complaint, rule: Rules.length.id, usual: Rules.length.severity, unit: index, segment: 0,
          id: unit.segmentID(first.number))
      }
      for (place, segment) in unit.segments.enumerated() {
        let subject = CheckSubject(
          segment: segment, change: translation.change(of: segment),
          sourceLanguage: translation.record.sourceLanguage,
          targetLanguage: translation.record.targetLanguage)
        for rule in Rules.segment {
          guard let complaint = rule.check(subject) else { continue }
          add(
            complaint, rule: rule.id, usual: rule.severity, unit: index, segment: place,
            id: unit.segmentID(segment.number))
        }
      }
    }
    return findings
  }
}

/// Where the segments of a version are in its file. Where there is no such file, or its structure is
/// another one, the places are those in the source version.
private struct TargetPlaces {
  let path: String
  private let document: SourceDocument
  private let lines: LineTable

  init(of translation: Translation, workspace: Workspace) {
    if let version = translation.version,
      let parsed = try? workspace.extractor.extract(
        version, path: translation.path, language: translation.locale),
      parsed.units.count == translation.source.units.count
    {
      path = translation.path
      document = parsed
    } else {
      path = translation.document.sourcePath
      document = translation.source
    }
    lines = document.places
  }

  func position(unit: Int, segment: Int) -> Position {
    let found = document.units[unit]
    // A language may need another number of sentences: then the unit's start must do.
    let range =
      segment < found.segments.count ? found.segments[segment].range : found.range
    return lines.position(at: range.lowerBound)
  }
}

extension SourceUnit {
  /// What the structure rule sees of the unit.
  fileprivate var shape: StructureRule.Shape {
    StructureRule.Shape(
      kind: kind, codes: segments.flatMap { $0.content.codes + $0.ignorable.codes })
  }
}

extension Segment {
  /// Whether the target, if there is one, has the codes of its source.
  fileprivate var hasCodesOfSource: Bool {
    target.map { source.codeDifference(to: $0).isEmpty } ?? true
  }
}
