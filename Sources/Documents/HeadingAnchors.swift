import Units

/// The addresses that sites make from headings, as GitHub and most generators do: small letters,
/// spaces as hyphens, other signs left out, and a number behind a repeat.
struct HeadingAnchors: Sendable {
  private var counts: [String: Int] = [:]

  /// The address of the next heading.
  mutating func next(for text: String) -> String {
    var address = ""
    for scalar in text.lowercased().unicodeScalars {
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil || scalar == "-" || scalar == "_"
        || properties.generalCategory == .nonspacingMark
      {
        address.unicodeScalars.append(scalar)
      } else if scalar == " " {
        address += "-"
      }
    }
    let count = counts[address, default: 0]
    counts[address] = count + 1
    return count == 0 ? address : "\(address)-\(count)"
  }

  /// The address that a line gives itself: `{#address}`, or `id="address"` in a tag.
  static func explicit(in line: ArraySlice<UInt8>) -> String? {
    for opening in ["{#", "id=\"", "id='", "name=\""] {
      let wanted = Array(opening.utf8)
      guard let start = line.indices.first(where: { line[$0...].starts(with: wanted) }) else {
        continue
      }
      let rest = line[(start + wanted.count)...]
      let address = rest.prefix {
        !$0.isASCIISpace && $0 != UInt8(ascii: "}") && $0 != 0x22 && $0 != 0x27
      }
      if !address.isEmpty { return String(decoding: address, as: UTF8.self) }
    }
    return nil
  }
}
