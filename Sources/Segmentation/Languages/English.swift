extension LanguageRules {
  /// Names, titles and citations in English, which occur in texts of every language.
  static let englishNames = LanguageRules(
    titles: """
      Mr Mrs Ms Mx MR MRS MS DR Messrs Dr Drs Prof Profs Rev Revd Hon Gov Sen Sens Rep Reps Pres Supt Atty Amb
      Gen Brig Adm Lt Ltn Capt Cpt Cmdr Cdr Col Maj Sgt Cpl Pvt Insp Det Ofc Fr Msgr Bp Abp Mt Ft
      Mme Mlle Ven Def v vs vs e.g i.e eg ie E.g I.e viz cf Cf ca approx Approx
      """,
    numbered: """
      no nos sec secs art arts para paras par pars p pp ch chs cl fig figs vol vols ed eds div pt
      pts ex exh exhs app reg regs stat amend amends tit subd subsec subpt subpts subch attach doc docs dkt bk ll nn ver op tel ext rm ste apt
      jan feb mar apr jun jul aug sep sept oct nov dec
      """,
    ambiguous: """
      St Ste Ave Blvd Rd Hwy Pkwy Pl Ln Sq Dept Assn Univ Bldg Apt Inst Acad Natl Intl
      Ariz Ark Cal Calif Colo Conn Del Fla Ga Ill Ind Kan La Mass Md Mich Minn Miss Mo Mont Neb Nev
      Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wisc Wyo Ala Alta Ont Cir Ct Dist Supp Evid Proc Crim
      Civ Pub Const Cong Fed Stat Gen Sess Doc Op Bros Mfg Ltd Inc Corp Co LLC LLP plc Jr Sr Esq
      Immigr Fam Nat Res Lab Veh Welf Bus Pet Resp Nat'l Int'l Gov't Gov’t Ass'n Ctr Comm'n Dep't al ibid id Ibid Id seq St App Apps
      """,
    calendar: """
      monday tuesday wednesday thursday friday saturday sunday january february march april may
      june july august september october november december eastern central mountain pacific
      est edt cst cdt mst mdt pst pdt et ct pt utc gmt cet bst mon tue wed thu fri sat sun
      """)

  static let english = englishNames.joined(
    with: LanguageRules(
      titles: "P.S p.s P.P.S N.B n.b",
      ambiguous: """
        st ave blvd rd dept depts min max avg misc incl excl est ret temp lbs oz hrs secs mins govt assn
        intl natl admin asst assoc attn bldg cert comm conf cont econ educ elec equip exec hosp info
        inst lang maint mech mgmt mgr neg orig poss pref prelim prep prev prob proc prod publ quot
        recd ref refs rel rept reqd resp sched sect sess spec stmt subj supp suppl tech terr trans
        transl univ vers yr yrs wk wks mo mos hr lb qty amt pkg tbsp tsp gal ft yd mi sq dist aff'd
        rev'd cf obs var syn abbr approx capt ed eds fwd encl dob ssn acct bal dep
        """,
      closing: "etc inc co corp ltd llc jr sr esq",
      timesOfDay: "a.m p.m",
      starters: """
        a about above according additionally after afterwards again all almost already also
        although always among an and another any anybody anyone anything are around as ask at
        based be because been before behind being below besides between both bring but by call can
        certainly check clearly come consequently contact could despite did do does don't during
        each either enter even eventually every everybody everyone everything except few file
        finally find first follow for from further furthermore get give given go had has have
        having he hence her here hers his how however i if in indeed initially instead into is it
        its it's i'm i've keep last later leave less let let's like likewise look make many maybe
        meanwhile moreover most mr mrs ms much my neither never nevertheless next no nobody none
        nonetheless nor not nothing now obviously of often on once one only or other others
        otherwise our out over people perhaps please previously put rather read recently remember
        same say second see send several shall she should show sign similarly since so some
        somebody someone something sometimes soon start stay still such sure take talk tell than
        thank thanks that that's the their them then there thereafter therefore there's these they
        they're third this those though three through throughout thus to today together tomorrow
        tonight too toward two under unfortunately unless unlike until up upon use usually very
        wait was we well we're were what what's when whenever where whereas wherever whether which
        while who whoever whom whose why will with within without would write yes yesterday yet you
        your you're
        """,
      speech: """
        said says asked asks replied replies answered added adds told wrote writes explained cried
        shouted whispered whispers noted continued insisted
        """,
      timePhrases: "at by around about before after since until from on",
      labelled: """
        box part plan section form option group type class category exhibit appendix schedule table
        figure step item level grade hepatitis vitamin line column page room apartment unit building
        gate annex attachment question letter block article chapter title rule clause subpart
        paragraph count phase stage
        """,
      acceptsSmallStarts: true))
}
