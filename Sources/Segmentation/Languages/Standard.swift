extension LanguageRules {
  /// For languages without rules of their own: the abbreviations that are most common in the
  /// languages of Europe, and the marks of all scripts.
  static let standard = LanguageRules(
    titles: """
      M MM Mme Mmes Mlle Mlles Me Mgr Hr Hrn Fr Frl Dir Sig Sigg Sig.ra Dott Dott.ssa Avv Ing Prof
      Sr Sra Srta Dr Dra Drs Dhr Mevr Ir Bzw bzw z.B z.b d.h u.a u.U s.o s.u vgl Vgl p.ex P.ex c.-à-d
      cf Cf Exmo Exma Eng Arq Adv dhr mw resp Resp ggf Ggf evtl Evtl inkl exkl St Ste Sta Sto
      """,
    numbered: """
      no nº n° nr art arts abs par pág pag p pp s str tel tél kap cap chap sec fig abb bd vol tom ed
      aufl hg st t rue av zz ziff nos núm num č § ст стр
      """,
    ambiguous: "usw etc ecc Jr Sr Co Ltd Inc Bros GmbH AG KG e.V",
    closing: "etc ecc usw",
    isLatin: false)
}
