import Foundation
import Testing

@Suite struct SessionTests {
  private static let explainer = """
    ---
    title: Deadlines
    description: When to file. And where.
    ---

    # Know your deadlines

    File **Form I-589** before November 29, 2021. Ask a [lawyer](https://example.org) first.

    | Form | Fee |
    |------|-----|
    | I-485 form | $1,225.00 |

    1. Stay calm.
    2. Keep *copies* of everything.

    """

  /// Writes a translation into a record the way a translator's editor does.
  private func translate(_ terminal: Terminal, _ record: String, _ pairs: [(String, String)]) throws
  {
    for (source, target) in pairs {
      let element = "<source xml:space=\"preserve\">\(source)</source>"
      let text = try terminal.read(record)
      #expect(text.contains(element), "\(source)")
      try terminal.write(
        text.replacing(
          element,
          with: element + "\n<target xml:space=\"preserve\" state=\"translated\">\(target)</target>"
        ),
        to: record)
    }
  }

  @Test func `A document goes from source to built version and drifts`() throws {
    let terminal = try Terminal()
    try terminal.run("init", "--target", "es")
    try terminal.write(Self.explainer, to: "locales/en/deadlines.md")
    try terminal.run("status")
    try terminal.run("export", "--output", "outgoing")
    terminal.say("The translator works on outgoing/es/deadlines.xlf and sends it back.")
    try translate(
      terminal, "outgoing/es/deadlines.xlf",
      [
        ("Deadlines", "Plazos"), ("When to file.", "Cuándo presentar."), ("And where.", "Y dónde."),
        ("Know your deadlines", "Conozca sus plazos"),
        (
          "File <g id=\"1\" ctype=\"bold\" equiv-text=\"**…**\">Form I-589</g> before November 29, 2021.",
          "Presente el <g id=\"1\">formulario I-589</g> antes del 29 de noviembre de 2021."
        ),
        (
          "Ask a <g id=\"1\" ctype=\"link\" equiv-text=\"[…](https://example.org)\">lawyer</g> first.",
          "Consulte antes a un abogado."
        ),
        ("Form", "Formulario"), ("Fee", "Tarifa"), ("I-485 form", "Formulario I-458"),
        ("Stay calm.", "Mantenga la calma."),
      ])
    try terminal.run("import", "outgoing/es/deadlines.xlf")
    try terminal.run("build")
    try terminal.run("status")
    try terminal.run("check")
    terminal.say("The English changes: a date, a word, and a new item.")
    try terminal.edit("locales/en/deadlines.md", "November 29", "December 10")
    try terminal.edit("locales/en/deadlines.md", "Stay calm", "Keep calm")
    try terminal.edit("locales/en/deadlines.md", "everything.\n", "everything.\n3. Call us.\n")
    try terminal.run("status")
    try terminal.run("export", "--only", "stale,missing")
    try terminal.run("export")
    try terminal.run("check")
    terminal.say("Someone edits the built version by hand.")
    try terminal.run("build")
    try terminal.edit("locales/es/deadlines.md", "Conozca sus plazos", "Sepa sus plazos")
    try terminal.run("build")
    try terminal.run("adopt")
    try terminal.run("status")
    try expectSnapshot(terminal.transcript, named: "session")
    try expectSnapshot(try terminal.read("xliff/es/deadlines.xlf"), named: "record")
    try expectSnapshot(try terminal.read("locales/es/deadlines.md"), named: "built")
    try expectSnapshot(try terminal.run("status", "--json").out, named: "status-json")
    for format in ["json", "github", "sarif"] {
      let output = try terminal.run("check", "--format", format)
      #expect(output.code == 1)
      try expectSnapshot(output.out, named: "check-\(format)")
    }
  }

  @Test func `One file goes out and comes back without a project`() throws {
    let terminal = try Terminal()
    try terminal.write("# Hello **you**\n\nStay calm. Go home.\n", to: "a.md")
    try terminal.run("extract", "a.md", "--from", "en", "--to", "vi", "-o", "a.xlf")
    try translate(terminal, "a.xlf", [("Stay calm.", "Hãy giữ bình tĩnh.")])
    try terminal.run("merge", "a.md", "a.xlf")
    try terminal.run(
      "extract", "a.md", "--from", "en", "--to", "vi", "--format", "2.0", "--copy-source")
    try terminal.run("segment", "--locale", "vi", "-", input: "Xem Điều 5. Rất ngắn.")
    try terminal.run("segment", "--json", "-", input: "One. Two.")
    try terminal.run(
      "segment", "--batch",
      input:
        "{\"locale\":\"es\",\"text\":\"El Sr. Paz vino. ¿Y?\"}\n\n{\"locale\":\"en\",\"text\":\"\"}\n"
    )
    try expectSnapshot(terminal.transcript, named: "single-files")
  }

