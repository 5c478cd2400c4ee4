import Testing
import Units

@Suite struct UTF8ValidityTests {
  /// What the standard library says, a character at a time.
  private func isValid(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  @Test func `Every sequence of two bytes is judged as by the standard library`() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max {
        let bytes = [first, second]
        #expect(bytes.isValidUTF8 == isValid(bytes), "\(bytes)")
      }
    }
  }

  @Test func `Sequences at the limits are judged the same wherever they stand`() {
    let limits: [UInt8] = [
      0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
      0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<30_000 {
      let odd = (0..<4).map { _ in limits.randomElement(using: &random) ?? 0 }
      let place = Int.random(in: 0...70, using: &random)
      let bytes =
        Array(repeating: UInt8(ascii: "a"), count: place) + odd
        + Array(repeating: UInt8(ascii: "b"), count: Int.random(in: 0...70, using: &random))
      #expect(bytes.isValidUTF8 == isValid(bytes), "\(bytes)")
    }
  }

  @Test func `Text is valid at every length, and cut characters are not`() {
    let text = Array("Tòa án có thể ra lệnh 👍🏽 ¿verdad? — «Sí» ".utf8)
    let long = text + text + text
    for end in 0...long.count {
      let bytes = Array(long[..<end])
      #expect(bytes.isValidUTF8 == isValid(bytes))
    }
  }
}
