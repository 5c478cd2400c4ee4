import Segmentation
import Testing
import Units

/// Sentences are separated by `|` in the cases; every case is right in its language.
@Suite struct SentenceTests {
  private func check(_ marked: String, _ language: String) throws {
    let expected = marked.split(separator: "|").map { $0.trimmingSpaces }
    let text = expected.joined(separator: " ")
    #expect(SentenceSegmenter(language: try LanguageTag(language)).sentences(in: text) == expected)
  }

  @Test(arguments: [
    "Stay calm.| Do not run.", "Mr. Lee came.| Ms. Ruiz left.",
    "See 8 U.S.C. § 1226(c).| It is short.",
    "The U.S. Supreme Court ruled.| The case ended.", "She left the U.S.| They stayed.",
    "It costs $1,225.00 today.| Pay by card.", "Bring IDs, letters, etc.| Keep copies.",
    "Did he say “Stop!”?| Yes.", "He said “Stop!” and left.", "(It is closed.)| Come back later.",
    "Ask at 5 p.m. Monday.| Wait outside.", "The form (see p. 4) is new.",
    "H.R. 5383 was introduced.| It died.",
    "1. Stay calm.", "A. Keep quiet.", "Call 1-800-898-7180.| Say your number.",
    "The rule ended.[2] |It came back.³ |Now it is gone.", "Wait… what?| Nothing.",
    "What now?!| Nothing.", "The memo (Sept. 30, 2021) is old.", "Write to a.b@c.org.| Wait.",
    "See INS v. Cardoza-Fonseca.| It matters.", "St. Cyr won.| He stayed.", "e.g. a passport",
    "Visit uscis.gov.| Print it.", "Plan A.| The rest is later.",
    "J. K. Rowe signed.| It was late.",
    "“I agree,” she said.| “So do I.”",
  ])
  func english(marked: String) throws { try check(marked, "en") }

  @Test(arguments: [
    "Mantenga la calma.| No corra.", "¿Me pueden detener?| Sí.", "¡Cuidado!| No firme nada.",
    "El Sr. Díaz llamó.| La Sra. Paz no.", "Vive en EE. UU. desde 2010.| Trabaja aquí.",
    "Llegó a EE. UU. |Ahora estudia.", "Véase el art. 5.| Es breve.",
    "Cuesta 1.225,00 dólares.| Pague hoy.",
    "Traiga actas, fotos, etc.| Guarde copias.", "A las 9 a. m. empieza.| Llegue antes.",
    "—¿Viene usted? —preguntó.| —No.", "Dijo: «Pare».| Nadie se movió.",
    "El n.º 12 es suyo.| Espere.",
    "Ud. puede callar.| Hágalo.", "Según el prof. M. Á. Ruiz, sí.",
    "Si puede… llame.| Si no, escriba.",
    "La Dra. Soto vino.| El Lic. Mora no.", "Vea la pág. 4.| Luego firme.",
    "El 31 de mayo de 2026.| Nunca antes.", "Llame al 1-800-898-7180.| Diga su número.",
    "La empresa Acme S.A. cerró.| Nadie avisó.", "«¿Puedo irme?», dijo.| Se fue.",
  ])
  func spanish(marked: String) throws { try check(marked, "es") }

  @Test(arguments: [
    "Hãy giữ bình tĩnh.| Đừng chạy.", "TS. Lê Minh đến.| LS. Võ vắng mặt.",
    "PGS.TS. Nguyễn Văn An nói.",
    "Ông ở TP. HCM. |Giờ ông đã về.", "Mang hộ chiếu, thẻ xanh, v.v. khi đi.",
    "Lệ phí là 1.225,00 đô la.| Hãy trả trước.",
    "Ngày 29.11.2021 có hiệu lực.| Nay đã hết.", "Bạn có quyền không?| Có.",
    "(Đừng ký.) |Hãy gọi luật sư.",
    "Gọi 1-800-898-7180.| Đọc số hồ sơ.", "Xem Điều 5.| Rất ngắn.",
    "Tòa nói: “Đúng.” |Rồi tòa nghỉ.",
    "Nếu bị giữ… hãy im lặng.| Đừng ký.", "Nxb. Trẻ in sách.| Sách hay.", "1. Giữ im lặng.",
    "Quyền im lặng.[3] |Hãy nói rõ.", "Cô ấy (năm 2021) đã đi.| Cô ở lại đó.",
  ])
  func vietnamese(marked: String) throws { try check(marked, "vi") }

  @Test func `Empty lines always end a sentence, single line ends never`() throws {
    let text = "A heading\n\nYou have the\nright. It\r\n\r\nholds"
    let segmenter = SentenceSegmenter(language: try LanguageTag("en"))
    #expect(segmenter.sentences(in: text) == ["A heading", "You have the\nright.", "It", "holds"])
  }

  @Test(arguments: ["en", "es", "vi", "fr"])
  func `Nothing but white space is ever lost`(language: String) throws {
    let segmenter = SentenceSegmenter(language: try LanguageTag(language))
    let pieces = [
      ".", "?", "…", "!", " ", "\n", "\u{A0}", "a", "B", "Ệ", "1", "“", "”", "[1]", ")", "(", "¿",
      "¹", "Mr",
      "U.S.", "\r", "。", "—", "",
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let text = (0..<40).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let kept = segmenter.sentences(in: text).joined()
      let marks = { (text: String) in
        String(text.unicodeScalars.filter { !$0.properties.isWhitespace })
      }
      #expect(marks(kept) == marks(text), "\(text.debugDescription)")
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
