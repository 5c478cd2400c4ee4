import Documents
import Testing
import Units

@Suite struct SubtitleTests {
  private let clip = """
    1
    00:00:01,000 --> 00:00:03,000
    You have the right
    to remain silent,

    2
    00:00:03,100 --> 00:00:05,000
    and you may ask <i>for a lawyer</i>.

    3
    00:00:06,000 --> 00:00:07,000
    - Who is it?

    """

  @Test func `A sentence over several cues is one segment`() throws {
    let page = try Page(clip, "a.srt")
    #expect(
      page.segments == [
        "You have the right to remain silent, and you may ask <1>for a lawyer</1>.", "- Who is it?",
      ])
    #expect(page.document.units.map(\.kind) == [.subtitle, .subtitle])
  }

  @Test func `A translation is laid back by cue`() throws {
    let built = try Page(clip, "a.srt").text([
      "Usted tiene derecho a guardar silencio, y puede pedir <1>un abogado</1>.", "—¿Quién es?",
    ])
    #expect(
      built == """
        1
        00:00:01,000 --> 00:00:03,000
        Usted tiene derecho a guardar silencio,

        2
        00:00:03,100 --> 00:00:05,000
        y puede pedir <i>un abogado</i>.

        3
        00:00:06,000 --> 00:00:07,000
        —¿Quién es?

        """)
  }

  @Test func `A long translation gets two lines a cue`() throws {
    let built = try Page("1\n00:01 --> 00:02\nStay calm and wait.\n", "a.srt").text([
      "Mantenga la calma en todo momento y espere a que llegue su abogado."
    ])
    #expect(
      built
        == "1\n00:01 --> 00:02\nMantenga la calma en todo momento\ny espere a que llegue su abogado.\n"
    )
  }

  @Test(arguments: [
    (
      "WEBVTT\n\nNOTE no\nmore\n\n00:01.000 --> 00:02.000\n<v Mary>A &amp; B</v>\n",
      ["<1>A & B</1>"]
    ),
    ("WEBVTT\n\nid\n00:01.000 --> 00:02.000\nA\n\n00:03.000 --> 00:04.000\nb.\n", ["A b."]),
    ("WEBVTT\n\n00:01.000 --> 00:02.000\n♪ la\n\n00:03.000 --> 00:04.000\nB.\n", ["♪ la B."]),
    (
      "WEBVTT\n\n00:01.000 --> 00:02.000\nLa la ♪\n\n00:03.000 --> 00:04.000\nB.\n",
      ["La la ♪", "B."]
    ),
  ])
  func `WebVTT keeps its own things`(text: String, segments: [String]) throws {
    let page = try Page(text, "a.vtt")
    #expect(page.segments == segments)
    #expect(try page.copied() == Array(text.utf8))
  }
}
