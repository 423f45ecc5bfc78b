/// Size, class, country, languages and wishes of cities as numbers that compare quickly.
struct ContextTable: Sendable {
  /// -1 where it is not known.
  let size: [Int8]
  let regionClass: [Int8]
  let country: [Int32]
  let group: [Int32]
  let languages: [[Int32]?]
  /// `nil` for a city that wrote no wishes.
  let wishes: [Set<Int32>?]
  let anyWishes: Bool
  let anyLanguages: Bool

  init(_ cities: [CityProfile], index: CityIndex) {
    size = cities.map { Int8($0.sizeClass?.rawValue ?? -1) }
    regionClass = cities.map { city in
      Int8(RegionClass.allCases.firstIndex { $0 == city.regionClass } ?? -1)
    }
    var codes: [String: Int32] = [:]
    func code(_ text: String?) -> Int32 {
      guard let text, !text.isEmpty else { return -1 }
      if let known = codes[text] { return known }
      codes[text] = Int32(codes.count)
      return Int32(codes.count - 1)
    }
    country = cities.map { code($0.country?.uppercased()) }
    group = cities.map { code($0.group) }
    languages = cities.map { city in
      guard let languages = city.languages, !languages.isEmpty else { return nil }
      return languages.map { code($0.lowercased()) }
    }
    wishes = cities.map { city in
      guard let prefers = city.prefers, !prefers.isEmpty else { return nil }
      return Set(prefers.compactMap { index[$0] }.map { Int32($0) })
    }
    anyWishes = wishes.contains { $0 != nil }
    anyLanguages = languages.contains { $0 != nil }
  }

  /// In halves; `nil` when one of the sizes is not known.
  @inline(__always)
  func sizeShare(_ one: Int, _ other: Int) -> Int64? {
    guard size[one] >= 0, size[other] >= 0 else { return nil }
    return ScoreTable.one >> 1 * max(0, 2 - Int64(abs(size[one] - size[other])))
  }

  @inline(__always)
  func same(_ codes: [Int8], _ one: Int, _ other: Int) -> Int64? {
    guard codes[one] >= 0, codes[other] >= 0 else { return nil }
    return codes[one] == codes[other] ? ScoreTable.one : 0
  }

  @inline(__always)
  func sameCountry(_ one: Int, _ other: Int) -> Int64? {
    guard country[one] >= 0, country[other] >= 0 else { return nil }
    return country[one] == country[other] ? ScoreTable.one : 0
  }

  func language(_ one: Int, _ other: Int) -> Int64? {
    guard let mine = languages[one], let theirs = languages[other] else { return nil }
    return mine.contains { theirs.contains($0) } ? ScoreTable.one : 0
  }

  /// Whether the first wished the second; `nil` when it wrote no wishes.
  func wish(_ one: Int, _ other: Int) -> Int64? {
    wishes[one].map { $0.contains(Int32(other)) ? ScoreTable.one : 0 }
  }
}