  @Test func `Files of others are filled, converted and judged`() throws {
    let terminal = try Terminal()
    try terminal.run("init", "--target", "es")
    try terminal.write("# Stay calm\n\nAsk **first**.\n", to: "locales/en/a.md")
    try terminal.run("export")
    try translate(
      terminal, "xliff/es/a.xlf",
      [
        ("Stay calm", "Mantenga la calma"),
        (
          "Ask <g id=\"1\" ctype=\"bold\" equiv-text=\"**…**\">first</g>.",
          "Pregunte <g id=\"1\">antes</g>."
        ),
      ])
    try terminal.run("build")
    terminal.say("Someone else's file, from another tool.")
    try terminal.write(
      """
      <?xml version='1.0'?>
      <xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><!-- theirs -->
        <file original='app' source-language='en-US' target-language='es' datatype='html'><body>
          <trans-unit id='a' maxwidth='20'>
            <source>Stay calm</source>
            <target state='new'/>
          </trans-unit>
          <trans-unit id='b'><source>Ask <bpt id='9'>&lt;b></bpt>first<ept id='9'>&lt;/b></ept>.</source></trans-unit>
          <trans-unit id='c'><source>Something else</source></trans-unit>
        </body></file>
      </xliff>

      """, to: "theirs.xlf")
    try terminal.run("pretranslate", "theirs.xlf")
    try terminal.run("pretranslate", "theirs.xlf", "-o", "filled.xlf")
    try terminal.run("convert", "filled.xlf", "--to", "2.1", "-o", "new.xlf")
    try terminal.run("validate", "filled.xlf", "new.xlf")
    try terminal.run("convert", "new.xlf", "--to", "1.2")
    try expectSnapshot(terminal.transcript, named: "exchange")
    try expectSnapshot(try terminal.read("new.xlf"), named: "converted")
  }

  @Test func `The memory is filled from files and asked`() throws {
    let terminal = try Terminal()
    try terminal.run("init", "--target", "vi")
    try terminal.write(
      "Open the door.\tMở cửa ra.\nDo not open the door.\tĐừng mở cửa.\nbad\n", to: "flyer.tsv")
    try terminal.run("memory", "import", "flyer.tsv")
    try terminal.run("memory", "import", "flyer.tsv", "--from", "en", "--to", "vi")
    try terminal.write(
      """
      <!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>
      <tu><tuv xml:lang="EN-us"><seg>Open the door.</seg></tuv><tuv lang="vi"><seg>Hãy mở cửa.</seg></tuv></tu>
      <tu><tuv xml:lang="fr"><seg>Bonjour</seg></tuv></tu></body></tmx>
      """, to: "old/theirs.tmx")
    try terminal.run("memory", "import", "old/theirs.tmx")
    try terminal.run("memory", "stats")
    try terminal.run("memory", "lookup", "Do not open that door.", "--from", "en", "--to", "vi")
    try terminal.run(
      "memory", "lookup", "--batch", "--limit", "2",
      input:
        "{\"source\":\"Open the door.\",\"from\":\"en\",\"to\":\"vi\"}\n\n{\"source\":\"x\",\"from\":\"en\",\"to\":\"vi\"}\n"
    )
    try terminal.run("memory", "lookup", "--batch", input: "{}\n")
    try terminal.run("memory", "search", "DOOR", "--to", "vi")
    try terminal.run("memory", "search", "dung mo", "--in", "target", "--ignore-accents", "--json")
    try terminal.run("memory", "search", "doo", "--words")
    try terminal.run("memory", "search", "door", "--around", "--to", "vi")
    try terminal.run("memory", "add", "Knock first.", "Hãy gõ cửa.", "--from", "en", "--to", "vi")
    try terminal.run("memory", "add", "Knock first.", "Hãy gõ cửa.", "--from", "en", "--to", "vi")
    try terminal.run("memory", "add", "Knock first.", " ", "--from", "en", "--to", "vi")
    try terminal.run("memory", "add", "Knock.", "Toquen.", "--from", "en", "--to", "es")
    try terminal.run("memory", "lookup", "Knock last.", "--from", "en", "--to", "vi", "--min", "50")
    try terminal.run("memory", "delete", "--source", "Knock first.", "--dry-run")
    try terminal.run("memory", "delete", "--source", "Knock first.")
    try terminal.run("memory", "delete", "--source", "Knock first.")
    try terminal.run("memory", "delete")
    try terminal.run("memory", "dedupe")
    try terminal.write(
      "# Doors\n\nOpen the door on May 3. Ask for 2 names.\n", to: "old/doors.md")
    try terminal.write(
      "# Cửa\n\nHãy mở cửa vào ngày 3 tháng 5. Hãy hỏi 2 tên. Và đi.\n", to: "old/cua.txt")
    try terminal.run(
      "memory", "import", "--align", "old/doors.md", "old/cua.txt", "--from", "en", "--to", "vi",
      "--beads")
    try terminal.run("memory", "import", "--align", "old/doors.md")
    try terminal.write("PK\u{0}\u{3}", to: "old/zip.txt")
    try terminal.run(
      "memory", "import", "--align", "old/doors.md", "old/zip.txt", "--from", "en", "--to", "vi")
    try terminal.run("memory", "stats")
    try terminal.run("memory", "verify")
    try terminal.run("memory", "rebuild")
    try terminal.run("memory", "verify")
    try terminal.run("memory", "export", "--from", "en", "--to", "vi", "--format", "tsv")
    try terminal.run("memory", "export", "--from", "en", "--to", "vi", "-o", "all.tmx")
    try terminal.run("memory", "import", "all.tmx")
    try expectSnapshot(
      terminal.transcript.replacing(#/"date" : "\d{8}T\d{6}Z"/#, with: "\"date\" : \"now\""),
      named: "memory")
    try expectSnapshot(try terminal.read("memory/flyer.tmx"), named: "memory-tmx")
  }

  @Test func `What is extracted can be merged, however deep its markup`() throws {
    let terminal = try Terminal()
    let source =
      String(repeating: "*a **b ", count: 500) + String(repeating: "c** d*", count: 500) + "\n"
    try terminal.write(source, to: "deep.md")
    try terminal.run(
      "extract", "deep.md", "--from", "en", "--to", "es", "--copy-source", "-o", "deep.xlf")
    let merged = try terminal.run("merge", "deep.md", "deep.xlf")
    #expect(merged.code == 0)
    #expect(merged.out == source)
  }
}
