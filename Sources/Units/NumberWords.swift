/// Small numbers in words, and Roman figures: what a translation may write for figures.
///
/// Words that mostly mean something else are left out, or need a noun that is counted behind them:
/// Vietnamese `năm` is five before `ngày`, and otherwise a year.
package enum NumberWords {
  /// The values of the number words in a text.
  package static func values(in tokens: [Substring], language: String) -> [Int] {
    let words = tokens.map { $0.lowercased().filter { $0.isLetter || $0 == "-" } }
    var values = tokens.compactMap(roman)
    switch language {
    case "en": values += words.compactMap { english[$0] ?? compound($0) }
    case "es":
      values += words.compactMap { spanish[$0] ?? spanishOthers[$0] } + spanishTens(words)
      values += spanishOnes(words)
    case "vi": values += vietnameseValues(words)
    default: break
    }
    return values
  }

  /// `XX`, `IV`: at least two capitals, as one alone is mostly a letter.
  private static func roman(_ token: Substring) -> Int? {
    let letters = token.filter(\.isLetter)
    guard letters.count > 1, letters.allSatisfy({ "IVXLC".contains($0) }) else { return nil }
    let digits = letters.map { ["I": 1, "V": 5, "X": 10, "L": 50, "C": 100][String($0)] ?? 0 }
    return digits.indices.reduce(0) { sum, index in
      let isBeforeLarger = index + 1 < digits.count && digits[index] < digits[index + 1]
      return sum + (isBeforeLarger ? -digits[index] : digits[index])
    }
  }

  // MARK: English and Spanish

  private static let english = numbered(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
    """, tens: "thirty forty fifty sixty seventy eighty ninety")

  private static let spanish = numbered(
    """
    cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
    diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco
    veintiséis veintisiete veintiocho veintinueve
    """, tens: "treinta cuarenta cincuenta sesenta setenta ochenta noventa")

  private static let spanishOthers = [
    "primer": 1, "primera": 1, "primero": 1, "segunda": 2, "segundo": 2, "tercer": 3,
    "tercera": 3, "tercero": 3, "cuarta": 4, "cuarto": 4, "quinta": 5, "quinto": 5, "sexta": 6,
    "sexto": 6, "séptima": 7, "séptimo": 7, "octava": 8, "octavo": 8, "novena": 9, "noveno": 9,
    "décima": 10, "décimo": 10, "decimocuarta": 14, "cien": 100, "doscientas": 200,
    "doscientos": 200, "quinientas": 500, "quinientos": 500, "mil": 1000,
  ]

  /// `un` is an article unless something is counted or measured.
  private static func spanishOnes(_ words: [String]) -> [Int] {
    let counted: Set = [
      "año", "copia", "de", "dólar", "día", "hora", "mes", "minuto", "página", "persona", "semana",
      "solo", "sola", "vez",
    ]
    return words.indices.dropLast().compactMap { index in
      (words[index] == "un" || words[index] == "una") && counted.contains(words[index + 1])
        ? 1 : nil
    }
  }

  private static func numbered(_ words: String, tens: String) -> [String: Int] {
    let small = words.split(whereSeparator: \.isWhitespace).enumerated().map { (String($1), $0) }
    let large = tens.split(separator: " ").enumerated().map { (String($1), ($0 + 3) * 10) }
    return Dictionary(small + large, uniquingKeysWith: { first, _ in first })
  }

  /// `twenty-four`.
  private static func compound(_ word: String) -> Int? {
    let parts = word.split(separator: "-").map(String.init)
    guard parts.count == 2, let tens = english[parts[0]], tens >= 20, let ones = english[parts[1]],
      ones < 10
    else { return nil }
    return tens + ones
  }

  /// `treinta y cinco`.
  private static func spanishTens(_ words: [String]) -> [Int] {
    words.indices.dropFirst().dropLast().compactMap { index in
      guard words[index] == "y", let tens = spanish[words[index - 1]], tens >= 30,
        let ones = spanish[words[index + 1]], ones < 10
      else { return nil }
      return tens + ones
    }
  }

  // MARK: Vietnamese

  private static let digits = [
    "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9,
  ]

  /// Words that are other words too: three and father, five and year, and so on.
  private static let ambiguous: Set = ["một", "mốt", "ba", "năm", "tư", "lăm"]

  private static let counted: Set = [
    "bang", "bản", "bước", "bên", "câu", "cách", "chiếc", "cái", "cơ", "cuộc", "cuốn", "cửa",
    "căn", "giờ", "giây", "gia", "khoản", "khu", "loại", "lá", "lần", "mươi", "mẫu", "mục", "năm",
    "nghìn", "nguyên", "ngàn", "ngày", "người", "nhóm", "nhà", "phiên", "phút", "phần", "quyền",
    "quý", "số", "tháng", "thứ", "tiểu", "tiếng", "trang", "trăm", "triệu", "trường", "tuần",
    "tuổi", "tấm", "tỷ", "vòng", "văn", "vị", "vụ", "đô", "điều", "điểm", "đơn", "đứa",
  ]

  private static let powers = ["trăm": 100, "nghìn": 1000, "ngàn": 1000]

  private static let months = [
    "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "chạp": 12,
  ]

  private static func vietnameseValues(_ words: [String]) -> [Int] {
    var values: [Int] = []
    var index = 0
    func word(_ index: Int) -> String { index < words.count ? words[index] : "" }
    while index < words.count {
      if words[index] == "tháng", let month = months[word(index + 1)] {
        let rest = month == 10 ? digits[word(index + 2)] ?? 0 : 0
        values.append(month + (rest <= 2 ? rest : 0))
        index += 2
      } else if let tens = digits[words[index]], word(index + 1) == "mươi" {
        let ones = digits[word(index + 2)]
        values.append(tens * 10 + (ones ?? 0))
        index += ones == nil ? 2 : 3
      } else if let ones = digits[words[index]], let unit = powers[word(index + 1)] {
        values.append(ones * unit)
        index += 2
      } else if words[index] == "thứ", let ordinal = digits[word(index + 1)] {
        values.append(ordinal)
        index += 2
      } else if words[index] == "đầu", word(index + 1) == "tiên" {
        values.append(1)
        index += 2
      } else if words[index] == "mười" {
        let ones = digits[word(index + 1)]
        values.append(10 + (ones ?? 0))
        index += ones == nil ? 1 : 2
      } else {
        if let value = digits[words[index]],
          !ambiguous.contains(words[index]) || counted.contains(word(index + 1))
        {
          values.append(value)
        }
        index += 1
      }
    }
    return values
  }
}
