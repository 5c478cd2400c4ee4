@testable import XLIFF

// The rules of the modules and of ITS.
extension RuleExample {
  private static func match(_ attributes: String, _ content: String = "") -> String {
    "<mtc:matches><mtc:match \(attributes)><source>Go</source><target>Ve</target>\(content)"
      + "</mtc:match></mtc:matches><segment id=\"s1\"><source>Go</source></segment>"
  }

  private static func glossary(_ entry: String) -> String {
    "<gls:glossary>\(entry)</gls:glossary><segment id=\"s1\"><source>Go</source></segment>"
  }

  private static func revisions(_ attributes: String, property: String = "content") -> String {
    "<ctr:changeTrack><ctr:revisions \(attributes)><ctr:revision><ctr:item "
      + "property=\"\(property)\">old</ctr:item></ctr:revision></ctr:revisions></ctr:changeTrack>"
      + "<notes><note id=\"n1\">a</note></notes>\(text)"
  }

  private static func resource(_ item: String, beside unit: String = unit1) -> String {
    "<res:resourceData>\(item)</res:resourceData>\(unit)"
  }

  private static func its(_ attributes: String, before: String = "") -> String {
    "\(before)<segment><source><mrk id=\"1\" its:version=\"2.0\" \(attributes)>a</mrk></source>"
      + "</segment>"
  }

