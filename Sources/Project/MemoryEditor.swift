package import Memory
import Units
import XLIFF

/// Changes the TMX files of a project: adds translations, takes some out, and leaves every other byte as
/// it is. The memory itself is never changed: it follows its files.
package struct MemoryEditor {
  private let workspace: Workspace

  /// An editor of a project's files.
  package init(workspace: Workspace) { self.workspace = workspace }

  // MARK: Adding

  /// The file that translations are added to.
  package static let addedPath = "\(ForeignMemory.folder)/added.tmx"

  /// Adds a translation.
  ///
  /// - Returns: Whether it was not there.
  /// - Throws: `ProjectError` where the file cannot be read or written.
  package func add(_ entry: MemoryEntry) throws -> Bool {
    try alone { try addAlone(entry) }
  }

  /// Runs a change that no other process makes at the same time.
  private func alone<Result>(_ body: () throws -> Result) throws -> Result {
    try workspace.makeCacheFolder()
    return try workspace.files.withLock("\(Workspace.memoryFolder)/memory-files.lock", body)
  }

  private func addAlone(_ entry: MemoryEntry) throws -> Bool {
    let files = workspace.files
    var file: OpenFile
    if files.exists(Self.addedPath) {
      file = try open(Self.addedPath)
      var isKnown = false
      let key = Key(entry)
      try forEachEntry(of: file) { known, _ in if Key(known) == key { isKnown = true } }
      guard !isKnown else { return false }
    } else {
      var writer = TMXWriter(source: workspace.configuration.source)
      file = try OpenFile(writer.finish(), path: Self.addedPath)
    }
    try file.add(TMXWriter.unit(entry))
    try files.write(file.bytes, to: Self.addedPath)
    return true
  }

  // MARK: Taking out

  /// Which translations are meant.
  package struct Selection: Sendable {
    package var source: String?
    package var target: String?
    package var languages: LanguagePair?
    /// The file that they stand in.
    package var file: String?

    /// All of them.
    package init() {}

    fileprivate func includes(_ entry: MemoryEntry) -> Bool {
      let same = { (text: String?, content: Content) in
        text.map { $0.collapsedToNFC == content.text.collapsedToNFC } ?? true
      }
      return same(source, entry.source) && same(target, entry.target)
        && languages.map { $0 == entry.languages } ?? true
    }
  }

  /// A translation that was found, with the file and the line where it stands.
  package struct Place: Sendable {
    package let path: String
    package let line: Int
    package let entry: MemoryEntry
  }

  /// What was taken out, and what cannot be.
  package struct Removal: Sendable {
    package fileprivate(set) var removed: [Place] = []
    /// Those that stand in records, which imports change.
    package fileprivate(set) var inRecords: [MemoryEntry] = []
  }

  /// Takes translations out of the TMX files.
  ///
  /// - Parameters:
  ///   - selection: Which ones.
  ///   - writes: Whether files are written; otherwise it is only told what would be taken out.
  /// - Returns: What was taken out.
  /// - Throws: `ProjectError` where a file cannot be read or written.
  package func delete(_ selection: Selection, writes: Bool) throws -> Removal {
    try alone { try deleteAlone(selection, writes: writes) }
  }

  private func deleteAlone(_ selection: Selection, writes: Bool) throws -> Removal {
    var removal = Removal()
    var changes: [String: [UInt8]] = [:]
    for path in workspace.foreignMemoryPaths() where selection.file.map({ $0 == path }) ?? true {
      var cuts: [Cut] = []
      let file = try open(path)
      try forEachEntry(of: file) { entry, unit in
        guard selection.includes(entry) else { return }
        removal.removed.append(Place(path: path, line: unit.line, entry: entry))
        if cuts.last?.unit.range != unit.range { cuts.append(Cut(unit: unit)) }
        let target = unit.variants.first { variant in
          ForeignMemory.locale(variant.language, in: workspace.configuration.locales)
            == entry.languages.target && variant.content.text == entry.target.text
        }
        cuts[cuts.count - 1].targets.insert(target?.range ?? unit.range)
      }
      if !cuts.isEmpty { changes[path] = try file.without(cuts.flatMap(\.ranges)).bytes }
    }
    // Nothing is written before all of it is known to work.
    if writes { for (path, bytes) in changes { try workspace.files.write(bytes, to: path) } }
    if selection.file == nil {
      for file in try workspace.memoryFiles() where !file.path.hasPrefix("\(ForeignMemory.folder)/")
      {
        try file.read(0) { removal.inRecords += $0.filter(selection.includes) }
      }
    }
    return removal
  }

  /// What of a unit is taken out.
  private struct Cut {
    let unit: TMXUnit
    var targets: Set<Range<Int>> = []

    /// The targets, where what stays is still a translation, and else all of it.
    var ranges: [Range<Int>] {
      unit.variants.count - targets.count < 2 || targets.contains(unit.range)
        ? [unit.range] : Array(targets)
    }
  }

  /// Takes units out of the TMX files all of whose translations stand in another one as well: of several
  /// the most advanced stays, then the newest, then the first.
  ///
  /// - Returns: The places of those taken out.
  /// - Throws: `ProjectError` where a file cannot be read or written.
  package func dedupe(writes: Bool) throws -> [Place] {
    try alone { try dedupeAlone(writes: writes) }
  }

  private func dedupeAlone(writes: Bool) throws -> [Place] {
    struct Candidate {
      var place: Place
      var range: Range<Int>
      var keys: [Key]
    }
    var candidates: [Candidate] = []
    for path in workspace.foreignMemoryPaths() {
      try forEachEntry(of: open(path)) { entry, unit in
        if let last = candidates.last, last.place.path == path, last.range == unit.range {
          candidates[candidates.count - 1].keys.append(Key(entry))
        } else {
          candidates.append(
            Candidate(
              place: Place(path: path, line: unit.line, entry: entry), range: unit.range,
              keys: [Key(entry)]))
        }
      }
    }
    var seen: Set<Key> = []
    var doubled: [Candidate] = []
    let order = candidates.indices.sorted { a, b in
      let (one, other) = (candidates[a].place.entry, candidates[b].place.entry)
      if one.state != other.state { return one.state > other.state }
      return one.date == other.date ? a < b : one.date > other.date
    }
    for index in order {
      let isNew = candidates[index].keys.contains { !seen.contains($0) }
      seen.formUnion(candidates[index].keys)
      if !isNew { doubled.append(candidates[index]) }
    }
    let changes = try Dictionary(grouping: doubled, by: \.place.path).map { path, units in
      (path: path, bytes: try open(path).without(units.map(\.range)).bytes)
    }
    if writes { for change in changes { try workspace.files.write(change.bytes, to: change.path) } }
    return doubled.map(\.place).sorted { ($0.path, $0.line) < ($1.path, $1.line) }
  }

  /// What makes two translations one: their languages and texts.
  private struct Key: Hashable {
    let languages: LanguagePair
    let texts: UInt64

    init(_ entry: MemoryEntry) {
      languages = entry.languages
      texts = Digest("\(entry.source.exactKey)\u{0}\(entry.target.exactKey)").value
    }
  }

  private func open(_ path: String) throws -> OpenFile {
    try OpenFile(workspace.files.read(path), path: path)
  }

  private func forEachEntry(
    of file: OpenFile, _ body: (MemoryEntry, TMXUnit) throws -> Void
  ) throws {
    var report = ForeignMemory.Report()
    let locales = workspace.configuration.locales
    try ForeignMemory.forEachUnit(of: file.text, at: file.path) { unit in
      for entry in ForeignMemory.entries(of: unit, path: file.path, locales: locales, &report) {
        try body(entry, unit)
      }
    }
  }
}

