import Civic
import Exact
import Testing

@Suite struct `Folding texts` {
  /// What a character says of itself, one after the other: slower, and right by definition.
  private static func runs(in text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  private static let scalars: [Unicode.Scalar] = {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x52F, 0x2000...0x2060, 0x20A0...0x20CF, 0x1E00...0x1EFF, 0x5D0...0x5EA, 0x900...0x94F,
      0x1F1E6...0x1F1FF, 0x1F3FB...0x1F3FF, 0x1F468...0x1F469,
    ]
    return ranges.flatMap { $0.compactMap(Unicode.Scalar.init) }
  }()

  @Test func `Every character is in a word or between words as it says itself`() {
    for scalar in Self.scalars {
      for text in ["a\(scalar)b", "\(scalar)", "ж\(scalar)\r\n\(scalar)1"] {
        #expect(Fold.runs(in: text[...]).map(String.init) == Self.runs(in: text), "\(scalar.value)")
      }
    }
  }

  @Test func `Texts of any characters are cut into the same words`() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        text.unicodeScalars.append(Self.scalars.randomElement(using: &random) ?? " ")
      }
      #expect(Fold.runs(in: text[...]).map(String.init) == Self.runs(in: text))
      #expect(Fold.words(text) == Self.runs(in: Fold.folded(text)))
    }
  }

  @Test(arguments: [
    ("Скопје", "skopje"), ("Botoșani", "botosani"), ("Botos\u{326}ani", "botosani"),
    ("ЉУБЉАНА", "ljubljana"), ("Ђорђе", "dorde"), ("Æsir", "aesir"), ("Straße", "strasse"),
    ("„Град – 2030“", "„grad – 2030“"), ("日本", "日本"), ("", ""),
  ])
  func `Letters become those of ASCII where they can`(text: String, expected: String) {
    #expect(Fold.folded(text) == expected)
  }

  @Test(arguments: [
    ("Штип", ["stip", "shtip"]), ("ŠTIP", ["stip", "shtip"]), ("S\u{30C}tip", ["stip", "shtip"]),
    ("Ohrid", ["ohrid"]), ("Охрид", ["ohrid"]), ("Çelje", ["celje"]), ("Йо", ["jo", "yo"]),
    ("2030", ["2030"]), ("–", []), ("", []),
  ])
  func `A word has the spellings of passports and road signs too`(
    word: String, expected: [String]
  ) {
    #expect(Fold.spellings(of: word[...]) == expected)
  }
}