  static let modules: [RuleExample] = [
    RuleExample(.matchReference, unit: match("ref=\"#s1\""), not: match("ref=\"s1\"")),
    RuleExample(
      .matchID,
      unit: "<mtc:matches>\(twoMatches("m1", "m2"))</mtc:matches>\(named)",
      not: "<mtc:matches>\(twoMatches("m1", "m1"))</mtc:matches>\(named)"),
    RuleExample(
      .matchSubType, unit: match("ref=\"#s1\" type=\"tm\" subType=\"my:a\""),
      not: match("ref=\"#s1\" subType=\"my:a\"")),
    RuleExample(
      .matchLang, unit: match("ref=\"#s1\""), not: match("ref=\"#s1\" xml:lang=\"fr\"")),
    RuleExample(
      .glossEntry,
      unit: glossary(
        "<gls:glossEntry><gls:term>court</gls:term><gls:translation>tribunal</gls:translation>"
          + "</gls:glossEntry>"),
      not: glossary("<gls:glossEntry><gls:term>court</gls:term></gls:glossEntry>")),
    RuleExample(
      .glossID,
      unit: glossary(
        "<gls:glossEntry id=\"1\"><gls:term>court</gls:term><gls:translation id=\"2\">tribunal"
          + "</gls:translation></gls:glossEntry>"),
      not: glossary(
        "<gls:glossEntry id=\"1\"><gls:term>court</gls:term><gls:translation id=\"1\">tribunal"
          + "</gls:translation></gls:glossEntry>")),
    RuleExample(
      .glossReference,
      unit: glossary(
        "<gls:glossEntry ref=\"#s1\"><gls:term>a</gls:term><gls:definition>b</gls:definition>"
          + "</gls:glossEntry>"),
      not: glossary(
        "<gls:glossEntry ref=\"#s9\"><gls:term>a</gls:term><gls:definition>b</gls:definition>"
          + "</gls:glossEntry>")),
    RuleExample(
      .formatStyle, source: "<ph id=\"1\" fs:fs=\"img\" fs:subFs=\"src,a.png\"/>",
      not: "<ph id=\"1\" fs:subFs=\"src,a.png\"/>"),
    RuleExample(
      .metadataID, unit: "\(metadata("1", "2"))\(text)", not: "\(metadata("1", "1"))\(text)"),
    RuleExample(
      .resourceID,
      file: resource(
        "<res:resourceItem id=\"1\" mimeType=\"a/b\"/><res:resourceItem id=\"2\" mimeType=\"a/b\"/>"
      ),
      not: resource(
        "<res:resourceItem id=\"1\" mimeType=\"a/b\"/><res:resourceItem id=\"1\" mimeType=\"a/b\"/>"
      )
    ),
    RuleExample(
      .resourceContent,
      file: resource(
        "<res:resourceItem mimeType=\"a/b\"><res:source href=\"a\"/></res:resourceItem>"),
      not: resource("<res:resourceItem mimeType=\"a/b\"><res:source/></res:resourceItem>")),
    RuleExample(
      .resourceType,
      file: resource(
        "<res:resourceItem mimeType=\"a/b\"><res:source href=\"a\"/></res:resourceItem>"),
      not: resource("<res:resourceItem><res:source href=\"a\"/></res:resourceItem>")),
    RuleExample(
      .resourceReference,
      file: resource(
        "<res:resourceItem id=\"1\" mimeType=\"a/b\"/>",
        beside:
          "<unit id=\"u1\">\(resource("<res:resourceItemRef ref=\"1\"/>", beside: text))</unit>"),
      not: resource(
        "<res:resourceItem id=\"1\" mimeType=\"a/b\"/>",
        beside:
          "<unit id=\"u1\">\(resource("<res:resourceItemRef ref=\"2\"/>", beside: text))</unit>")
    ),
    RuleExample(
      .resourceLang,
      file: resource(
        "<res:resourceItem mimeType=\"a/b\"><res:source href=\"a\" xml:lang=\"en\"/></res:resourceItem>"
      ),
      not: resource(
        "<res:resourceItem mimeType=\"a/b\"><res:source href=\"a\" xml:lang=\"fr\"/></res:resourceItem>"
      )
    ),
    RuleExample(
      .resourceTargetLang,
      version22(
        resource(
          "<res:resourceItem mimeType=\"a/b\"><res:target href=\"a\" xml:lang=\"es\"/></res:resourceItem>"
        )),
      not: version22(
        resource(
          "<res:resourceItem mimeType=\"a/b\"><res:target href=\"a\" xml:lang=\"fr\"/></res:resourceItem>"
        ))),
    RuleExample(
      .changeReference, unit: revisions("appliesTo=\"note\" ref=\"n1\""),
      not: revisions("appliesTo=\"note\" ref=\"n9\"")),
    RuleExample(
      .changeProperty, unit: revisions("appliesTo=\"note\" ref=\"n1\"", property: "id"),
      not: revisions("appliesTo=\"note\" ref=\"n1\"", property: "priority")),
    RuleExample(
      .sizeInfo, source: "<ph id=\"1\" slr:sizeInfo=\"3\"/>",
      not: "<sc id=\"1\"/>a<ec startRef=\"1\" slr:sizeInfo=\"3\"/>"),
    RuleExample(
      .sizeReference,
      file: "<slr:data profile=\"my:p\"><my:s id=\"s1\"/></slr:data><group id=\"g1\" "
        + "slr:sizeInfoRef=\"s1\"/>",
      not: "<slr:data profile=\"my:p\"><my:s id=\"s1\"/></slr:data><group id=\"g1\" "
        + "slr:sizeInfoRef=\"s2\"/>"),
    RuleExample(
      .sizeValue, file: "<group id=\"g1\" slr:sizeRestriction=\"5,*\"/>",
      not: "<group id=\"g1\" slr:sizeRestriction=\"5,many\"/>"),
    RuleExample(
      .validationRule,
      unit: "<val:validation><val:rule isPresent=\"a\" occurs=\"1\"/></val:validation>\(text)",
      not: "<val:validation><val:rule startsWith=\"a\" occurs=\"1\"/></val:validation>\(text)"),
    RuleExample(
      .itsVersion,
      source: "<mrk id=\"1\" its:version=\"2.0\" its:mtConfidence=\"0.5\">a</mrk>",
      not: "<mrk id=\"1\" its:mtConfidence=\"0.5\">a</mrk>"),
    RuleExample(
      .itsType, unit: its("type=\"its:generic\" its:mtConfidence=\"0.5\""),
      not: its("type=\"term\" its:mtConfidence=\"0.5\"")),
    RuleExample(
      .itsExclusive, unit: its("its:locQualityRatingScore=\"5\""),
      not: its("its:locQualityRatingScore=\"5\" its:locQualityRatingVote=\"2\"")),
    RuleExample(
      .itsRequired, unit: its("its:taSource=\"a\" its:taIdent=\"b\""),
      not: its("its:taSource=\"a\"")),
    RuleExample(
      .itsReference,
      unit: its("its:locQualityIssuesRef=\"#its=i1\"", before: issues("i1")),
      not: its("its:locQualityIssuesRef=\"#its=i2\"", before: issues("i1"))),
    RuleExample(
      .itsAnnotators, unit: its("its:annotatorsRef=\"terminology|https://example.org\""),
      not: its("its:annotatorsRef=\"words|https://example.org\"")),
    RuleExample(
      .itsID, unit: "\(issues("i1"))\(issues("i2"))\(text)",
      not: "\(issues("i1"))\(issues("i1"))\(text)"),
  ]

  private static let named = "<segment id=\"s1\"><source>Go</source></segment>"

  private static func twoMatches(_ ids: String...) -> String {
    ids.map {
      "<mtc:match id=\"\($0)\" ref=\"#s1\"><source>Go</source><target>Ve</target></mtc:match>"
    }.joined()
  }

  private static func metadata(_ ids: String...) -> String {
    let groups = ids.map {
      "<mda:metaGroup id=\"\($0)\"><mda:meta type=\"t\">v</mda:meta></mda:metaGroup>"
    }
    return "<mda:metadata>\(groups.joined())</mda:metadata>"
  }

  private static func issues(_ id: String) -> String {
    "<its:locQualityIssues xml:id=\"\(id)\"><its:locQualityIssue locQualityIssueType=\"omission\"/>"
      + "</its:locQualityIssues>"
  }
}
