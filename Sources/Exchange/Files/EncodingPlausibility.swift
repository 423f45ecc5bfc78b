/// How much a reading of bytes looks like one of the languages served.
struct EncodingPlausibility {
  /// Higher is better; only comparable between readings of the same bytes.
  let score: Double

  /// - Parameter upperHalf: What the bytes from 128 mean in this reading.
  init(_ bytes: ArraySlice<UInt8>, upperHalf: [Unicode.Scalar]) {
    let text = bytes.map { $0 < 128 ? Unicode.Scalar($0) : upperHalf[Int($0) - 128] }
    let counts = Self.countLetters(text)
    let words = Self.functionWords(in: text)
    let best =
      Self.alphabets.map { language in
        let known = counts.letters.reduce(0) { sum, letter in
          sum + (language.letters.contains(letter.key) ? letter.value : 0)
        }
        let strange = counts.letters.values.reduce(0, +) - known
        let found = language.words.reduce(0) { $0 + words[$1, default: 0] }
        // A function word tells less than a letter, but it settles what letters leave open.
        return Double(known) - 4 * Double(strange) + 0.2 * Double(min(found, known + 5))
      }.max() ?? 0
    score = best - 5 * Double(counts.broken)
  }

  private struct Alphabet {
    let letters: Set<Unicode.Scalar>
    let words: [String]

    init(_ letters: String, words: String) {
      self.letters = Set(letters.unicodeScalars).union("„“”‘’–—…«»€№§°\u{A0}\u{AD}•".unicodeScalars)
      self.words = words.split(separator: " ").map(String.init)
    }
  }

  private static let alphabets = [
    Alphabet("čšžČŠŽćđĆĐ", words: "in za na je se pri ki iz ter do od z s v po občina"),
    Alphabet("čćšžđČĆŠŽĐśźŚŹ", words: "i za na je se u od do sa iz su opština"),
    Alphabet("ăâîşţĂÂÎŞŢ", words: "de la si în din pentru cu al ale a pe prin sau este"),
    Alphabet("ëçËÇ", words: "e te i në dhe per per të me nga ne se do"),
    Alphabet(
      "éèêëàâçùûôîïœÉÈÊËÀÂÇÙÛÔÎÏŒ", words: "de la le les des et du en un une pour par sur au aux"),
    Alphabet(
      "абвгдѓежзѕијклљмнњопрстќуфхцчџшАБВГДЃЕЖЗЅИЈКЛЉМНЊОПРСТЌУФХЦЧЏШ",
      words: "и на за од во со се по до"),
    Alphabet(
      "абвгдежзийклмнопрстуфхцчшщъьюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯ",
      words: "и на за от в с се по до"),
    Alphabet(
      "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ",
      words: "и на за од у са се по до"),
  ]

  /// The characters from 128 with their numbers, and how many stand where none stands in a word:
  /// capitals after small letters, Latin next to Cyrillic, bytes without meaning.
  private static func countLetters(
    _ text: [Unicode.Scalar]
  ) -> (letters: [Unicode.Scalar: Int], broken: Int) {
    var letters: [Unicode.Scalar: Int] = [:]
    var broken = 0
    var previous: Unicode.Scalar = " "
    for scalar in text {
      if scalar.value >= 128 { letters[scalar, default: 0] += 1 }
      if scalar.value >= 128 || previous.value >= 128 {
        if scalar == "\u{FFFD}" { broken += 4 }
        if isLetter(scalar), isLetter(previous) {
          if isCyrillic(scalar) != isCyrillic(previous) { broken += 1 }
          if scalar.properties.isUppercase, previous.properties.isLowercase { broken += 1 }
          // Two accented letters in a row are rare in Latin script; Cyrillic has no others.
          let bothAccented = scalar.value >= 128 && previous.value >= 128
          if bothAccented, !isCyrillic(scalar) { broken += 1 }
        }
      }
      previous = scalar
    }
    return (letters, broken)
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }

  private static func isCyrillic(_ scalar: Unicode.Scalar) -> Bool {
    (0x400...0x4FF).contains(scalar.value)
  }

  private static func functionWords(in text: [Unicode.Scalar]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in text.split(whereSeparator: { !isLetter($0) }) where word.count <= 8 {
      var letters = String.UnicodeScalarView()
      letters.append(contentsOf: word)
      counts[String(letters).lowercased(), default: 0] += 1
    }
    return counts
  }
}
