import Units

/// SubRip subtitles, `.srt`.
struct SubRipFormat: DocumentFormat {
  let name = "srt"
  let fileExtensions = ["srt"]
  let summary = "SubRip subtitles; sentences over several cues are joined"

  func open(_ file: [UInt8]) throws(DocumentError) -> OpenedFile {
    // Old files are in the encoding of the systems that they were made on.
    let encoding =
      TextEncoding(markedIn: file) ?? (file.isValidUTF8 ? .utf8 : TextEncoding(form: .windows1252))
    return OpenedFile(file, encoding: encoding)
  }

  func extract(
    from file: OpenedFile, options: ExtractionOptions, into extraction: Extraction
  ) throws(DocumentError) {
    let cues = SubtitleCues(in: file.bytes, isWebVTT: false).cues
    SubtitleText(file.bytes, isWebVTT: false).blocks(of: cues).forEach(extraction.add)
  }
}

/// Subtitles of the web, `.vtt` (W3C WebVTT).
struct WebVTTFormat: DocumentFormat {
  let name = "vtt"
  let fileExtensions = ["vtt"]
  let summary = "WebVTT subtitles; sentences over several cues are joined"

  func extract(
    from file: OpenedFile, options: ExtractionOptions, into extraction: Extraction
  ) throws(DocumentError) {
    let cues = SubtitleCues(in: file.bytes, isWebVTT: true).cues
    SubtitleText(file.bytes, isWebVTT: true).blocks(of: cues).forEach(extraction.add)
  }
}

/// The cues of a file: the lines between a line with times and the next empty one.
struct SubtitleCues {
  /// The lines of each cue's text.
  private(set) var cues: [[Range<Int>]] = []

  init(in bytes: [UInt8], isWebVTT: Bool) {
    var current: [Range<Int>]?
    var isSkipping = isWebVTT
    var start = bytes.byteOrderMarkLength
    func finish(_ cues: inout [[Range<Int>]]) {
      if let lines = current, !lines.isEmpty { cues.append(lines) }
      current = nil
    }
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      let line = bytes[start..<end]
      if line.allSatisfy(\.isASCIISpace) {
        finish(&cues)
        isSkipping = false
      } else if Self.isTiming(line) {
        finish(&cues)
        current = []
        isSkipping = false
      } else if current != nil {
        current?.append(start..<end)
      } else if isWebVTT, !isSkipping {
        // Remarks, styles and regions reach to the next empty line.
        isSkipping = ["NOTE", "STYLE", "REGION"].contains { line.starts(with: $0.utf8) }
      }
      let isCRLF = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      start = end + (isCRLF ? 2 : 1)
    }
    finish(&cues)
  }

  private static func isTiming(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first(where: { !$0.isASCIISpace }), (0x30...0x39).contains(first) else {
      return false
    }
    var index = line.startIndex
    while index + 2 < line.endIndex {
      if line[index] == UInt8(ascii: "-"), line[index + 1] == UInt8(ascii: "-"),
        line[index + 2] == UInt8(ascii: ">")
      {
        return true
      }
      index += 1
    }
    return false
  }
}
