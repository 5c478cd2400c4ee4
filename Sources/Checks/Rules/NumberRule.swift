import Units

/// Numbers and dates that the translation lost or changed, by value: `1,225.00` is `1.225,00`, and
/// `May 31, 2026` is `31 tháng 5 năm 2026`.
struct NumberRule: SegmentRule {
  let id = "number"
  let severity = Severity.error
  let summary = "A number of the source is missing in the translation."

  func check(_ subject: CheckSubject) -> Complaint? {
    guard let target = subject.segment.target, subject.segment.standing == .current else {
      return nil
    }
    let source = Numerals(
      in: subject.segment.source.text, language: subject.sourceLanguage.language)
    let found = Numerals(in: target.text, language: subject.targetLanguage.language)
    let missing = source.missing(in: found)
    guard !missing.isEmpty else { return nil }
    let added = found.missing(in: source)
    let list = { (numbers: [Numeral]) in numbers.map(\.text).joined(separator: ", ") }
    return Complaint(
      added.isEmpty
        ? "\(list(missing)) of the source is not in the translation"
        : "source \(list(missing)), translation \(list(added))")
  }
}
