extension LanguageRules {
  static let spanish = LanguageRules(
    titles: """
      dr dra dres dras sr sra srta sres prof profa lic licda ing arq gral cnel tte sgto abg mtro
      mtra mons Sr Sra Srta Sres Sras Srtas Dr Dra Dres Dras D Dn Dña Dª Lic Licda Lics Ing Ings
      Arq Prof Profs Profa Profra Mtro Mtra Abg Abog Gral Gdor Pdte Pdta Cnel Cmte Cap Tte Sgto
      Cmdte Alm Mons Fr Hno Hna Hnos Sto Sta Ilmo Ilma Excmo Excma Rvdo Rdo Magdo Magda Fdo Fdez
      Av Avda Avdas Pza Plza Pl Ctra Urb Col Edif Blvr p.ej P.ej vs Admón admón Mt Dip Diput Sec Subsec
      Emmo Serma Sermo Mag Psic Enf Pbro Pje Psje Tec Téc Cra Crra Bv Bvar Rte Dpto Depto Prov Hosp Univ Fund
      cfr Cfr cf vid Vid q.e.p.d C.P L.C SR SRA SRES Ma Mª Ntra Ntro Lcdo Lcda
      """,
    numbered: """
      art arts arto núm núms num nums nro nros n no nos pág págs pag pags p pp párr párrs párrf parr
      sec secc secs cap caps inc incs apdo apart fracc fracs frac lit lits tít tit vol vols t tomo
      ed eds exp expte exptes rec recs supl res doc docs fig figs tel tels teléf tfno tlf ext apto depto dpto dto of ofic piso km kms
      hrs hs c.p ene feb mar abr may jun jul ago sep sept set oct nov dic aprox lun mié jue vie sáb dom
      n.º nº n° núm.
      """,
    ambiguous: "EE RR HH FF AA JJ OO Cía Cia D.C col máx mín min seg aprox prov dir tel adj ant ap",
    closing: "etc a.c d.c a.C d.C EE.UU UU S.A S.L C.A D.F Ud Uds Vd Vds ud uds R.L S.C s.f dC aC",
    timesOfDay: "a.m p.m",
    starters: """
      a además adicionalmente ahora al algo alguien algún alguna algunas algunos allá allí ambos
      anoche ante anteriormente antes aparte aquel aquella aquellas aquellos aquí asimismo así atrás
      aun aunque ayer bajo bien cabe cada casi cerca como con conforme contra cual cualquier
      cualquiera cuando cuanto cuyo cuál cuáles cuándo cuánto cuántos cómo dada dado de debe deben
      debido deberá del desde después detrás dicha dicho dicen dijo donde dos durante dónde el él
      ella ellas ellos en entonces entre era eran es esa esas ese eso esos esta estaba estado estamos
      estas este esto estos está están estuvo fue fueron finalmente fuera gracias guarde ha haber
      había habían habrá hace hacia haga han hasta hay hemos hoy igual igualmente incluso jamás junto
      la las le les lo los luego lleve llame llegó llámelos mantenga mañana más me mediante mejor menos
      mi mientras mis mucha muchas mucho muchos muy nada nadie naturalmente ni ninguna ninguno ningún
      no nos nosotros nuestra nuestras nuestro nuestros nunca o obviamente otra otras otro otros para
      pero pese pida pocas poco pocos podrá podría por porque posteriormente pregunte presente
      primero principalmente probablemente pronto puede pueden pues que quien quienes quizá quizás
      quién quiénes qué recuerde respecto sabe salvo se segundo según sea ser será serán sería si
      sido siempre siendo sin sino sobre solamente solo son soy su sus sí sólo tal tales también
      tampoco tan tanto tantos tarde tenemos tenga tenía tercero tiene tienen toda todas todavía todo
      todos tras tres trabaja tu tuvo un una unas entró salió vino dio hizo vio
      empezó comenzó terminó pidió perdió ganó nació murió vivió recibió presentó publicó firmó
      aprobó rechazó negó concedió quedó volvió pasó cambió uno unos usted ustedes va vamos varias varios vea
      ver vive y ya yo
      """,
    speech: """
      dijo dice preguntó pregunta respondió responde contestó añadió agregó exclamó gritó explicó
      afirmó señaló indicó comentó murmuró susurró escribió
      """,
    timePhrases: "a desde hasta sobre hacia el la",
    labelled: """
      casilla casillas parte sección opción plan grupo tipo clase categoría anexo apéndice inciso
      letra línea columna formulario forma sala edificio puerta hepatitis vitamina fila nivel paso
      cuadro tabla pregunta prueba bloque módulo punto artículo capítulo título cláusula disposición
      apartado ítem regla fase etapa
      """,
    ordinals: """
      primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo undécimo duodécimo
      primera segunda tercera cuarta quinta sexta séptima octava novena décima único única
      """,
    calendar: """
      lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio
      julio agosto septiembre setiembre octubre noviembre diciembre
      """)
}
