import Documents
import Foundation
import Testing
import Units

@Suite struct MutationTests {
  /// Pieces that mean something to a parser somewhere.
  private static let pieces = [
    "*", "**", "_", "`", "```\n", "[", "]", "](", ")", "![", "<", ">", "<b>", "</b>", "|", "\n",
    "\n\n",
    "\r\n", "\r", "    ", "\t", "- ", "1. ", "> ", "#", "\\", "&amp;", "&x;", "~~", "[^1]", "{{",
    "}}",
    "---\n", "title: ", "\"", "'", "é", "ệ", "\u{301}", "\u{200B}", "\u{0}", "\u{1}", "\u{FFFE}",
    "😀", ": ", "!",
    "<!--", "-->", "$", "{#a}", "https://a.b/c", "<https://a.b>", "\u{FEFF}", "[x]: y\n", ". A",
  ]

  @Test(arguments: try fixtures())
  func `Any damage to a file is copied as faithfully as the file`(path: String) throws {
    let original = [UInt8](try Data(contentsOf: URL(filePath: path)))
    var random = SplitMix(state: 2026)
    for round in 0..<1500 {
      var bytes = original
      for _ in 0...(round % 12) {
        let start = Int.random(in: 0...bytes.count, using: &random)
        let length = Int.random(in: 0...6, using: &random)
        let end = min(bytes.count, start + length)
        let piece = Self.pieces.randomElement(using: &random) ?? ""
        bytes.replaceSubrange(start..<end, with: piece.utf8)
      }
      guard String(validating: bytes, as: UTF8.self) != nil,
        let document = try? extract(bytes, path: path)
      else { continue }
      let copied = try document.build { .target(document.units[$0].segments[$1].content) }
      #expect(copied == bytes, "round \(round)")
      // A build with other words must at least not fail.
      _ = try document.build { _, _ in .target(Content("otro texto")) }
    }
  }
}

/// A small generator with a fixed seed, so that a failure can be had again (SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