/// A TMX file as it would be in UTF-8, with what it takes to write it back as it was.
private struct OpenFile {
  let path: String
  private let encoding: FileEncoding
  var text: [UInt8]

  init(_ bytes: [UInt8], path: String) throws(ProjectError) {
    guard let (encoding, text) = FileEncoding.read(bytes) else {
      throw ProjectError(
        .unreadable, path: path,
        "files in this encoding cannot be changed; l10n memory export writes one in UTF-8")
    }
    self.path = path
    self.encoding = encoding
    self.text = text
  }

  var bytes: [UInt8] { encoding.write(text) }

  /// Adds a unit: behind the last one, or where there is none, in front of the end of the body.
  mutating func add(_ unit: [UInt8]) throws {
    var ends: [Int] = []
    try ForeignMemory.forEachUnit(of: text, at: path) { ends.append($0.range.upperBound) }
    guard let end = ends.last ?? text.lastRange(of: "</body>") else {
      throw ProjectError(
        .unreadable, path: path, "the file has no </body>, in front of which units go")
    }
    var added = self
    added.text.insert(contentsOf: unit, at: added.beginLine(at: end))
    var count = 0
    try ForeignMemory.forEachUnit(of: added.text, at: path) { _ in count += 1 }
    // What stands behind the root, or in a comment, is no place.
    guard count == ends.count + 1 else {
      throw ProjectError(.unreadable, path: path, "there is no place for a unit in the file")
    }
    self = added
  }

  /// The beginning of a line at a place: the one that it is in or the next one, where nothing else is there
  /// in between, and else a new one.
  private mutating func beginLine(at place: Int) -> Int {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let next = text[place...].firstIndex { !isSpace($0) }
    if let next, text[next] == 0x0A { return next + 1 }
    let before = text[..<place].lastIndex { !isSpace($0) }
    if let before, text[before] == 0x0A { return before + 1 }
    text.insert(0x0A, at: place)
    return place + 1
  }

  /// The file without some elements, each with the line that it begins on where nothing else is there.
  func without(_ elements: [Range<Int>]) throws(ProjectError) -> OpenFile {
    var file = self
    for range in Set(elements).sorted(by: { $0.lowerBound > $1.lowerBound }) {
      guard range.upperBound <= text.count, text[range.upperBound - 1] == UInt8(ascii: ">"),
        var start = text[..<range.lowerBound].lastIndex(of: UInt8(ascii: "<")),
        text[start...].starts(with: Array("<tu".utf8))
      else {
        throw ProjectError(
          .unreadable, path: path, "a unit was not found again; l10n memory verify tells more")
      }
      while start > 0, text[start - 1] == 0x20 || text[start - 1] == 0x09 { start -= 1 }
      var end = range.upperBound
      if start == 0 || text[start - 1] == 0x0A, end < text.count {
        if text[end] == 0x0D, end + 1 < text.count { end += 1 }
        if text[end] == 0x0A { end += 1 }
      }
      file.text.removeSubrange(start..<end)
    }
    return file
  }
}

extension [UInt8] {
  /// Where a text occurs last.
  fileprivate func lastRange(of text: String) -> Int? {
    let wanted = Array(text.utf8)
    guard count >= wanted.count else { return nil }
    return (0...count - wanted.count).last { self[$0...].starts(with: wanted) }
  }
}
