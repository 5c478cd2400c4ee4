package import Units

/// Writes the configuration of a new project.
package enum Initializer {
  /// Writes a commented `l10n.yml` into a folder.
  ///
  /// - Throws: A `ProjectError` where there is one already: it is never overwritten.
  package static func run(
    in folder: String, source: LanguageTag, targets: [LanguageTag]
  ) throws(ProjectError) {
    let files = Files(root: folder)
    guard !files.exists(Configuration.fileName) else {
      throw ProjectError(
        .configuration, path: Configuration.fileName, "the file is already there; edit it instead")
    }
    try files.write(
      Array(template(source: source, targets: targets).utf8), to: Configuration.fileName)
  }

  private static func template(source: LanguageTag, targets: [LanguageTag]) -> String {
    """
    # The configuration of l10n. Locales are language tags such as en, es, es-MX or vi.

    # The locale that documents are written in. A document that was first written in another one
    # says so in its front matter (“\(Workspace.sourceLocaleKey): es”) or under “sources” below.
    source: \(source)

    # The locales that documents are translated into.
    targets: [\(targets.map(\.description).joined(separator: ", "))]

    # Where the versions of documents are. {path} may hold folders. “l10n formats” lists the endings
    # that can be read.
    documents:
      - locales/{locale}/{path}.md
      - locales/{locale}/{path}.txt

    # Where the record of each translation is: XLIFF, committed beside the documents.
    records: xliff/{locale}/{path}.xlf

    # The XLIFF version of records: 1.2 is what every editor reads; 2.0 is the other choice.
    xliff: "1.2"

    # The values of the front matter that are translated.
    front-matter: [title, description, summary]

    # How a translated heading keeps the address of its source, so that links to it go on working:
    # none, attribute ({#address} behind it) or html (<a id="address"></a> in it).
    # anchors: attribute

    # Rules of your own for where sentences end, in SRX 2.0.
    # segmentation:
    #   srx: rules.srx

    # What a built version shows where a translation is missing:
    # source (the source's text), omit (nothing), or hold (no version until it is complete).
    fallback: source

    # The least likeness, in per cent, of a sentence that is suggested from the memory.
    memory:
      minimum: 70

    # The terms of the project: a table whose first line names locales, and perhaps “note”.
    # glossary: glossary.tsv

    # How many characters translations of some kinds of text may have.
    # limits:
    #   front-matter.description: 160
    #   image-alternative: 125

    # What a finding weighs: error, warning, note, or off. “l10n check” fails on errors.
    # checks:
    #   untranslated: error
    #   same-as-source: off

    # Documents that were first written in another locale.
    # sources:
    #   derechos-en-el-trabajo: es

    """
  }
}
