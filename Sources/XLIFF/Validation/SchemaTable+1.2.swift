extension SchemaTable {
  /// XLIFF 1.2, in its transitional form: values of lists may be others than the specification's.
  static let version12: SchemaTable = {
    var table = SchemaTable()
    table.add(.core, core12.replacing("SHAPE", with: shape12).replacing("NAMED", with: named12))
    return table
  }()

  /// Attributes of what is shown somewhere.
  private static let named12 = "restype resname extradata help-id menu menu-option menu-name coord font css-style style exstyle extype"
  private static let shape12 = "size-unit maxwidth minwidth maxheight minheight maxbytes minbytes charclass"

  private static let core12 = """
    xliff|version!:version12 xml:lang @|(file,other)+
    file|original! source-language!:language datatype! tool date xml:space ts category target-language:language product-name product-version build-num tool-id @|header? body
    header||skl? phase-group? (glossary,reference,count-group,prop-group,note,tool,other)*
    skl||(internal-file,external-file)
    internal-file|form crc|text other*
    external-file|href! uid crc|
    glossary||text (internal-file,external-file)*
    reference||text (internal-file,external-file)*
    phase-group||phase+
    phase|phase-name! process-name! company-name tool tool-id date job-id contact-name contact-email contact-phone|note*
    note|xml:lang priority:priority from annotates|text
    tool|tool-id! tool-name! tool-version tool-company @|text other*
    count-group|name!|count*
    count|count-type phase-name unit|text
    prop-group|name|prop+
    prop|prop-type! xml:lang|text
    context-group|crc name purpose|context+
    context|context-type! match-mandatory:yesNo crc|text
    body||(group,trans-unit,bin-unit)*
    group|id datatype xml:space NAMED translate:yesNo reformat SHAPE merged-trans:yesNo ts @|(context-group,count-group,prop-group,note,other)* (group,trans-unit,bin-unit)*
    trans-unit|id! approved:yesNo translate:yesNo reformat xml:space datatype ts phase-name NAMED SHAPE @|source seg-source? target? (context-group,count-group,prop-group,note,alt-trans,other)*
    source|xml:lang xml:space ts @|text inline1*
    seg-source|xml:lang xml:space ts @|text inline1*
    target|state state-qualifier phase-name xml:lang xml:space ts restype resname coord font css-style style exstyle equiv-trans:yesNo @|text inline1*
    alt-trans|match-quality tool tool-id crc xml:lang xml:space datatype ts NAMED origin phase-name alttranstype @|source? seg-source? target+ (context-group,prop-group,note,other)*
    bin-unit|id! mime-type! approved:yesNo translate:yesNo reformat ts restype resname phase-name @|bin-source bin-target? (context-group,count-group,prop-group,note,trans-unit,other)*
    bin-source|ts|(internal-file,external-file)
    bin-target|mime-type ts state phase-name restype resname state-qualifier|(internal-file,external-file)
    g|id! ctype ts clone:yesNo xid equiv-text @|text inline1*
    x|id! ctype ts clone:yesNo xid equiv-text @|
    bx|id! rid ctype ts clone:yesNo xid equiv-text @|
    ex|id! rid xid equiv-text ts @|
    bpt|id! rid ctype ts crc xid equiv-text @|text sub*
    ept|id! rid ts crc xid equiv-text @|text sub*
    ph|id! ctype ts crc assoc xid equiv-text @|text sub*
    it|id! pos!:pairEnd rid ctype ts crc xid equiv-text @|text sub*
    sub|datatype ctype xid ts|text inline1*
    mrk|mtype! mid comment ts @|text inline1*
    """
}
