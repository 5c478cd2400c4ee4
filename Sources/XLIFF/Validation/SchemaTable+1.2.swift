extension SchemaTable {
  /// XLIFF 1.2, in its transitional form: values of lists may be others than the specification's.
  static let version12: SchemaTable = {
    var table = SchemaTable()
    table.add(.core, core12.replacing("SHAPE", with: shape12).replacing("NAMED", with: named12))
    return table
  }()

  /// Attributes of what is shown somewhere.
  private static let named12 =
    "restype:resourceType resname extradata help-id:token menu menu-option menu-name coord:coordinates font css-style style:token exstyle:token extype"
  /// The limits of its size.
  private static let shape12 =
    "size-unit:sizeUnit maxwidth:token minwidth:token maxheight:token minheight:token maxbytes:token minbytes:token charclass"

  private static let core12 = """
    xliff|version!:version12 xml:lang @@|other* (file,other)+
    file|original! source-language!:language datatype!:dataType tool date:dateTime xml:space ts category target-language:language product-name product-version build-num tool-id @@|header? body
    header||skl? phase-group? (glossary,reference,count-group,prop-group,note,tool)* other*
    skl||(internal-file,external-file)
    internal-file|form crc:token|text
    external-file|href! uid crc:token|
    glossary||(internal-file,external-file)
    reference||(internal-file,external-file)
    phase-group||phase+
    phase|phase-name! process-name! company-name tool tool-id date:dateTime job-id contact-name contact-email contact-phone|note*
    note|xml:lang priority:priority from annotates:annotated|text
    tool|tool-id! tool-name! tool-version tool-company @@|text other*
    count-group|name!|count*
    count|count-type:countType phase-name unit:unitName|text
    prop-group|name|prop+
    prop|prop-type! xml:lang|text
    context-group|crc:token name purpose:purpose|context+
    context|context-type!:contextType match-mandatory:yesNo crc:token|text
    body||(group,trans-unit,bin-unit)*
    group|id datatype:dataType xml:space NAMED translate:yesNo reformat:reformat SHAPE merged-trans:yesNo ts @@|context-group* count-group* prop-group* note* other* (group,trans-unit,bin-unit)*
    trans-unit|id! approved:yesNo translate:yesNo reformat:reformat xml:space datatype:dataType ts phase-name NAMED SHAPE merged-trans:yesNo @@|source seg-source? target? (context-group,count-group,prop-group,note,alt-trans)* other*
    source|xml:lang xml:space ts @@|text inline1*
    seg-source|xml:lang xml:space ts @@|text inline1*
    target|state:stateV1 state-qualifier:qualifier phase-name:token xml:lang xml:space ts restype:resourceType resname coord:coordinates font css-style style:token exstyle:token equiv-trans:yesNo @@|text inline1*
    alt-trans|match-quality tool tool-id crc:token xml:lang xml:space datatype:dataType ts NAMED mid:token origin phase-name:token alttranstype:alternativeType @@|source? seg-source? target+ context-group* prop-group* note* other*
    bin-unit|id! mime-type!:mimeType approved:yesNo translate:yesNo reformat:reformat ts restype:resourceType resname phase-name @@|bin-source bin-target? (context-group,count-group,prop-group,note,trans-unit)* other*
    bin-source|ts @@|(internal-file,external-file)
    bin-target|mime-type:mimeType ts state:stateV1 phase-name restype:resourceType resname state-qualifier:qualifier @@|(internal-file,external-file)
    g|id! ctype:delimiter ts clone:yesNo xid equiv-text @@|text inline1*
    x|id! ctype:placeholder ts clone:yesNo xid equiv-text @@|
    bx|id! rid:token ctype:delimiter ts clone:yesNo xid equiv-text @@|
    ex|id! rid:token xid equiv-text ts @@|
    bpt|id! rid:token ctype:delimiter ts crc xid equiv-text @@|text sub*
    ept|id! rid:token ts crc xid equiv-text @@|text sub*
    ph|id! ctype:placeholder ts crc assoc:associated xid equiv-text @@|text sub*
    it|id! pos!:pairEnd rid:token ctype:delimiter ts crc xid equiv-text @@|text sub*
    sub|datatype:dataType ctype:delimiter xid ts|text inline1*
    mrk|mtype!:markType mid:token comment ts @@|text inline1*
    """
}
