package import Units

/// What a validation can find wrong, each under a stable name with the place in the specification
/// that says so.
///
/// Sections are those of XLIFF 2.0 where a rule is of the 2.x family (the later versions number the
/// core alike), and of XLIFF 1.2 for the rules that begin with `v1-`.
package enum XLIFFRule: String, CaseIterable, Sendable {
  // The file
  case wellFormed = "well-formed"
  case version
  // What the schemas say
  case element
  case contentOrder = "content-order"
  case contentMissing = "content-missing"
  case text
  case attribute
  case attributeMissing = "attribute-missing"
  case value
  // Languages and white space
  case languageTag = "language-tag"
  case targetLanguage = "target-language"
  case sourceLang = "source-lang"
  case targetLang = "target-lang"
  case xmlSpace = "xml-space"
  // Ids
  case fileID = "id-file"
  case groupID = "id-group"
  case unitID = "id-unit"
  case noteID = "id-note"
  case dataID = "id-data"
  case inlineID = "id-inline"
  case targetID = "id-target"
  case extensionID = "id-extension"
  // References
  case fragmentSyntax = "fragment-syntax"
  case fragmentUnresolved = "fragment-unresolved"
  case dataReference = "data-ref"
  case subFlows = "sub-flows"
  // Structure
  case skeleton
  case unitSegment = "unit-segment"
  case stateTarget = "state-target"
  case subState = "sub-state"
  case order
  // Inline codes
  case codePoint = "code-point"
  case subType = "sub-type"
  case pairedAttributes = "paired-attributes"
  case isolated
  case startEnd = "start-end"
  case startEndAttributes = "start-end-attributes"
  case endID = "end-id"
  case marker
  case copyOf = "copy-of"
  case reorderHints = "reorder-hints"
  case reorderChain = "reorder-chain"
  case reorderChanged = "reorder-changed"
  case removedCode = "removed-code"
  case comment
  case translateAnnotation = "translate-annotation"
  case matchAnnotation = "match-annotation"
  // Modules
  case matchReference = "mtc-ref"
  case matchID = "mtc-id"
  case matchSubType = "mtc-sub-type"
  case matchLang = "mtc-lang"
  case glossEntry = "gls-entry"
  case glossID = "gls-id"
  case glossReference = "gls-ref"
  case formatStyle = "fs"
  case metadataID = "mda-id"
  case resourceID = "res-id"
  case resourceContent = "res-content"
  case resourceType = "res-mime-type"
  case resourceReference = "res-ref"
  case resourceLang = "res-lang"
  case resourceTargetLang = "res-target-lang"
  case changeReference = "ctr-ref"
  case changeProperty = "ctr-property"
  case sizeInfo = "slr-size-info"
  case sizeReference = "slr-size-info-ref"
  case sizeValue = "slr-value"
  case validationRule = "val-rule"
  case itsVersion = "its-version"
  case itsType = "its-type"
  case itsExclusive = "its-exclusive"
  case itsRequired = "its-required"
  case itsReference = "its-ref"
  case itsAnnotators = "its-annotators-ref"
  case itsID = "its-id"
  // Version 1.2
  case v1UnitID = "v1-id-unit"
  case v1Segment = "v1-mrk-mid"
  case v1Phase = "v1-phase"
  case v1Tool = "v1-tool"
  case v1CodeID = "v1-id-inline"
  case v1Pair = "v1-pair"
  case v1Old = "v1-old"

  /// How much a finding of the rule weighs. What real files often break and readers take without
  /// harm is a warning.
  package var severity: Severity {
    switch self {
    case .translateAnnotation, .resourceReference, .resourceTargetLang, .v1UnitID, .v1Segment,
      .v1Phase, .v1Tool, .v1CodeID, .v1Pair:
      .warning
    case .v1Old: .note
    default: .error
    }
  }

  /// The section of the specification, with the name of the element or attribute that it is about.
  package var section: String { about.section }

  /// What the rule asks for, in one sentence.
  package var summary: String { about.summary }

  private var about: (section: String, summary: String) {
    switch self {
    case .wellFormed: ("XML 1.0, 2.1", "The file is well-formed XML without a document type.")
    case .version: ("4.2.2.1 xliff", "The version is one that the namespace allows.")
    case .element: ("4.2 Elements", "An element stands where its parent allows it.")
    case .contentOrder: ("4.2 Elements", "Elements come in their order, each as often as allowed.")
    case .contentMissing: ("4.2 Elements", "An element holds what it must hold.")
    case .text: ("4.2 Elements", "Text stands only where it is allowed.")
    case .attribute: ("4.3 Attributes", "An element has only attributes that it allows.")
    case .attributeMissing: ("4.3 Attributes", "An element has the attributes that it needs.")
    case .value: ("4.3 Attributes", "The value of an attribute is of its type.")
    case .languageTag: ("4.3.1 srcLang", "Languages are well-formed tags of BCP 47.")
    case .targetLanguage: ("4.2.2.1 xliff", "Where there are targets, trgLang is set.")
    case .sourceLang:
      ("4.2.2.12 source", "The language of a source, also an inherited one, is that of srcLang.")
    case .targetLang:
      ("4.2.2.13 target", "The language of a target, also an inherited one, is that of trgLang.")
    case .xmlSpace: ("4.2.2.13 target", "A target treats white space as its source does.")
    case .fileID: ("4.3.1 id", "File ids are unique in the document.")
    case .groupID: ("4.3.1 id", "Group ids are unique in their file.")
    case .unitID: ("4.3.1 id", "Unit ids are unique in their file.")
    case .noteID: ("4.3.1 id", "Note ids are unique in their notes.")
    case .dataID: ("4.3.1 id", "Data ids are unique in their originalData.")
    case .inlineID:
      ("4.3.1 id", "Segments, ignorables and inline elements of sources share one scope of ids.")
    case .targetID:
      (
        "4.3.1 id",
        "An inline element of a target has the id of its counterpart, or one of its own."
      )
    case .extensionID:
      ("4.9 Extension Mechanisms", "Ids of extensions are unique in their file, group or unit.")
    case .fragmentSyntax: ("3 Fragment Identification", "A fragment identifier is well-formed.")
    case .fragmentUnresolved:
      ("3 Fragment Identification", "A fragment identifier leads to something in the document.")
    case .dataReference: ("4.3.1 dataRef", "A reference to original data leads to a data element.")
    case .subFlows: ("4.3.1 subFlows", "Sub-flows are units of the same file.")
    case .skeleton: ("4.2.2.3 skeleton", "A skeleton has either content or an href.")
    case .unitSegment: ("4.2.2.5 unit", "A unit has at least one segment.")
    case .stateTarget: ("4.3.1 state", "A segment without a target is in the state initial.")
    case .subState: ("4.3.1 subState", "A subState stands beside a state.")
    case .order: ("4.3.1 order", "The orders of targets are a permutation of their places.")
    case .codePoint: ("4.2.3.1 cp", "cp stands only for characters that XML cannot hold.")
    case .subType: ("4.3.1 subType", "A subType stands beside the type that it refines.")
    case .pairedAttributes: ("4.2.3.3 pc", "Attributes for the two ends of a code come together.")
    case .isolated:
      ("4.3.1 isolated", "A code is isolated where its other half is not in the unit.")
    case .startEnd: ("4.2.3.5 ec", "Each start code has one end code behind it in the unit.")
    case .startEndAttributes: ("4.2.3.5 ec", "Both halves of a code say the same of it.")
    case .endID: ("4.2.3.5 ec", "An end code has an id where it is isolated, else a startRef.")
    case .marker: ("4.2.3.8 em", "Each sm has an em behind it in the unit.")
    case .copyOf: ("4.3.1 copyOf", "A copy is of a code without original data that may be copied.")
    case .reorderHints:
      ("4.3.1 canReorder", "What cannot be reordered can be neither copied nor deleted.")
    case .reorderChain: ("4.3.1 canReorder", "A sequence that stays in order begins with firstNo.")
    case .reorderChanged: ("4.3.1 canReorder", "A sequence that stays in order does so in targets.")
    case .removedCode: ("4.3.1 canDelete", "Codes that cannot be deleted are in the target too.")
    case .comment:
      ("4.7.3.1.3 Comment Annotation", "A comment has either a value or a ref to a note.")
    case .translateAnnotation:
      ("4.7.3.1.1 Translate Annotation", "A generic annotation says whether to translate.")
    case .matchAnnotation:
      ("5.1.3 Translation Candidate Annotation", "The annotation of a match has no ref.")
    case .matchReference: ("5.1.5 match", "A match refers to a part of its unit with #.")
    case .matchID: ("5.1.5 match", "Ids of matches are unique in their matches.")
    case .matchSubType: ("5.1.5 match", "A subType of a match stands beside a type.")
    case .matchLang:
      ("5.1.5 match", "A match sets no language, and its texts are in the document's.")
    case .glossEntry: ("5.2.5 glossEntry", "An entry has a translation or a definition.")
    case .glossID: ("5.2.5 glossEntry", "Ids of entries and translations are unique.")
    case .glossReference: ("5.2.5 glossEntry", "An entry refers to a part of its unit.")
    case .formatStyle:
      ("5.3 Format Style Module", "subFs stands beside fs, on isolated end codes only.")
    case .metadataID: ("5.4 Metadata Module", "Ids are unique in their metadata.")
    case .resourceID: ("5.5 Resource Data Module", "Ids are unique in their resourceData.")
    case .resourceContent: ("5.5 Resource Data Module", "A resource has either content or an href.")
    case .resourceType: ("5.5 Resource Data Module", "A resource without content names its type.")
    case .resourceReference:
      ("5.5 Resource Data Module", "A reference leads to a resource of the file or of its unit.")
    case .resourceLang:
      ("5.5 Resource Data Module", "Resources are in the document's languages.")
    case .resourceTargetLang:
      (
        "5.5 Resource Data Module",
        "In 2.2 too, the target of a resource is in the target language."
      )
    case .changeReference:
      ("5.6 Change Tracking Module", "Revisions are of something that is there.")
    case .changeProperty:
      ("5.6 Change Tracking Module", "A revision is of content or of an attribute that is set.")
    case .sizeInfo:
      ("5.7 Size and Length Restriction Module", "sizeInfo and sizeInfoRef exclude each other.")
    case .sizeReference:
      ("5.7 Size and Length Restriction Module", "sizeInfoRef leads to data beside or above.")
    case .sizeValue:
      (
        "5.7 Size and Length Restriction Module",
        "Sizes are whole numbers in the standard profiles."
      )
    case .validationRule:
      ("5.8 Validation Module", "A rule is of one kind, with what belongs to it.")
    case .itsVersion: ("5.9 ITS Module", "Where ITS is used, its version is set.")
    case .itsType: ("5.9 ITS Module", "An annotation with ITS data has the type its:generic.")
    case .itsExclusive: ("5.9 ITS Module", "ITS attributes that exclude each other are not mixed.")
    case .itsRequired: ("5.9 ITS Module", "ITS attributes that need each other come together.")
    case .itsReference: ("5.9 ITS Module", "ITS references lead to an element of the unit.")
    case .itsAnnotators: ("5.9 ITS Module", "annotatorsRef names each data category once.")
    case .itsID: ("5.9 ITS Module", "Ids of ITS stand-off elements are unique.")
    case .v1UnitID: ("2.2 trans-unit", "Ids of units and groups are unique in their file.")
    case .v1Segment: ("2.2 seg-source", "Segments of a target are those of its seg-source.")
    case .v1Phase: ("2.2 phase", "A phase that is named is declared.")
    case .v1Tool: ("2.2 tool", "A tool that is named is declared.")
    case .v1CodeID: ("2.2 Inline Elements", "Ids of inline elements are unique in their text.")
    case .v1Pair: ("2.2 bpt", "Both halves of a code that is split are in the text.")
    case .v1Old: ("1.1 Transitional and Strict", "Version 1.0 or 1.1: only the XML was looked at.")
    }
  }
}

/// Something that a validation found.
package struct XLIFFFinding: Hashable, Sendable {
  package let rule: XLIFFRule
  /// Where the tag ends.
  package let line: Int
  package let column: Int
  /// The unit that it is in, where there is one.
  package let unitID: String?
  /// One sentence: what is wrong with which element.
  package let message: String
}
