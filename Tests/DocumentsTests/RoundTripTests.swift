import Documents
import Foundation
import Segmentation
import Testing
import Units

@Suite struct RoundTripTests {
  @Test(arguments: try fixtures())
  func `Building with the source as its own target gives back the file`(path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    for (_, variant) in variants(of: bytes) {
      let document = try extract(variant, path: path)
      let copied = try document.build { .target(document.units[$0].segments[$1].content) }
      #expect(copied == variant)
    }
  }

  /// The fixture as it is, with other line ends, with a byte order mark, without a final newline.
  private func variants(of bytes: [UInt8]) -> [(String, [UInt8])] {
    let text = String(decoding: bytes, as: UTF8.self)
    return [
      ("as it is", bytes),
      ("CRLF", Array(text.replacing("\n", with: "\r\n").utf8)),
      ("CR", Array(text.replacing("\n", with: "\r").utf8)),
      ("byte order mark", [0xEF, 0xBB, 0xBF] + bytes),
      ("no final newline", Array(bytes.reversed().drop { $0 == 0x0A }.reversed())),
    ]
  }
}

/// The paths of all fixtures.
func fixtures() throws -> [String] {
  let folder = Bundle.module.bundleURL.appending(path: "Fixtures")
  return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    .sorted()
    .map { folder.appending(path: $0).path }
}

/// Takes a file apart with English sentences.
func extract(_ bytes: [UInt8], path: String) throws -> SourceDocument {
  let format = try #require(DocumentFormats.format(ofPath: path))
  let segmenter = SentenceSegmenter(language: try LanguageTag("en"))
  return SourceDocument(
    try DocumentOutline(
      bytes, format: format, options: ExtractionOptions(), sentences: segmenter.forEachSentence))
}
