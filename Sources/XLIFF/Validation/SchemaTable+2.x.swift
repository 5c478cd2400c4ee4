extension SchemaTable {
  /// The core and the modules of XLIFF 2.0, 2.1 and 2.2.
  static let version2 = make(isVersion22: false)
  static let version22 = make(isVersion22: true)

  private static func make(isVersion22: Bool) -> SchemaTable {
    var table = SchemaTable()
    table.add(.core, core)
    if isVersion22 { table.add(.core, changedIn22) }
    table.add(.matches, matches)
    table.add(.glossary, glossary)
    table.add(.metadata, metadata)
    table.add(.resourceData, resourceData)
    table.add(.changeTracking, changeTracking)
    table.add(.sizeRestriction, sizeRestriction)
    table.add(.validation, validation)
    table.add(.its, its)
    table.addAttributes(.formatStyle, "fs:style subFs")
    table.addAttributes(
      .sizeRestriction,
      "equivStorage sizeInfo sizeInfoRef:token sizeRestriction storageRestriction")
    table.addAttributes(.its, itsAttributes)
    table.addAttributes(.itsm, "domains lang:language")
    table.addAttributes(.pluralGenderSelect, "switch case")
    return table
  }

  private static let core = """
    xliff|version! srcLang!:language trgLang:language xml:space @|file+
    file|id!:token canResegment:yesNo original translate:yesNo srcDir:direction trgDir:direction xml:space @|skeleton? other* notes? (unit,group)+
    skeleton|href|text other*
    group|id!:token name canResegment:yesNo translate:yesNo srcDir:direction trgDir:direction type:userDefined xml:space @|other* notes? (unit,group)*
    unit|id!:token name canResegment:yesNo translate:yesNo srcDir:direction trgDir:direction type:userDefined xml:space @|other* notes? originalData? (segment,ignorable)+
    segment|id:token canResegment:yesNo state:state subState:userDefined|source target?
    ignorable|id:token|source target?
    notes||note+
    note|id:token appliesTo:sourceOrTarget category priority:priority @|text
    originalData||data+
    data|id!:token dir:direction xml:space:preserve|text cp*
    source|xml:lang xml:space|text inline*
    target|xml:lang xml:space order:positive|text inline*
    cp|hex!:hex|
    ph|canCopy:yesNo canDelete:yesNo canReorder:reorder copyOf:token disp equiv id!:token dataRef:token subFlows:tokens subType:userDefined type:codeType @modules|
    pc|canCopy:yesNo canDelete:yesNo canOverlap:yesNo canReorder:reorder copyOf:token dispEnd dispStart equivEnd equivStart id!:token dataRefEnd:token dataRefStart:token subFlowsEnd:tokens subFlowsStart:tokens subType:userDefined type:codeType dir:direction @modules|text inline*
    sc|canCopy:yesNo canDelete:yesNo canOverlap:yesNo canReorder:reorder copyOf:token dataRef:token dir:direction disp equiv id!:token isolated:yesNo subFlows:tokens subType:userDefined type:codeType @modules|
    ec|canCopy:yesNo canDelete:yesNo canOverlap:yesNo canReorder:reorder copyOf:token dataRef:token dir:direction disp equiv id:token isolated:yesNo startRef:token subFlows:tokens subType:userDefined type:codeType @modules|
    mrk|id!:token translate:yesNo type:markerType ref:uri value @|text inline*
    sm|id!:token translate:yesNo type:markerType ref:uri value @|
    em|startRef!:token|
    """

  private static let changedIn22 = """
    xliff|version!:version22 srcLang!:language trgLang:language xml:space @|notes? mda:metadata? file+
    note|id:token appliesTo:sourceOrTarget category priority:priority ref:uri @|text
    """

  private static let matches = """
    matches||match+
    match|id:token matchQuality:percent matchSuitability:percent origin ref!:uri reference:yesNo similarity:percent subType:userDefined type:matchType @|mda:metadata? xlf:originalData? xlf:source xlf:target other*
    """

  private static let glossary = """
    glossary||glossEntry+
    glossEntry|id:token ref:uri @|term translation* definition? other*
    term|source @|text
    translation|id:token ref:uri source @|text
    definition|source @|text
    """

  private static let metadata = """
    metadata|id:token|metaGroup+
    metaGroup|id:token category appliesTo:metaTarget|(metaGroup,meta)+
    meta|type!|text
    """

  private static let resourceData = """
    resourceData||resourceItemRef* resourceItem*
    resourceItemRef|id:token ref!:token @|
    resourceItem|mimeType id:token context:yesNo @|source? target? reference*
    source|href xml:lang @|other*
    target|href xml:lang @|other*
    reference|href! xml:lang @|
    """

  private static let changeTracking = """
    changeTrack||revisions+
    revisions|appliesTo!:token ref:token currentVersion:token @|revision+
    revision|author datetime version:token @|item+
    item|property! @|text
    """

  private static let sizeRestriction = """
    profiles|generalProfile storageProfile|normalization? other*
    normalization|general:normalization storage:normalization|
    data|profile! @|other*
    """

  private static let validation = """
    validation|@|rule+
    rule|isPresent occurs:positive isNotPresent startsWith endsWith existsInSource:yesNo caseSensitive:yesNo normalization:normalization disabled:yesNo @|
    """

  private static let its = """
    locQualityIssues|xml:id! version|locQualityIssue+
    locQualityIssue|version locQualityIssueType locQualityIssueComment locQualityIssueSeverity locQualityIssueProfileRef locQualityIssueEnabled|
    provenanceRecords|xml:id! version|provenanceRecord+
    provenanceRecord|version org orgRef person personRef revOrg revOrgRef revPerson revPersonRef revTool revToolRef tool toolRef|
    """

  private static let itsAttributes = """
    version:itsVersion allowedCharacters annotatorsRef localeFilterList localeFilterType:localeFilter
    locQualityIssueComment locQualityIssueEnabled:yesNo locQualityIssueProfileRef:uri
    locQualityIssuesRef:uri locQualityIssueSeverity:percent locQualityIssueType:issueType
    locQualityRatingProfileRef:uri locQualityRatingScore:percent
    locQualityRatingScoreThreshold:percent locQualityRatingVote:integer
    locQualityRatingVoteThreshold:integer mtConfidence:confidence org orgRef:uri person personRef:uri
    provenanceRecordsRef:uri revOrg revOrgRef:uri revPerson revPersonRef:uri revTool revToolRef:uri
    taClassRef:uri taConfidence:confidence taIdent taIdentRef:uri taSource termConfidence:confidence
    tool toolRef:uri
    """
}
