import Documents
import Foundation
import Testing
import Units

@Suite struct WordTests {
  private static let namespace =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

  private func document(_ body: String, more: [(name: String, text: String)] = []) -> [UInt8] {
    Archive.bytes(
      [
        (
          "[Content_Types].xml",
          """
          <?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/\
          package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default \
          Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
          <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-\
          officedocument.wordprocessingml.document.main+xml"/></Types>
          """
        ),
        (
          "_rels/.rels",
          """
          <?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/\
          package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/\
          officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
          """
        ),
        (
          "word/document.xml",
          "<?xml version=\"1.0\"?><w:document \(Self.namespace)><w:body>\(body)</w:body></w:document>"
        ),
      ] + more)
  }

  private func run(_ text: String, _ properties: String = "") -> String {
    let look = properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
    return "<w:r>\(look)<w:t xml:space=\"preserve\">\(text)</w:t></w:r>"
  }

  private func paragraph(_ runs: String...) -> String { "<w:p>\(runs.joined())</w:p>" }

  @Test func `Runs of the same look are joined, others become pairs of codes`() throws {
    let page = try Page(
      document(
        paragraph(
          run("You ha", "<w:lang w:val=\"en-US\"/>"), "<w:proofErr w:type=\"x\"/>",
          run("ve the "), run("right", "<w:b/>"), run(" to be ", "<w:noProof/>"),
          run("si", "<w:i/>"), run("lent", "<w:i/>"), run(". Say so."))), "a.docx")
    #expect(page.segments == ["You have the <1>right</1> to be <2>silent</2>.", "Say so."])
    #expect(
      page.document.units[0].segments[0].content.codes.map(\.meaning.rawValue)
        == ["bold", "bold", "italic", "italic"])
  }

  @Test func `A translation is written as new runs, whatever became of its codes`() throws {
    let bytes = document(
      paragraph(
        run("A "), run("b", "<w:b/>"), run(" cat."), "<w:bookmarkEnd w:id=\"1\"/>", run(" Dog.")))
    let page = try Page(bytes, "a.docx")
    #expect(page.segments == ["A <1>b</1> cat.<2/>", "Dog."])
    let built = try Page(try page.built(["<1>be</1> & a<2/>", nil]), "a.docx")
    #expect(built.document.bytes.containsText("&amp; a"))
    #expect(built.segments.joined(separator: " ").contains("<1>be</1> & a<2/>"))
  }

  @Test func `Tracked changes are taken as accepted, and said so`() throws {
    let page = try Page(
      document(
        paragraph(
          run("Pay "), "<w:del><w:r><w:delText>ten</w:delText></w:r></w:del>",
          "<w:ins>\(run("twenty"))</w:ins>", run(" dollars."))), "a.docx")
    #expect(page.segments == ["Pay twenty dollars."])
    #expect(
      page.document.remarks.map(\.message) == [
        "the tracked changes in the document are taken as accepted"
      ])
    let built = String(decoding: try page.built(["Pague veinte."]), as: UTF8.self)
    #expect(built.contains("Pague veinte.") && !built.contains("delText"))
  }

  @Test func `Tables, links, fields, footnotes and text boxes`() throws {
    let field = { (kind: String) in "<w:r><w:fldChar w:fldCharType=\"\(kind)\"/></w:r>" }
    let page = try Page(
      document(
        "<w:tbl><w:tr><w:tc>\(paragraph(run("Cell")))</w:tc></w:tr></w:tbl>"
          + paragraph(
            run("See "), "<w:hyperlink w:anchor=\"x\">\(run("the link", "<w:u/>"))</w:hyperlink>",
            run(" on page "), field("begin"), "<w:r><w:instrText> PAGE </w:instrText></w:r>",
            field("separate"), run("4"), field("end"), run("."))
          + paragraph(
            run("A note."), "<w:r><w:footnoteReference w:id=\"2\"/></w:r>",
            "<w:r><w:pict><w:txbxContent>\(paragraph(run("In a box")))</w:txbxContent></w:pict></w:r>"
          )
          + paragraph(run("One"), "<w:r><w:br/></w:r>", run("two"), "<w:r><w:tab/></w:r>"),
        more: [
          (
            "word/footnotes.xml",
            "<w:footnotes \(Self.namespace)><w:footnote>\(paragraph(run("The note.")))</w:footnote></w:footnotes>"
          ),
          (
            "word/comments.xml",
            "<w:comments \(Self.namespace)>\(paragraph(run("No.")))</w:comments>"
          ),
          ("word/header1.xml", "<w:hdr \(Self.namespace)>\(paragraph(run("Head")))</w:hdr>"),
        ]), "a.docx")
    #expect(
      page.segments == [
        "Cell", "See <1><2>the link</2></1> on page <3/>.", "A note.", "In a box", "One<1/>two",
        "The note.", "Head",
      ])
    #expect(page.document.units[0].kind == .tableCell)
    let built = try page.built([
      "Celda", "Vea <1>el <2>enlace</2></1>, página <3/>.", "Una nota.", "En una caja",
      "Uno<1/>dos",
      "La nota.", "Cabeza",
    ])
    #expect(
      try Page(built, "a.docx").segments == [
        "Celda", "Vea <1>el <2>enlace</2></1>, página <3/>.", "Una nota.", "En una caja",
        "Uno<1/>dos", "La nota.", "Cabeza",
      ])
  }

  @Test func `What does not change is copied`() throws {
    let bytes = document(paragraph(run("One.")), more: [("word/media/a.bin", "\u{1}\u{2}binary")])
    #expect(try Page(bytes, "a.docx").copied() == bytes)
    let built = try Page(bytes, "a.docx").built(["Uno."])
    #expect(built.containsText("\u{1}\u{2}binary") && built.containsText("Uno."))
    #expect(try Page(bytes, "a.docx").built(["Uno."]) == built)
  }

  @Test(arguments: [
    ([UInt8](), "has no “word/document.xml”"), (Array("PK".utf8), "no office document"),
    (Archive.bytes([("x", "y")]), "has no “word/document.xml”"),
    (Archive.bytes([("word/document.xml", "<w:document")]), "is not XML"),
    (
      Archive.bytes([("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]),
      "is not XML"
    ),
  ])
  func `A file that is none is refused with a reason`(bytes: [UInt8], reason: String) throws {
    let error = try #require(throws: DocumentError.self) { try Page(bytes, "a.docx") }
    #expect(error.message.contains(reason), "\(error.message)")
  }

  /// The proof that the result is what office programs read.
  @Test(
    .enabled(if: LibreOffice.isInstalled, "LibreOffice is not installed"), .timeLimit(.minutes(3)))
  func `LibreOffice shows the translation in place`() throws {
    let bytes = document(
      paragraph(run("You have the "), run("right", "<w:b/>"), run(" to a lawyer."))
        + "<w:tbl><w:tr><w:tc>\(paragraph(run("Who")))</w:tc></w:tr></w:tbl>")
    let built = try Page(bytes, "a.docx").built(["Tiene <1>derecho</1> a un abogado.", "Quién"])
    let text = try LibreOffice.text(of: built, "docx")
    #expect(text.contains("Tiene derecho a un abogado.") && text.contains("Quién"))
    let odt = try LibreOffice.convert(built, from: "docx", to: "odt")
    let page = try Page(odt, "a.odt")
    #expect(page.segments == ["Tiene <1>derecho</1> a un abogado.", "Quién"])
    #expect(try page.copied() == odt)
    let back = try LibreOffice.text(of: try page.built(["Have the <1>right</1> now.", nil]), "odt")
    #expect(back.contains("Have the right now.") && back.contains("Quién"))
  }
}

@Suite struct OpenDocumentTests {
  private func document(_ body: String, styles: String = "") -> [UInt8] {
    // LibreOffice's own namespace, in which it marks who changed what.
    let names = ["officeooo", "office", "text", "style", "fo", "table", "draw"].map {
      "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0):1.0\""
    }
    return Archive.bytes([
      ("mimetype", "application/vnd.oasis.opendocument.text"),
      (
        "content.xml",
        "<office:document-content \(names.joined(separator: " "))><office:automatic-styles>\(styles)"
          + "</office:automatic-styles><office:body><office:text>\(body)</office:text></office:body>"
          + "</office:document-content>"
      ),
    ])
  }

  private func style(_ name: String, _ properties: String) -> String {
    "<style:style style:name=\"\(name)\" style:family=\"text\"><style:text-properties \(properties)/></style:style>"
  }

  @Test func `Spans that show nothing are glue, others are codes`() throws {
    let styles =
      style("T1", "officeooo:rsid=\"1\"")
      + style("T2", "fo:font-weight=\"bold\"")
    let page = try Page(
      document(
        """
        <text:h text:outline-level="2">Head</text:h><text:p>You <text:span text:style-name="T1">ha\
        </text:span>ve the <text:span text:style-name="T2">ri</text:span><text:span \
        text:style-name="T2">ght</text:span>.<text:note><text:note-body><text:p>A note.</text:p>\
        </text:note-body></text:note> One<text:line-break/>two.</text:p><office:annotation><text:p>\
        Remark</text:p></office:annotation>
        """, styles: styles), "a.odt")
    #expect(page.segments == ["Head", "You have the <1>right</1>.<2/>", "One<1/>two.", "A note."])
    #expect(page.document.units[0].kind == .heading(level: 2))
    let built = try Page(
      try page.built(["Título", "Tiene el <1>derecho</1>.<2/>", nil, "Una nota."]), "a.odt")
    #expect(
      built.segments == ["Título", "Tiene el <1>derecho</1>.<2/>", "One<1/>two.", "Una nota."])
  }
}

extension [UInt8] {
  fileprivate func containsText(_ text: String) -> Bool {
    let wanted = Array<UInt8>(text.utf8)
    return indices.contains { self[$0] == wanted[0] && self[$0...].starts(with: wanted) }
  }
}

/// LibreOffice without a window, where it is installed.
enum LibreOffice {
  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/soffice")

  /// The file in another format.
  static func convert(_ bytes: [UInt8], from: String, to: String) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "l10n-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(bytes).write(to: folder.appending(path: "a.\(from)"))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/soffice")
    process.arguments = [
      "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", to,
      "--outdir", folder.appending(path: "out").path, folder.appending(path: "a.\(from)").path,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let ending = to.prefix { $0 != ":" }
    return [UInt8](try Data(contentsOf: folder.appending(path: "out/a.\(ending)")))
  }

  /// What the file shows: it is made into a PDF first, and its text is read where that is possible.
  static func text(of bytes: [UInt8], _ format: String) throws -> String {
    let pdf = try convert(bytes, from: format, to: "pdf")
    #expect(pdf.starts(with: "%PDF".utf8))
    return String(
      decoding: try convert(bytes, from: format, to: "txt:Text (encoded):UTF8"), as: UTF8.self)
  }
}
