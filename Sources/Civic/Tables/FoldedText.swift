/// Text reduced to small letters without accents, Cyrillic written in Latin letters.
///
/// Made for comparing what people type, in any of the languages served: `Шифра`, `Šifra` and `SIFRA`
/// are all `sifra`. Not a transliteration for reading.
struct FoldedText {
  /// The words: runs of the letters `a` to `z`, and runs of digits, each on its own.
  let words: [String]

  /// - Complexity: O(length).
  init(_ text: String) {
    var words: [String] = []
    var word = ""
    var isNumber = false
    for character in text.lowercased() {
      let folded = Self.fold(character)
      let isDigit = folded.utf8.allSatisfy { (48...57).contains($0) }
      if folded.isEmpty || (!word.isEmpty && isDigit != isNumber) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      word += folded
      isNumber = isDigit
    }
    self.words = word.isEmpty ? words : words + [word]
  }

  /// The letters a character stands for; empty for what ends a word.
  private static func fold(_ character: Character) -> String {
    if let letters = table[character] { return letters }
    guard let base = character.unicodeScalars.first?.value else { return "" }
    let isLetter = (97...122).contains(base) || (48...57).contains(base)
    return isLetter ? String(UnicodeScalar(UInt8(base))) : ""
  }

  private static let table: [Character: String] = [
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ѓ": "g", "ђ": "dj", "е": "e", "ѐ": "e",
    "ж": "z", "з": "z", "ѕ": "dz", "и": "i", "ѝ": "i", "й": "j", "ј": "j", "к": "k", "л": "l",
    "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "ћ": "c", "ќ": "k", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s",
    "щ": "st", "ъ": "a", "ь": "j", "ю": "ju", "я": "ja", "ё": "e", "ы": "i", "э": "e",
    "č": "c", "ć": "c", "ç": "c", "š": "s", "ś": "s", "ş": "s", "ș": "s", "ž": "z", "ź": "z",
    "đ": "dj", "ţ": "t", "ț": "t", "ă": "a", "â": "a", "à": "a", "á": "a", "ä": "a", "é": "e",
    "è": "e", "ê": "e", "ë": "e", "î": "i", "ï": "i", "í": "i", "ô": "o", "ö": "o", "ó": "o",
    "ù": "u", "û": "u", "ü": "u", "ú": "u", "ñ": "n", "ÿ": "y", "œ": "oe", "æ": "ae", "ß": "ss",
    "№": "no",
  ]
}
