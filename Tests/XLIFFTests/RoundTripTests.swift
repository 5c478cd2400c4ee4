import Foundation
import Testing
import Units
import XLIFF

@Suite struct XLIFFRoundTripTests {
  @Test(arguments: XLIFFVersion.allCases)
  func `What is written is read back`(version: XLIFFVersion) throws {
    var record = try fullRecord()
    let bytes = XLIFFWriter(version: version).write(record)
    let read = try #require(try XLIFFReader().read(bytes).first)
    if version == .v1_2 {
      // 1.2 has no place for what stands between segments; it comes from the source again.
      for unit in record.units.indices {
        for segment in record.units[unit].segments.indices {
          record.units[unit].segments[segment].ignorable = Content()
        }
      }
    }
    #expect(read == record)
    #expect(XLIFFWriter(version: version).write(read) == bytes || version == .v1_2)
  }

  @Test(arguments: XLIFFVersion.allCases)
  func `Halves of codes that cross or stand alone are written as halves`(
    version: XLIFFVersion
  ) throws {
    func code(_ id: String, _ kind: InlineCode.Kind) -> Inline {
      .code(
        InlineCode(id: id, kind: kind, meaning: .bold, original: kind == .open ? "<b>" : "</b>"))
    }
    for pieces: [Inline] in [
      [code("1", .open), .text("a")], [.text("a"), code("1", .close)],
      [code("1", .open), code("2", .open), .text("a"), code("1", .close), code("2", .close)],
    ] {
      var record = try fullRecord()
      let whole = Content([code("1", .open), .text("x"), code("1", .close)])
      record.units[0].segments[0].source = whole
      record.units[0].segments[0].target = Content(pieces)
      record.units[0].segments[0].state = .draft
      let bytes = XLIFFWriter(version: version).write(record)
      let read = try #require(try XLIFFReader().read(bytes).first)
      #expect(read.units[0].segments[0].target == Content(pieces))
    }
  }

  @Test(arguments: XLIFFVersion.allCases)
  func `A copied source counts as no translation`(version: XLIFFVersion) throws {
    var record = try fullRecord()
    record.units[0].segments[0].target = nil
    let bytes = XLIFFWriter(version: version, copiesSource: true).write(record)
    let read = try #require(try XLIFFReader().read(bytes).first)
    #expect(read.units[0].segments[0].target == nil)
    #expect(String(decoding: bytes, as: UTF8.self).contains("<target"))
  }

  private static let schemas =
    (ProcessInfo.processInfo.environment["L10N_SHARED"] ?? "../shared") + "/schemas/xliff"

  private static var hasSchemas: Bool {
    FileManager.default.fileExists(atPath: schemas)
      && FileManager.default.isExecutableFile(atPath: "/usr/bin/xmllint")
  }

  /// Checks the output with the OASIS schemas where they are at hand.
  @Test(
    .enabled(
      if: hasSchemas,
      "the schemas or xmllint are absent: set L10N_SHARED to the folder that holds schemas/"),
    arguments: [
      (XLIFFVersion.v1_2, "1.2/xliff-core-1.2-strict.xsd"),
      (.v1_2, "1.2/xliff-core-1.2-transitional.xsd"), (.v2_0, "2.0/driver-all.xsd"),
      (.v2_1, "2.1/driver-all.xsd"), (.v2_2, "2.2/driver-all.xsd"),
    ])
  func `Output is valid`(version: XLIFFVersion, schema: String) throws {
    for isPlain in [true, false] {
      let record = try fullRecord()
      var writer = XLIFFWriter(version: version, copiesSource: !isPlain)
      if !isPlain {
        let term = Term(source: "form", target: "formulario", remark: "a <paper>")
        writer.guidance = Dictionary(
          uniqueKeysWithValues: record.units.map {
            ($0.id, Guidance(limit: 80, terms: [3: [term]]))
          })
        writer.writesFormatStyle = true
      }
      let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xlf")
      defer { try? FileManager.default.removeItem(at: file) }
      try Data(writer.write(record)).write(to: file)
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/xmllint")
      process.arguments = [
        "--nonet", "--noout", "--schema", "\(Self.schemas)/\(schema)", file.path,
      ]
      process.environment = ["XML_CATALOG_FILES": "\(Self.schemas)/catalog.xml"]
      let output = Pipe()
      process.standardError = output
      try process.run()
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(text)")
    }
  }
}
