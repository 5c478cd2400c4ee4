import Units

/// Inline codes that the translation lost, added or crossed.
struct InlineCodesRule: SegmentRule {
  let id = "inline-codes"
  let severity = Severity.error
  let summary = "Inline codes of the source are missing in the translation, or there are others."

  func check(_ subject: CheckSubject) -> Complaint? {
    // A stale translation has the codes of the source that it was made for.
    guard let target = subject.segment.target, subject.segment.standing == .current else {
      return nil
    }
    let difference = subject.segment.source.codeDifference(to: target)
    guard !difference.isEmpty else { return nil }
    return Complaint(difference.description)
  }
}
