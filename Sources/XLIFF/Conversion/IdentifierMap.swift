/// Gives ids that 2.x accepts: tokens, each once.
struct IdentifierMap {
  private var units = Scope()
  private var groups = Scope()
  private var count = 0

  private struct Scope {
    /// The ids that are taken, each with the last number that was put behind it.
    private var used: [String: Int] = [:]

    mutating func free(_ id: String) -> String {
      guard var number = used[id] else {
        used[id] = 1
        return id
      }
      repeat { number += 1 } while used["\(id)-\(number)"] != nil
      used[id] = number
      used["\(id)-\(number)"] = 1
      return "\(id)-\(number)"
    }
  }

  mutating func unit(_ id: String?) -> String { units.free(Self.token(id ?? "u")) }

  mutating func group(_ id: String?) -> String {
    count += 1
    return groups.free(Self.token(id ?? "g\(count)"))
  }

  /// A text as a token of XML: letters, figures and `.-_:`.
  static func token(_ text: String) -> String {
    let token = String(
      text.map { $0.isLetter || $0.isNumber || ".-_:".contains($0) ? $0 : "_" })
    return token.isEmpty ? "_" : token
  }
}
