/// Folds texts for search, so that `Skopje` finds `Скопје` and `Botosani` finds `Botoșani`.
///
/// Cyrillic letters become those of the usual Latin transcription without its diacritics, Latin
/// letters lose theirs, and case goes. Folded texts are keys, never shown: `ш` and `с` both give `s`.
public enum Fold {
  /// Letters and digits of a text in ASCII where they can be; everything else stays.
  public static func folded(_ text: some StringProtocol) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.value {
      case 0..<0x80: folded.append(scalar)
      case 0x300...0x36F: continue  // a diacritic written on its own
      default:
        if let ascii = letters[scalar] {
          folded.append(contentsOf: ascii.unicodeScalars)
        } else {
          folded.append(scalar)
        }
      }
    }
    return String(folded)
  }

  /// The words of a text, folded, in order: runs of letters and digits.
  public static func words(_ text: some StringProtocol) -> [String] {
    folded(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// How a word may be written in ASCII, folded: the transcription without diacritics and, where it
  /// differs, the one of passports and road signs. `Штип` and `Štip` give `stip` and `shtip`.
  ///
  /// - Returns: One or two spellings; none when there is no letter or digit in the word.
  public static func spellings(of word: some StringProtocol) -> [String] {
    if word.utf8.allSatisfy(isPlain) {
      return word.isEmpty ? [] : [word.lowercased()]
    }
    let plain = words(word).joined()
    if plain.isEmpty { return [] }
    let spelled = word.lowercased().map { signs[$0] ?? String($0) }.joined()
    let other = words(spelled).joined()
    return other == plain ? [plain] : [plain, other]
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  /// Letters that passports and road signs write with more than one Latin letter, or another one.
  private static let signs: [Character: String] = [
    "ж": "zh", "ч": "ch", "ш": "sh", "щ": "sht", "ц": "ts", "й": "y", "ю": "yu", "я": "ya",
    "ѓ": "gj", "ќ": "kj", "ђ": "dj", "џ": "dzh", "ž": "zh", "č": "ch", "š": "sh", "đ": "dj",
  ]

  /// Whether every word of `query` begins a word of `text`.
  ///
  /// - Complexity: O(words of the query · words of the text).
  public static func matches(_ query: String, in text: String) -> Bool {
    let found = words(text)
    return words(query).allSatisfy { word in found.contains { $0.hasPrefix(word) } }
  }

  private static let letters: [Unicode.Scalar: String] = {
    var letters: [Unicode.Scalar: String] = [:]
    for (ascii, group) in latin + cyrillic {
      for scalar in group.unicodeScalars { letters[scalar] = ascii }
    }
    return letters
  }()

  private static let latin: [(String, String)] = [
    ("a", "àáâãäåāăąǎ"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"),
    ("g", "ĝğġģǵ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķḱ"), ("l", "ĺļľŀł"),
    ("n", "ñńņňŉ"), ("o", "òóôõöøōŏőǫ"), ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšșſ"),
    ("ss", "ß"), ("t", "ţťŧț"), ("th", "þ"), ("u", "ùúûüũūŭůűų"), ("w", "ŵ"), ("y", "ýÿŷ"),
    ("z", "źżž"),
  ]

  /// Macedonian, Serbian and Montenegrin, Bulgarian; letters of Russian and Ukrainian too.
  private static let cyrillic: [(String, String)] = [
    ("a", "а"), ("b", "б"), ("v", "в"), ("g", "гѓґ"), ("d", "дђ"), ("e", "еѐёэє"), ("z", "жз"),
    ("dz", "џѕ"), ("i", "иѝыі"), ("j", "йј"), ("k", "кќ"), ("l", "л"), ("lj", "љ"), ("m", "м"),
    ("n", "н"), ("nj", "њ"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "сш"), ("t", "т"),
    ("c", "цћч"), ("u", "у"), ("f", "ф"), ("h", "х"), ("st", "щ"), ("a", "ъ"), ("", "ь"),
    ("ju", "ю"), ("ja", "я"), ("ji", "ї"),
  ]
}
