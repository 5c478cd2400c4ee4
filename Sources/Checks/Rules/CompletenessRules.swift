import Units

/// A segment without a translation in a version that has some.
struct UntranslatedRule: SegmentRule {
  let id = "untranslated"
  let severity = Severity.warning
  let summary = "A segment has no translation."

  func check(_ subject: CheckSubject) -> Complaint? {
    guard subject.segment.standing == .missing else { return nil }
    return Complaint("not translated: “\(subject.segment.source.text.shortened)”")
  }
}

/// A target that no person has confirmed.
struct DraftRule: SegmentRule {
  let id = "draft"
  let severity = Severity.warning
  let summary = "A translation has not been confirmed by a person."

  func check(_ subject: CheckSubject) -> Complaint? {
    guard subject.segment.standing == .draft else { return nil }
    return Complaint("a draft that nobody confirmed")
  }
}

/// A target without any text where the source has some.
struct EmptyRule: SegmentRule {
  let id = "empty"
  let severity = Severity.error
  let summary = "A translation is empty."

  func check(_ subject: CheckSubject) -> Complaint? {
    guard let target = subject.segment.target, target.isBlank, !subject.segment.source.isBlank
    else { return nil }
    return Complaint("the translation is empty: “\(subject.segment.source.text.shortened)”")
  }
}

/// Two translators sent different translations of one segment.
struct ConflictRule: SegmentRule {
  let id = "conflict"
  let severity = Severity.error
  let summary = "Two different translations of a segment wait for a decision."

  func check(_ subject: CheckSubject) -> Complaint? {
    guard
      let other = subject.segment.alternatives.first(where: { $0.kind == .conflict })
    else { return nil }
    return Complaint("a second translation waits: “\(other.target.text.shortened)”")
  }
}
