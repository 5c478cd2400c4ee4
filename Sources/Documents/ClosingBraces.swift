/// Where the next closing brace is.
///
/// Whoever looks for the end behind each of many openings takes the square of their number; here
/// each byte is looked at once, as long as places are asked for in order.
struct ClosingBraces {
  /// No placeholder and no mark is longer.
  static let longestCode = 400

  private var next = 0

  /// Whether code in braces that opens at a place can end: whether a brace closes near enough.
  mutating func mayClose(at place: Int, in bytes: ArraySlice<UInt8>) -> Bool {
    next = max(next, place)
    while next < bytes.endIndex, bytes[next] != UInt8(ascii: "}") { next += 1 }
    return next < bytes.endIndex && next - place < Self.longestCode
  }
}
