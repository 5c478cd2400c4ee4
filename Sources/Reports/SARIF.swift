import Checks
import Units

/// Findings as SARIF 2.1.0 (OASIS Standard of 27 March 2020).
enum SARIF {
  static func text(of findings: [Finding], version: String) throws -> String {
    let rules = Rules.catalogue
    let driver = Driver(
      name: "l10n", version: version,
      rules: rules.map {
        Rule(
          id: $0.id, shortDescription: Text(text: $0.summary),
          defaultConfiguration: Level(level: $0.severity.rawValue))
      })
    let results = findings.map { finding in
      Result(
        ruleId: finding.rule, ruleIndex: rules.firstIndex { $0.id == finding.rule } ?? -1,
        level: finding.severity.rawValue, message: Text(text: finding.message),
        locations: [
          Location(
            physicalLocation: PhysicalLocation(
              artifactLocation: Artifact(uri: finding.path.percentEncoded),
              region: Region(
                startLine: finding.position.line, startColumn: finding.position.column)))
        ],
        // The same finding in the next run, wherever its line has moved.
        partialFingerprints: [
          "l10n/v1": Digest("\(finding.path)\n\(finding.segment ?? "")\n\(finding.rule)")
            .description
        ])
    }
    return try JSONText.encode(
      Log(runs: [Run(tool: Tool(driver: driver), results: results)]))
  }

  private struct Log: Encodable {
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version
      case runs
    }
  }

  private struct Run: Encodable {
    let tool: Tool
    let columnKind = "unicodeCodePoints"
    let results: [Result]
  }

  private struct Tool: Encodable { let driver: Driver }

  private struct Driver: Encodable {
    let name: String
    let version: String
    let rules: [Rule]
  }

  private struct Rule: Encodable {
    let id: String
    let shortDescription: Text
    let defaultConfiguration: Level
  }

  private struct Text: Encodable { let text: String }
  private struct Level: Encodable { let level: String }

  private struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Text
    let locations: [Location]
    let partialFingerprints: [String: String]
  }

  private struct Location: Encodable { let physicalLocation: PhysicalLocation }

  private struct PhysicalLocation: Encodable {
    let artifactLocation: Artifact
    let region: Region
  }

  private struct Artifact: Encodable { let uri: String }

  private struct Region: Encodable {
    let startLine: Int
    let startColumn: Int
  }
}

extension String {
  /// The path as a relative reference of RFC 3986.
  fileprivate var percentEncoded: String {
    utf8.reduce(into: "") { result, byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain =
        byte < 0x80
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || "-._~/".unicodeScalars.contains(scalar))
      let hex = String(byte, radix: 16, uppercase: true)
      result += isPlain ? String(Character(scalar)) : "%" + (byte < 16 ? "0" : "") + hex
    }
  }
}
