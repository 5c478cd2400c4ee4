import Project
import Testing
import Units

/// Sentences laid side by side.
@Suite struct AlignerTests {
  /// Sentences from lines; an empty line begins a block, and `# ` a heading.
  private func sentences(_ text: String) -> [AlignedSentence] {
    var startsBlock = true
    var sentences: [AlignedSentence] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard !line.isEmpty else {
        startsBlock = true
        continue
      }
      let isHeading = line.hasPrefix("# ")
      sentences.append(
        AlignedSentence(
          Content(isHeading ? String(line.dropFirst(2)) : String(line)),
          kind: isHeading ? .heading(level: 1) : .paragraph, startsBlock: startsBlock))
      startsBlock = false
    }
    return sentences
  }

  private func beads(_ source: String, _ target: String) -> [String] {
    SentenceAligner.beads(sentences(source), sentences(target)).map { bead in
      "\(bead.source.lowerBound)+\(bead.source.count) \(bead.target.lowerBound)+\(bead.target.count)"
    }
  }

  private let english = """
    # Your rights at home

    You do not have to open the door.
    Ask the officers to show a warrant signed by a judge.
    Call 1-800-354-0365 if they enter without one.

    # In court

    Your hearing is on November 29, 2026 in room 12.
    Bring your identity documents and every letter from the immigration office.
    An interpreter costs nothing.
    """

  private let spanish = """
    # Sus derechos en casa

    No tiene que abrir la puerta.
    Pida a los agentes que muestren una orden firmada por un juez.
    Llame al 1-800-354-0365 si entran sin una.

    # En el tribunal

    Su audiencia es el 29 de noviembre de 2026 en la sala 12.
    Traiga sus documentos de identidad y todas las cartas de la oficina de inmigración.
    Un intérprete no cuesta nada.
    """

  @Test func `One and one, where both have the same shape`() {
    #expect(beads(english, spanish) == (0..<8).map { "\($0)+1 \($0)+1" })
    #expect(beads(english, english) == (0..<8).map { "\($0)+1 \($0)+1" })
  }

  @Test func `A sentence that is missing, or more, stays alone`() {
    let shorter = spanish.replacing(
      "Pida a los agentes que muestren una orden firmada por un juez.\n", with: "")
    #expect(
      beads(english, shorter) == [
        "0+1 0+1", "1+1 1+1", "2+1 2+0", "3+1 2+1", "4+1 3+1", "5+1 4+1", "6+1 5+1", "7+1 6+1",
      ])
    let longer = "# Folleto de la red, edición de 2026\n\n" + spanish
    #expect(beads(english, longer) == ["0+0 0+1"] + (0..<8).map { "\($0)+1 \($0 + 1)+1" })
  }

  @Test func `Sentences that were joined or split stay together`() {
    let joined = spanish.replacing("la puerta.\nPida a", with: "la puerta; pida a")
    #expect(beads(english, joined).prefix(3) == ["0+1 0+1", "1+2 1+1", "3+1 2+1"])
    #expect(
      beads(spanish, english.replacing("documents and every", with: "documents.\nAnd every"))
        .suffix(3) == ["5+1 5+1", "6+1 6+2", "7+1 8+1"])
  }

  @Test func `Every sentence is in one bead, whatever there is`() {
    var random = SystemRandomNumberGenerator()
    let pieces = (english + "\n" + spanish).split(separator: "\n").map(String.init)
    let counts = (0..<60).map { _ in
      [Int.random(in: 0...25, using: &random), Int.random(in: 0...25, using: &random)]
    }
    for counts in counts + [[2, 600], [600, 2], [150, 400]] {
      let texts = counts.map { count in
        (0..<count).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined(separator: "\n")
      }
      let (a, b) = (sentences(texts[0]), sentences(texts[1]))
      let beads = SentenceAligner.beads(a, b)
      #expect(beads.flatMap { Array($0.source) } == Array(a.indices))
      #expect(beads.flatMap { Array($0.target) } == Array(b.indices))
    }
  }

  @Test func `Other figures make no sure pair`() {
    let other = spanish.replacing(
      "29 de noviembre de 2026 en la sala 12", with: "3 de mayo de 2031")
    let beads = SentenceAligner.beads(sentences(english), sentences(other))
    #expect(beads.first { $0.source.contains(5) }?.certainty == .weak)
    #expect(beads.count { $0.certainty == .sure } >= 5)
  }
}
