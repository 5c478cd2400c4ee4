extension LanguageRules {
  static let spanish = LanguageRules(
    titles: Set(
      words: """
        dr dra dres dras sr sra srta prof profa lic licda ing arq gral cnel tte sgto abg mtro mtra mons
        Sr Sra Srta Sres Sras Srtas Dr Dra Dres Dras D Dña Dª Lic Licda Ing Arq Prof Profa Mtro
        Mtra Abg Gral Gdor Pdte Pdta Cnel Cap Tte Sgto Cmdte Alm Mons Fr Hno Hna Sto Sta Ilmo Ilma
        Excmo Excma Rvdo Magdo Fdo Av Avda Avdas Pza Plza Ctra Urb Col Edif p.ej vs
        """),
    numbered: Set(
      words: """
        art arts núm núms nro nros n no pág págs pág. p pp párr párrs sec secc cap caps inc
        apdo fracc frac lit tít vol vols t tomo ed exp res fig figs tel tels ext apto depto dpto
        ene feb mar abr may jun jul ago sep sept oct nov dic aprox
        """),
    ambiguous: Set(words: "EE UU RR HH FF AA JJ OO Cía S.A C.A D.F D.C Ud Uds Vd Vds"),
    closing: Set(words: "a.m p.m etc a.c d.c"),
    starters: Set(
      words: """
        A Además Ahora Al Algunas Algunos Allí Antes Aquel Aquella Aquí Así Aun Aunque Bajo Cada
        Casi Como Con Contra Cualquier Cuando Cuál Cuándo Cómo De Dado Debe Deben Del Desde Después
        Donde Dos Durante Dónde El Ella Ellas Ellos En Entonces Entre Era Eran Es Esa Esas Ese Eso
        Esos Esta Estas Este Esto Estos Está Están Fue Fueron Ha Han Hasta Hay Haga Hoy La Las Le
        Les Lleve Llame Lo Los Luego Llámelos Mantenga Mi Mientras Mis Muchas Muchos Nada Nadie Ni
        Ninguna Ninguno No Nos Nosotros Nuestra Nuestro Nunca O Otra Otras Otro Otros Para Pero
        Pida Pocos Por Porque Pregunte Puede Pueden Pues Que Quien Quién Qué Se Según Ser Será Si
        Siempre Sin Sobre Solo Sólo Son Su Sus Sí También Tampoco Tanto Tiene Tienen Toda Todas
        Todo Todos Tras Tres Tu Un Una Unas Unos Usted Ustedes Varias Varios Vea Y Ya Yo Él
        """))
}
