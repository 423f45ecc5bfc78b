/// Folds texts for search, so that `Skopje` finds `Скопје` and `Botosani` finds `Botoșani`.
///
/// Cyrillic letters become those of the usual Latin transcription without its diacritics, Latin
/// letters lose theirs, and case goes. Folded texts are keys, never shown: `ш` and `с` both give `s`.
public enum Fold {
  /// Letters and digits of a text in ASCII where they can be; everything else stays.
  public static func folded(_ text: some StringProtocol) -> String {
    var folded = ""
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.value {
      case 0..<0x80: folded.unicodeScalars.append(scalar)
      case 0x300...0x36F: continue  // a diacritic written on its own
      default:
        if let ascii = letters[scalar] {
          folded += ascii
        } else {
          folded.unicodeScalars.append(scalar)
        }
      }
    }
    return folded
  }

  /// The words of a text, folded, in order: runs of letters and digits.
  public static func words(_ text: some StringProtocol) -> [String] {
    runs(in: folded(text)[...]).map(String.init)
  }

  /// The runs of letters and digits of a text, in order, as they are written.
  public static func runs(in text: Substring) -> [Substring] {
    let scalars = text.unicodeScalars
    var runs: [Substring] = []
    var start: String.Index?
    var place = scalars.startIndex
    while place < scalars.endIndex {
      let scalar = scalars[place]
      guard standsAlone(scalar) else { return text.split { !$0.isLetter && !$0.isNumber } }
      if isInWord(scalar) {
        if start == nil { start = place }
      } else if let begin = start {
        runs.append(text[begin..<place])
        start = nil
      }
      scalars.formIndex(after: &place)
    }
    if let begin = start { runs.append(text[begin...]) }
    return runs
  }

  /// Whether a scalar is a character by itself wherever it stands: the letters and signs of Latin and
  /// Cyrillic, and the usual punctuation. CR before LF is the exception; neither is in a word.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300, 0x400..<0x483, 0x48A..<0x530, 0x2010..<0x2028, 0x20A0..<0x20C0: true
    default: false
    }
  }

  /// The same as `Character` says of a letter or number that is one scalar.
  private static func isInWord(_ scalar: Unicode.Scalar) -> Bool {
    let value = Int(scalar.value)
    if value < common.count { return common[value] }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private static let common: [Bool] = (0..<0x530).map { value in
    Unicode.Scalar(UInt32(value)).map {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    } ?? false
  }

  /// How a word may be written in ASCII, folded: the transcription without diacritics and, where it
  /// differs, the one of passports and road signs. `Штип` and `Štip` give `stip` and `shtip`.
  ///
  /// - Returns: One or two spellings; none when there is no letter or digit in the word.
  public static func spellings(of word: Substring) -> [String] {
    if word.utf8.allSatisfy(isPlain) {
      return word.isEmpty ? [] : [word.lowercased()]
    }
    let plain = words(word).joined()
    if plain.isEmpty { return [] }
    if !word.unicodeScalars.contains(where: mayBeSign) { return [plain] }
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

  /// Whether a scalar may be one of those letters, small or capital, or a part of one.
  private static func mayBeSign(_ scalar: Unicode.Scalar) -> Bool {
    let value = Int(scalar.value)
    return value < inSigns.count ? inSigns[value] : true
  }

  private static let inSigns: [Bool] = {
    var inSigns = Array(repeating: false, count: 0x530)
    for sign in signs.keys {
      for scalar in (String(sign) + sign.uppercased()).unicodeScalars {
        inSigns[Int(scalar.value)] = true
      }
    }
    for diacritic in 0x300..<0x370 { inSigns[diacritic] = true }
    return inSigns
  }()

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
