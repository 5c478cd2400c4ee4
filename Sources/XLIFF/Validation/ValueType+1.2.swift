/// The lists of XLIFF 1.2 (section 2.5), each of which whoever needs it may lengthen.
extension ValueType {
  /// The values that the specification lists; nil for a type without a list of that kind.
  var knownValues: Set<String>? {
    switch self {
    case .dataType: Self.dataTypes
    case .resourceType: Self.resourceTypes
    case .delimiter: Self.delimiters
    case .placeholder: Self.placeholders
    case .stateV1: Self.states
    case .qualifier: Self.qualifiers
    case .alternativeType: Self.alternativeTypes
    case .contextType: Self.contextTypes
    case .countType: Self.countTypes
    case .markType: Self.markTypes
    case .purpose: Self.purposes
    case .sizeUnit: Self.sizeUnits
    case .unitName: Self.unitNames
    case .reformat: Self.reformats
    default: nil
    }
  }

  private static func list(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// What can be counted: anything of some kind, or in some state.
  private static let countTypes = counts.union(resourceTypes).union(dataTypes).union(states)
    .union(qualifiers)

  private static let dataTypes = list(
    """
    asp c cdf cfm cpp csharp cstring csv database documentfooter documentheader filedialog form
    html htmlbody ini interleaf javaclass javalistresourcebundle javapropertyresourcebundle
    javascript jscript layout lisp margin menufile messagefile mif mimetype mo msglib pagefooter
    pageheader parameters pascal php plaintext po report resources resx rtf sgml sgmldtd svg
    vbscript warning winres xhtml xml xmldtd xsl xul
    """)

  private static let resourceTypes = list(
    """
    auto3state autocheckbox autoradiobutton bedit bitmap button caption cell checkbox
    checkboxmenuitem checkedlistbox colorchooser combobox comboboxexitem comboboxitem component
    contextmenu ctext cursor datetimepicker defpushbutton dialog dlginit edit file filechooser
    fn font footer frame grid groupbox header heading hedit hscrollbar icon iedit keywords label
    linklabel list listbox listitem ltext menu menubar menuitem menuseparator message
    monthcalendar numericupdown panel popupmenu pushbox pushbutton radio radiobuttonmenuitem
    rcdata row rtext scrollpane separator shortcut spinner splitter state3 statusbar string
    tabcontrol table textbox togglebutton toolbar tooltip trackbar tree uri userbutton
    usercontrol var versioninfo vscrollbar window
    """)

  private static let delimiters = list(
    """
    bold italic link underlined
    """)

  private static let placeholders = list(
    """
    image lb pb
    """)

  private static let states = list(
    """
    final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n
    needs-review-translation needs-translation new signed-off translated
    """)

  private static let qualifiers = list(
    """
    exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt
    leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate
    rejected-length rejected-spelling tm-suggestion
    """)

  private static let alternativeTypes = list(
    """
    accepted previous-version proposal reference rejected
    """)

  private static let contextTypes = list(
    """
    database element elementtitle linenumber numparams paramnotes record recordtitle sourcefile
    """)

  private static let counts = list(
    """
    num-usages repetition total
    """)

  private static let markTypes = list(
    """
    abbrev abbreviated-form abbreviation acronym appellation collocation common-name datetime
    equation expanded-form formula head-term initialism international-scientific-term
    internationalism logical-expression materials-management-unit name near-synonym part-number
    phrase phraseological-unit protected romanized-form seg set-phrase short-form sku
    standard-text symbol synonym synonymous-phrase term transcribed-form transliterated-form
    truncated-term variant
    """)

  private static let purposes = list(
    """
    information location match
    """)

  private static let sizeUnits = list(
    """
    byte char cm col dlgunit em ex glyph in mm percent pixel point row
    """)

  private static let unitNames = list(
    """
    bin-unit character glyph instance item line page paragraph placeable segment sentence
    trans-unit word
    """)

  private static let reformats = list(
    """
    coord coord-cx coord-cy coord-x coord-y css-style ex-style font font-name font-size
    font-weight no style yes
    """)
}
