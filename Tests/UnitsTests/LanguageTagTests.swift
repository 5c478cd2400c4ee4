import Testing
import Units

@Suite struct LanguageTagTests {
  @Test(arguments: [
    ("en", "en"), ("EN-us", "en-US"), ("es-419", "es-419"), ("zh-hant-tw", "zh-Hant-TW"),
    ("sl-rozaj-biske", "sl-rozaj-biske"), ("de-1996", "de-1996"), ("zh-yue", "zh-yue"),
    ("en-a-bbb-x-private", "en-a-bbb-x-private"), ("fil", "fil"),
    ("en-US-u-CO-phonebk", "en-US-u-co-phonebk"),
  ])
  func `A tag comes out in its canonical case`(text: String, canonical: String) throws {
    #expect(try LanguageTag(text).description == canonical)
  }

  @Test(arguments: [
    ("en_US", "en-US"), ("vn", "vi"), ("Spanish", "es"), ("jp", "ja"), ("", nil), ("e", nil),
    ("en-", "en"), ("en-US-US", "en"), ("en-a", "en"), ("en-toolongsubtag", "en"), ("es-4", "es"),
    ("zz", nil),
  ])
  func `What is no tag is refused, with what was probably meant`(text: String, suggestion: String?)
  {
    let error = #expect(throws: LanguageTag.Malformed.self) { try LanguageTag(text) }
    #expect(error?.suggestion == suggestion)
  }
}
