import LibXML
import Units

/// Reads SRX 2.0, and 1.0 as far as it says the same.
final class SRXReader: XMLEventReceiver {
  private var file = SRXFile()
  private var text = ""
  private var before = ""
  private var after = ""
  private var isBreak = true
  private var hasRoot = false

  func read(_ bytes: [UInt8]) throws(SRXError) -> SRXFile {
    do {
      try XMLReader().read(bytes, into: self)
    } catch let error as SRXError {
      throw error
    } catch let failure as XMLFailure {
      throw SRXError(line: failure.location.line, message: failure.message)
    } catch {
      throw SRXError(line: 1, message: "\(error)")
    }
    return file
  }

  func startElement(
    _ name: XMLName, attributes: borrowing XMLAttributes, at location: XMLLocation
  ) throws {
    let values = attributes.all
    func value(_ key: String) -> String? {
      values.first { $0.local == key && $0.namespace.isEmpty }?.value
    }
    func required(_ key: String) throws -> String {
      guard let value = value(key) else {
        throw SRXError(
          line: location.line, message: "the attribute “\(key)” is missing on <\(name.local)>")
      }
      return value
    }
    func flag(_ key: String, default usual: Bool) throws -> Bool {
      switch value(key) {
      case nil: return usual
      case "yes": return true
      case "no": return false
      case let other?:
        throw SRXError(
          line: location.line, message: "\(key)=\"\(other)\" must be “yes” or “no”")
      }
    }
    guard hasRoot else {
      guard name.local == "srx" else {
        throw SRXError(
          line: location.line, message: "this is no SRX file: it begins with <\(name.local)>")
      }
      hasRoot = true
      return
    }
    text = ""
    switch name.local {
    case "header": file.cascades = try flag("cascade", default: false)
    case "formathandle":
      let isBefore = try flag("include", default: false)
      switch try required("type") {
      case "start": file.codeSides.start = isBefore ? .before : .after
      case "end": file.codeSides.end = isBefore ? .before : .after
      case "isolated": file.codeSides.isolated = isBefore ? .before : .after
      case let other:
        throw SRXError(
          line: location.line, message: "type=\"\(other)\" must be “start”, “end” or “isolated”")
      }
    case "languagerule":
      file.languageRules.append(SRXFile.LanguageRule(name: try required("languagerulename")))
    case "rule":
      isBreak = try flag("break", default: true)
      before = ""
      after = ""
    case "languagemap":
      file.languageMaps.append(
        SRXFile.LanguageMap(
          pattern: try required("languagepattern"), ruleName: try required("languagerulename"),
          line: location.line))
    default: break
    }
  }

  func endElement(_ name: XMLName, at location: XMLLocation) {
    switch name.local {
    case "beforebreak": before = text
    case "afterbreak": after = text
    case "rule":
      guard !file.languageRules.isEmpty else { return }
      file.languageRules[file.languageRules.count - 1].rules.append(
        SRXFile.Rule(isBreak: isBreak, before: before, after: after, line: location.line))
    default: break
    }
    text = ""
  }

  func characters(_ text: Span<UInt8>) { self.text += String(text) }
}
