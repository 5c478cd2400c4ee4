package import Documents
package import Units
package import XLIFF

/// Work on one file, without a project.
package enum SingleFile {
  /// What an extraction made.
  package struct Extracted: Sendable {
    /// The XLIFF, with nothing translated.
    package let xliff: [UInt8]
    /// What was to be said of how the file was read, with places.
    package let remarks: [String]
  }

  /// Writes the XLIFF of a file.
  package static func extract(
    _ bytes: [UInt8], path: String, from source: LanguageTag, to target: LanguageTag,
    writer: XLIFFWriter
  ) throws(ProjectError) -> Extracted {
    let document = try Extractor().extract(bytes, path: path, language: source)
    let empty = Record(
      original: path, sourceLanguage: source, targetLanguage: target, format: document.format)
    return Extracted(
      xliff: writer.write(Alignment(of: empty, with: document).record),
      remarks: document.remarks(in: path))
  }

  /// The segments of a document, found and not yet read.
  package struct Segments: Sendable {
    private let outline: DocumentOutline

    package init(
      of bytes: [UInt8], path: String, language: LanguageTag, rules: SegmentationRules
    ) throws(ProjectError) {
      var extractor = Extractor()
      extractor.rules = rules
      outline = try extractor.outline(of: bytes, path: path, language: language)
    }

    package var count: Int { outline.segmentCount }

    /// Calls a function with the text of each in turn, in UTF-8 and without inline codes.
    package func forEachText(_ body: (ArraySlice<UInt8>) -> Void) { outline.forEachText(body) }
  }

  /// An XLIFF file as one of another version, and what that version has no words for.
  package static func convert(
    _ bytes: [UInt8], path: String, to version: XLIFFVersion
  ) throws(ProjectError) -> (bytes: [UInt8], losses: [ConversionLoss]) {
    do {
      return try XLIFFConverter(to: version).convert(bytes)
    } catch {
      throw ProjectError(error, path: path)
    }
  }

  /// What a merge made.
  package struct Merged: Sendable {
    /// The version in the target language.
    package let bytes: [UInt8]
    /// How many segments there are, and how many of them came from the XLIFF.
    package let total: Int
    package let translated: Int
    /// One sentence for each segment that could not be used as it came.
    package let problems: [String]
  }

  /// Puts the translations of an XLIFF file into a source file. Sentences without a translation stay
  /// as they are; a translation whose inline codes are broken is left out.
  package static func merge(
    _ bytes: [UInt8], path: String, xliff: [UInt8], xliffPath: String
  ) throws(ProjectError) -> Merged {
    guard let returned = try Workspace.readXLIFF(xliff, path: xliffPath).first else {
      throw ProjectError(.unreadable, path: xliffPath, "the file holds no document")
    }
    let document = try Extractor().extract(bytes, path: path, language: returned.sourceLanguage)
    var record = Alignment(of: returned, with: document).record
    var problems: [String] = []
    var translated = 0
    for unit in record.units.indices {
      for index in record.units[unit].segments.indices {
        let segment = record.units[unit].segments[index]
        guard let target = segment.target else { continue }
        let name = record.units[unit].segmentID(segment.number)
        let difference = segment.source.codeDifference(to: target)
        if segment.previous != nil {
          problems.append("\(name): the source changed since it was translated; left as it is")
        } else if !difference.isEmpty {
          problems.append("\(name): \(difference.description); left as it is")
        } else {
          translated += 1
          continue
        }
        record.units[unit].segments[index].clearTarget()
      }
    }
    let total = record.units.reduce(0) { $0 + $1.segments.count }
    return Merged(
      bytes: try record.build(with: document, fallback: .source) ?? bytes, total: total,
      translated: translated, problems: problems)
  }
}

extension SourceDocument {
  /// What a person should know of how the file was read, with places.
  package func remarks(in path: String) -> [String] {
    remarks.map { "\(path):\($0.position.line):\($0.position.column): \($0.message)" }
  }
}
