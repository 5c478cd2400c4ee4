import Checks
import Testing
import Units

@Suite struct RuleTests {
  private func rules(
    _ source: String, _ target: String?, to language: String, state: SegmentState = .translated
  ) throws -> [String] {
    var segment = Segment(number: 1, source: Content(source))
    segment.target = target.map { Content($0) }
    segment.state = target == nil ? .initial : state
    let subject = CheckSubject(
      segment: segment, change: nil, sourceLanguage: try LanguageTag("en"),
      targetLanguage: try LanguageTag(language))
    return Rules.segment.compactMap { rule in rule.check(subject).map { _ in rule.id } }
  }

  @Test(arguments: [
    ("Due on May 31, 2026.", "Vence el 31 de mayo de 2026.", "es"),
    ("Due on May 31, 2026.", "Hạn chót là ngày 31 tháng 5 năm 2026.", "vi"),
    ("The fee is $1,225.00.", "La tarifa es de $1.225,00.", "es"),
    ("The fee is $1,225.", "Lệ phí là 1.225 đô la.", "vi"),
    ("It rose by 12.5%.", "Subió un 12,5 %.", "es"),
    ("Come at 9:00 a.m.", "Venga a las 9 a. m.", "es"),
    ("Come at 2 p.m.", "Venga a las 14:00.", "es"),
    ("Within two days.", "En 2 días.", "es"),
    ("Within 2 days.", "Trong hai ngày.", "vi"),
    ("The plan 2020–2024.", "Kế hoạch 2020-2024.", "vi"),
    ("Call 1-800-898-7180.", "Llame al 1-800-898-7180.", "es"),
    ("See 8 U.S.C. § 1226(c).", "Xem 8 U.S.C. § 1226(c).", "vi"),
    ("See https://a.org/2021/x now.", "Vea https://a.org/es/x ahora.", "es"),
    ("You may go.", "Usted puede irse.", "es"),
    ("From 1/2/2026 on.", "A partir del 1.2.2026.", "es"),
    ("It starts in May 2026.", "Empieza en mayo de 2026.", "es"),
    ("Form I-130 may be filed.", "Se puede presentar el formulario I-130.", "es"),
    ("Come at 5:30 p.m.", "Hãy đến lúc 5 giờ 30 chiều.", "vi"),
    ("Come at 9:30 a.m.", "Hãy đến lúc 9h30.", "vi"),
    ("Come at 9pm.", "Venga a las 21:00.", "es"), ("At 12:30 a.m.", "Lúc 0:30.", "vi"),
    ("From January 1 to March 2.", "Từ ngày 1 tháng Giêng đến ngày 2 tháng Ba.", "vi"),
    ("Within 15 days.", "En quince días.", "es"),
    ("Within 24 hours.", "En veinticuatro horas.", "es"),
    ("Within 24 hours.", "Trong hai mươi bốn giờ.", "vi"), ("Call 911.", "Gọi 9-1-1.", "vi"),
    ("In the 20th century.", "En el siglo XX.", "es"),
    ("Within 35 days.", "En treinta y cinco días.", "es"),
    ("It costs $1,225 now.", "Cuesta 1 225 dólares.", "es"),
    ("Wait 1 day.", "Espere un día.", "es"),
    ("The 4th Amendment.", "Tu chính án thứ tư.", "vi"),
    ("The 4th Amendment.", "La Cuarta Enmienda.", "es"),
    ("Pay $100.", "Hãy trả một trăm đô la.", "vi"), ("Pay $1,000.", "Pague mil dólares.", "es"),
    ("Open 9 to 17.", "Abierto de 9 a 17.", "es"),
    ("Come at 9 p.m.", "Hãy đến lúc 9 giờ tối.", "vi"),
    ("You have 5 days.", "Bạn có năm ngày.", "vi"),
    ("It costs 2,500 dollars.", "Cuesta 2.500 dólares.", "es"),
  ])
  func `A true translation raises nothing`(source: String, target: String, language: String) throws
  {
    #expect(try rules(source, target, to: language) == [])
  }

  @Test(arguments: [
    ("Due on November 29.", "Vence el 28 de noviembre.", "es", "number"),
    ("Due on November 29.", "Vence el 29 de diciembre.", "es", "number"),
    ("Call 1-800-354-0365.", "Llame al 1-800-354-0356.", "es", "number"),
    ("The fee is $1,225.00.", "La tarifa es de $12,25.", "es", "number"),
    ("You have ten days and 3 forms.", "Bạn có mười ngày.", "vi", "number"),
    ("The fee is $1,000.", "La tarifa es $1.", "es", "number"),
    ("The fee is $1,500.", "La tarifa es $1,5.", "es", "number"),
    ("You pay $1,000 to a lawyer.", "Le paga a un abogado.", "es", "number"),
    ("You have 5 days in this year.", "Bạn có vài ngày trong năm nay.", "vi", "number"),
    ("Come at 9 a.m.", "Venga a las 9 p. m.", "es", "number"),
    ("Come at 9 a.m.", "Hãy đến lúc 9 giờ tối.", "vi", "number"),
    ("Pay 3 dollars now.", "Hãy trả tiền cho ba mẹ ngay.", "vi", "number"),
    ("Pay 2 and 2 dollars.", "Pague dos dólares.", "es", "number"),
    ("You do not have to open it.", "You do not have to open it.", "es", "same-as-source"),
    ("You may go.", " ", "es", "empty"),
  ])
  func `A false one raises its rule`(
    source: String, target: String, language: String, rule: String
  ) throws {
    #expect(try rules(source, target, to: language) == [rule])
  }

  @Test func `Names and numbers may stay as they are`() throws {
    #expect(try rules("USCIS Form I-485", "USCIS Form I-485", to: "es") == [])
    #expect(try rules("New Way Forward Act", "New Way Forward Act", to: "es") == [])
  }

  @Test func `What is not there or not confirmed is said once`() throws {
    #expect(try rules("You may go on May 3.", nil, to: "es") == ["untranslated"])
    #expect(try rules("You may go on May 3.", "Puede irse.", to: "es", state: .draft) == ["draft"])
  }

  @Test func `Every rule has a name of its own and a summary`() {
    let catalogue = Rules.catalogue
    #expect(Set(catalogue.map(\.id)).count == catalogue.count)
    #expect(catalogue.allSatisfy { $0.summary.hasSuffix(".") })
  }
}
