import Documents
import Foundation
import Testing
import Units

@Suite struct HTMLTests {
  @Test(arguments: [
    ("<p>One <b>two</b>. Three.</p>", ["One <1>two</1>.", "Three."]),
    ("<p>One\n   two</p>", ["One two"]),
    ("<p>A<p>B<ul><li>C<li>D</ul>", ["A", "B", "C", "D"]),
    ("text & more &amp; &copy; &foo;", ["text & more & © <1/>"]),
    ("<img src=a alt='A cat' title=\"It's\">", ["A cat", "It's"]),
    ("<p>Before <img src=a alt=\"A cat\"> after</p>", ["Before <1/> after", "A cat"]),
    ("<p>Use <code>x &lt; y</code> here.</p>", ["Use <1/> here."]),
    ("<p translate=no>No</p><p>Yes</p>", ["Yes"]),
    ("<p>In <i lang=fr>bon mot</i> style</p>", ["In <1/> style"]),
    ("<p>In <i lang=en-GB>fine</i> style</p>", ["In <1>fine</1> style"]),
    ("<script>no</script><style>no</style><p>yes</p>", ["yes"]),
    ("<td>A</td><td>B</td>", ["A", "B"]),
    ("<table><tr><td>A<td>B</table>", ["A", "B"]),
    ("<p>{{ a }} b {% c > d %} e</p>", ["<1/> b <2/> e"]),
    ("<p><?php if (a > b) { ?>yes<?php } ?></p>", ["<1/>yes<2/>"]),
    (
      "<meta name=description content=\"A page\"><meta name=viewport content=\"width\">", ["A page"]
    ),
    ("<input type=submit value=Go><input type=text value=no placeholder=Name>", ["Go", "Name"]),
    ("<h1>Head</h1>loose <div>inner</div> tail", ["Head", "loose", "inner", "tail"]),
    ("<p>One<br>two</p>", ["One<1/>two"]),
    ("<!-- l10n:off --><p>a</p><!-- l10n:on --><p>b</p>", ["b"]),
    ("<my-tag>custom</my-tag> element", ["<1>custom</1> element"]),
    ("<button aria-label='Close it'>×</button>", ["Close it"]),
    ("<p>", []), ("", []), ("<", []), ("<p <b>", []),
  ])
  func `Text is found as browsers show it`(html: String, segments: [String]) throws {
    #expect(try Page(html, "a.html").segments == segments)
  }

  @Test(arguments: [
    ("<p>One <b>two</b>.</p>", ["Uno <1>y & dos</1>."], "<p>Uno <b>y &amp; dos</b>.</p>"),
    ("<p>A &lt; B &copy;</p>", ["C < D ©"], "<p>C &lt; D &copy;</p>"),
    ("<img alt=cat>", ["el \"gato\""], "<img alt=\"el &quot;gato&quot;\">"),
    ("<img alt='cat'>", ["l'ours"], "<img alt='l&#39;ours'>"),
    ("<p>Hi\n  there you</p>", ["Hola"], "<p>Hola</p>"),
    ("<p>a</p>", ["{{ x }}"], "<p>&#123;{ x }}</p>"),
    ("<html><p>a", ["b"], "<html lang=\"es\"><p>b"),
    ("<html lang=en xml:lang='en'><p>a", ["b"], "<html lang=es xml:lang='es'><p>b"),
  ])
  func `A translation is written as markup needs it`(
    html: String, targets: [String], expected: String
  ) throws {
    #expect(try Page(html, "a.html").text(targets) == expected)
  }

  @Test func `The root says the language and the direction of the version`() throws {
    let page = try Page("<html lang=\"en\" dir=\"ltr\"><p>One.", "a.html")
    #expect(try page.text(["واحد."], in: "ar") == "<html lang=\"ar\" dir=\"rtl\"><p>واحد.")
    let plain = try Page("<html lang=\"en\"><p>One.", "a.html")
    #expect(try plain.text(["אחת."], in: "he") == "<html dir=\"rtl\" lang=\"he\"><p>אחת.")
    // A version in which nothing is translated is still in the source's language.
    #expect(try plain.text([nil], in: "he") == "<html lang=\"en\"><p>One.")
  }

  @Test func `Notes in comments go to translators`() throws {
    let page = try Page("<!-- l10n: note Be brief. --><p>One.</p><p>Two.</p>", "a.html")
    #expect(page.document.units.map(\.notes) == [["Be brief."], []])
  }

  @Test(arguments: ["windows-1252", "iso-8859-1"])
  func `Old encodings are read and written back`(name: String) throws {
    let html = "<meta charset=\(name)><p title=\"Se\u{F1}or\">A\u{F1}o \u{2013} fin</p>"
    let bytes = html.unicodeScalars.map { scalar in
      scalar == "\u{2013}" ? 0x96 : UInt8(scalar.value)
    }
    let page = try Page(bytes, "a.html")
    #expect(page.segments == ["Señor", "Año – fin"])
    #expect(try page.copied() == bytes)
    let built = try page.built(["Ông", "Điều “khoản” é"])
    let text = String(decoding: built.map { $0 < 0x80 ? $0 : UInt8(ascii: "~") }, as: UTF8.self)
    #expect(
      text == "<meta charset=\(name)><p title=\"~ng\">&#272;i&#7873;u ~kho&#7843;n~ ~</p>")
  }

  @Test(arguments: [true, false])
  func `UTF-16 is read and written back`(isLittleEndian: Bool) throws {
    func encode(_ text: String) -> [UInt8] {
      ("\u{FEFF}" + text).utf16.flatMap { unit -> [UInt8] in
        let pair = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        return isLittleEndian ? pair : pair.reversed()
      }
    }
    let bytes = encode("<p>One 😀 <b>two</b>.</p>")
    let page = try Page(bytes, "a.html")
    #expect(page.segments == ["One 😀 <1>two</1>."])
    #expect(try page.copied() == bytes)
    #expect(try page.built(["Một <1>hai</1>."]) == encode("<p>Một <b>hai</b>.</p>"))
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      ("<div>", 2_000), ("<b>", 2_000), ("<a href=x>", 5_000), ("{{ ", 50_000), ("<!--", 50_000),
      ("</p>", 50_000), ("&amp", 50_000), ("<p x=\"", 1_000), ("<table>", 2_000),
      ("<li>a", 20_000),
    ])
  func `Hostile pages are read in a moment`(piece: String, count: Int) throws {
    let page = try Page(String(repeating: piece, count: count), "a.html")
    #expect(try page.copied().count == piece.utf8.count * count)
  }
}
