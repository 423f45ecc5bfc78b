/// The names of months in the eight languages, folded.
enum MonthWords {
  /// 1 to 12 for a full name, one of its forms, or its beginning of three letters or more.
  static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    let found = names.indices.filter { index in
      names[index].contains { $0.hasPrefix(word) }
    }
    return found.count == 1 ? found[0] + 1 : nil
  }

  private static let names: [[Substring]] = [
    "january janvier januari janar januar januara januarja ianuarie",
    "february fevrier fevruari shkurt februar februara februarja februarie februari",
    "march mars mart marta martie marec marca",
    "april avril aprila aprilie prill aprilja",
    "may mai maj maja",
    "june juin juni qershor jun juna iunie junij junija",
    "july juillet juli korrik jul jula iulie julij julija",
    "august aout avgust avgusta gusht",
    "september septembre septemvri shtator septembar septembra septembrie",
    "october octobre oktomvri tetor oktobar oktobra octombrie oktober",
    "november novembre noemvri nentor novembar novembra noiembrie",
    "december decembre dekemvri dhjetor decembar decembra decembrie",
  ].map { $0.split(separator: " ") }
}

/// Quarters of a year in words: `Q3`, `3rd quarter`, `III квартал`, `T2`.
enum QuarterWords {
  /// 1 to 4 when the words name one quarter and nothing else.
  static func quarter(of words: [String]) -> Int? {
    guard words.contains(where: names.contains) else { return nil }
    let rest = words.filter { !names.contains($0) && !endings.contains($0) }
    guard rest.count == 1, let word = rest.first else { return nil }
    return Int(word).flatMap { (1...4).contains($0) ? $0 : nil } ?? numerals[word]
  }

  private static let names: Set<String> = [
    "q", "k", "t", "kv", "kvartal", "kvartala", "quarter", "trim", "trimestre", "trimestrul",
    "trimestar", "trimesecie", "trimesecije", "tromesecje", "tromjesecje", "tremujori",
    "tremujor", "cetrtletje", "cetrtletja", "kvartali", "tr",
  ]

  private static let endings: Set<String> = [
    "st", "nd", "rd", "th", "er", "e", "eme", "ri", "to", "ti",
  ]

  private static let numerals = ["i": 1, "ii": 2, "iii": 3, "iv": 4]
}
