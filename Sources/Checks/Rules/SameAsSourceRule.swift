import Units

/// A translation that repeats its source, word for word.
struct SameAsSourceRule: SegmentRule {
  let id = "same-as-source"
  let severity = Severity.warning
  let summary = "A translation says the same as its source."

  func check(_ subject: CheckSubject) -> Complaint? {
    guard let target = subject.segment.target, subject.segment.standing == .current,
      target.looseKey == subject.segment.source.looseKey,
      subject.segment.source.looksLikeProse
    else { return nil }
    return Complaint("the translation repeats the source: “\(target.text.shortened)”")
  }
}
