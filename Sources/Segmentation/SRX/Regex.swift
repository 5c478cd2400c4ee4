import CRegex

/// An expression of an SRX file, in ICU's dialect, which the standard names.
@safe final class Regex: @unchecked Sendable {
  // Searches change the handle: an expression is used by one segmenter at a time.
  private let handle: OpaquePointer
  private let line: Int

  /// Compiles an expression that stands on a line.
  init(_ pattern: String, line: Int) throws(SRXError) {
    var name: UnsafePointer<CChar>?
    var offset: Int32 = 0
    let units = Array(pattern.utf16)
    let opened = unsafe units.withUnsafeBufferPointer {
      unsafe l10n_regex_open($0.baseAddress, Int32($0.count), &name, &offset)
    }
    guard let opened = unsafe opened else {
      let reason = unsafe name.map { unsafe String(cString: $0) } ?? "unknown"
      throw SRXError(
        line: line,
        message:
          "the expression “\(pattern)” is not valid at its character \(offset + 1) (\(reason))")
    }
    unsafe handle = opened
    self.line = line
  }

  deinit { unsafe l10n_regex_close(handle) }

  /// The text to search from now on; it must stay where it is.
  func setText(_ text: UnsafeBufferPointer<UInt16>) {
    unsafe l10n_regex_set_text(handle, text.baseAddress, Int32(text.count))
  }

  /// The next match at or behind an offset.
  func find(from offset: Int) throws(SRXError) -> Range<Int>? {
    var (start, end): (Int32, Int32) = (0, 0)
    guard try isFound(unsafe l10n_regex_find(handle, Int32(offset), &start, &end)) else {
      return nil
    }
    return Int(start)..<Int(end)
  }

  /// The end of the match that begins at an offset.
  func match(at offset: Int) throws(SRXError) -> Int? {
    var end: Int32 = 0
    return try isFound(unsafe l10n_regex_looking_at(handle, Int32(offset), &end)) ? Int(end) : nil
  }

  /// Whether the expression can match a stretch of the text from end to end.
  func matches(_ range: Range<Int>) throws(SRXError) -> Bool {
    try isFound(unsafe l10n_regex_matches(handle, Int32(range.lowerBound), Int32(range.upperBound)))
  }

  /// Whether the expression matches a text from end to end.
  func matchesWhole(_ text: String, line: Int) throws(SRXError) -> Bool {
    let units = Array(text.utf16)
    var end: Int?
    var failure: SRXError?
    unsafe units.withUnsafeBufferPointer { buffer in
      unsafe setText(buffer)
      do throws(SRXError) { end = try match(at: 0) } catch { failure = error }
    }
    if let failure { throw failure }
    return end == units.count
  }

  private func isFound(_ outcome: Int32) throws(SRXError) -> Bool {
    switch outcome {
    case 1: return true
    case 0: return false
    case -1:
      throw SRXError(line: line, message: "the expression takes too long; make it simpler")
    default: throw SRXError(line: line, message: "the expression cannot be applied")
    }
  }
}
