import Units

/// Writes the versions that people read from sources and records.
package struct Builder {
  private let workspace: Workspace

  /// A builder.
  package init(workspace: Workspace) { self.workspace = workspace }

  /// What became of a version.
  package enum Outcome: Sendable, Hashable {
    /// Written; `isNew` when there was none before.
    case written(isNew: Bool)
    /// Already what the record builds.
    case unchanged
    /// Nothing is translated yet.
    case nothingTranslated
    /// Held back until it is complete, as configured.
    case held
    /// Changed by hand since the last build; left alone.
    case handEdited
    /// There before anything was known of it; left alone.
    case untracked
  }

  /// Builds one version. One that was changed by hand is written over only where `overwrites` says
  /// so; with `isDry` nothing is written at all.
  package func build(
    _ translation: Translation, overwrites: Bool = false, isDry: Bool = false
  ) throws -> Outcome {
    guard let built = translation.built else {
      return translation.record.isBegun ? .held : .nothingTranslated
    }
    if translation.version != built, !overwrites {
      if translation.isUntracked { return .untracked }
      if translation.isHandEdited { return .handEdited }
    }
    let isWritten = translation.version != built
    if !isDry {
      try workspace.files.write(built, to: translation.path)
      try mark(translation, built)
    }
    return isWritten ? .written(isNew: translation.version == nil) : .unchanged
  }

  /// Notes in the record what was built, by which a hand edit is told from an old build.
  private func mark(_ translation: Translation, _ built: [UInt8]) throws {
    let mark = BuiltVersion(path: translation.path, digest: Digest(built).description)
    guard var record = translation.stored, record.built != mark else { return }
    record.built = mark
    try workspace.write(record, of: translation.document, in: translation.locale)
  }
}
