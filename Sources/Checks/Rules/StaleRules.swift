import Units

/// The source changed a number, a date, an address or a telephone number since it was translated.
struct StaleCriticalRule: SegmentRule {
  let id = "stale-critical"
  let severity = Severity.error
  let summary = "A fact in the source changed since it was translated."

  func check(_ subject: CheckSubject) -> Complaint? {
    guard subject.segment.standing == .stale, let change = subject.change,
      change.weight == .critical
    else { return nil }
    return Complaint("the source changed since this was translated: \(change.reason)")
  }
}

/// The source's words or markup changed since it was translated.
struct StaleRule: SegmentRule {
  let id = "stale"
  let severity = Severity.error
  let summary = "The source changed since it was translated."

  func check(_ subject: CheckSubject) -> Complaint? {
    guard subject.segment.standing == .stale, subject.change?.weight != .critical else {
      return nil
    }
    let reason = subject.change?.reason ?? "see the record"
    return Complaint("the source changed since this was translated: \(reason)")
  }
}
