import Units

/// The texts of a store, in which others are looked for: sections in a file, which is mapped, and in memory
/// what came since.
///
/// The file is a cache like the store. It grows by what came; of what is gone the texts stay, until they are
/// too many and it is made anew.
struct StoredTexts {
  private let sections: [TextSection]

  /// How many translations may have come since the file was written.
  private static let mostSince = 2000

  /// Opens the texts of a store, or writes them down.
  ///
  /// - Parameters:
  ///   - database: The store.
  ///   - path: The file of the store, beside which that of the texts stands; nil for a store in memory.
  ///   - sectionSize: How many translations a section has, at most.
  /// - Throws: `MemoryError` where the store cannot be read.
  init(
    of database: Database, besides path: String?,
    sectionSize: Int = TextSectionLayout.mostSegments
  ) throws(MemoryError) {
    let texts = try SegmentTexts(database, sectionSize: sectionSize)
    let file = path.map(Self.file)
    var sections = file.map { Self.sections(in: $0, of: texts.store) } ?? []
    for section in sections where try !texts.areStill(in: section) { sections = [] }
    if let file, try texts.count(after: sections.last?.lastID ?? 0) > Self.mostSince {
      // The last one may have room.
      let kept = try texts.areMostly(in: sections) ? sections.dropLast() : []
      // A folder that cannot be written to costs time and nothing else.
      if let written = IndexFile(path: file) {
        for section in kept {
          written.append(section.bytes, section.layout.start..<section.layout.end)
        }
        try texts.forEachSection(after: kept.last?.lastID ?? 0) { written.append($0, 0..<$0.count) }
        if written.finish() { sections = Self.sections(in: file, of: texts.store) }
      }
    }
    try texts.forEachSection(after: sections.last?.lastID ?? 0) { bytes in
      if let section = TextSection(bytes, at: 0) { sections.append(section) }
    }
    self.sections = sections
  }

  private static func file(besides path: String) -> String { "\(path).texts" }

  /// Whether a store's file of texts, if there is one, holds what was written to it.
  static func areIntact(besides path: String) -> Bool {
    guard let bytes = IndexBytes(path: file(besides: path)) else { return true }
    var start = 0
    while start < bytes.count {
      guard let section = TextSection(bytes, at: start), section.isIntact else { return false }
      start = section.layout.end
    }
    return true
  }

  private static func sections(in file: String, of store: UInt64) -> [TextSection] {
    guard let bytes = IndexBytes(path: file) else { return [] }
    var sections: [TextSection] = []
    var start = 0
    while let section = TextSection(bytes, at: start), section.layout.store == store {
      sections.append(section)
      start = section.layout.end
    }
    return sections
  }

  /// Calls a function with each translation in which a text occurs, and with some that are gone, in the
  /// order of their numbers as long as it wants more.
  func search(_ needle: Needle, _ take: (TextSection.Found) throws -> Bool) rethrows {
    for section in sections {
      guard try section.search(needle, take) else { return }
    }
  }
}

/// The texts of the translations of a store.
private struct SegmentTexts {
  let database: Database
  let store: UInt64
  private let sectionSize: Int

  init(_ database: Database, sectionSize: Int) throws(MemoryError) {
    self.database = database
    self.sectionSize = sectionSize
    store = try database.storeIdentity()
  }

  func count(after last: Int64) throws(MemoryError) -> Int64 {
    try database.number("SELECT count(*) FROM segment WHERE id > \(last)")
  }

  /// Whether the last translation of a section, if it is there, has the same texts: those of a store that was
  /// put back to what it was before have the numbers of others.
  func areStill(in section: TextSection) throws(MemoryError) -> Bool {
    let select = try database.prepare("SELECT source, target FROM segment WHERE id = ?")
    try select.bind(.integer(section.lastID))
    guard try select.step() else { return true }
    let texts = [select.text(0), select.text(1)].map { Content(stored: $0).text }
    return texts.flatMap { SmallLetters.forms(of: $0).small } == section.lastTexts
  }

  /// Whether at least half of what some sections hold is still there.
  func areMostly(in sections: [TextSection]) throws(MemoryError) -> Bool {
    let held = sections.reduce(0) { $0 + $1.layout.segments }
    let there = try database.number(
      "SELECT count(*) FROM segment WHERE id <= \(sections.last?.lastID ?? 0)")
    return there * 2 >= held
  }

  /// Calls a function with the sections of all translations behind one.
  func forEachSection(
    after last: Int64, _ take: (IndexBytes) -> Void
  ) throws(MemoryError) {
    let select = try database.prepare(
      """
      SELECT segment.id, pair, segment.source, target
      FROM segment JOIN source ON source.id = source_id WHERE segment.id > ? ORDER BY segment.id
      """)
    try select.bind(.integer(last))
    var builder = TextSectionBuilder()
    while try select.step() {
      builder.add(
        select.integer(0), pair: select.integer(1), source: select.text(2), target: select.text(3))
      guard builder.isFull(sectionSize) else { continue }
      take(builder.build(store: store))
      builder = TextSectionBuilder()
    }
    if !builder.isEmpty { take(builder.build(store: store)) }
  }
}
