extension LanguageRules {
  static let english = LanguageRules(
    titles: Set(
      words: """
        Mr Mrs Ms Mx Messrs Dr Prof Rev Fr Hon Pres Gov Sen Rep Reps Sens Amb Atty Supt Insp Det
        Gen Lt Col Maj Capt Cmdr Sgt Cpl Pvt Adm Ofc Mt Ft vs v cf viz e.g i.e eg ie ca approx
        """),
    numbered: Set(
      words: """
        no nos sec secs art arts para paras par pars pp p ch chs cl fig figs vol vols ed eds
        div pt pts ex exh app reg regs stat rev tit subd subsec dept
        jan feb mar apr jun jul aug sep sept oct nov dec
        """),
    ambiguous: Set(
      words: """
        St Ste Ave Blvd Rd Hwy Dept Assn Univ Bldg Rm Apt Ariz Cal Calif Colo Conn Del Fla Ga Ill
        Ind Kan La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo
        Cir Ct Dist Supp Evid Proc Crim Civ Pub Const Cong Fed Stat Rev Gen Bros Mfg al ibid id
        Immigr Nat'l Int'l Gov't Ass'n Ctr Comm'n
        """),
    closing: Set(words: "a.m p.m etc inc co corp ltd llc jr sr bros"),
    starters: Set(
      words: """
        A About According After All Also Although An And Another Any Are As Ask At Be Because
        Before Between Both Bring But By Call Can Could Did Do Does During Each Even Every Few
        First For From Further Had Has Have He Her Here His How However I If In Is It Its Keep
        Later Make Many Meanwhile More Most My Never Next No Nobody None Not Nothing Now Of On Once
        One Only Or Other Others Our Over Please Second See Several She Should Since So Some
        Sometimes Soon Stay Still Such Take Tell That The Their Then There Therefore These They
        This Those Though Three Through Thus To Today Two Under Unless Until Was We Were What When
        Where Whether Which While Who Why Will With Without Write Yes Yet You Your
        """))
}
