/// What the rules of a call look at in a group of cities.
public struct NetworkFacts: Hashable, Sendable {
  public let partners: Int
  public let countries: Int
  public let lessDeveloped: Int
  public let sizes: Int
  /// The most common theme, and how many face it.
  public let theme: String?
  public let themeCities: Int

  /// How far the group is from keeping the rules: 0 when it does.
  func shortfall(_ rules: CallRules) -> Int {
    var lack = max(0, rules.partners.lowerBound - partners)
    lack += max(0, partners - rules.partners.upperBound)
    lack += max(0, rules.minCountries - countries)
    lack += max(0, rules.lessDevelopedNeeded(among: partners) - lessDeveloped)
    lack += rules.minSizes > 1 ? max(0, rules.minSizes - sizes) : 0
    let common = (partners * rules.minShareTheme + 9_999) / 10_000
    return lack + max(0, common - themeCities)
  }

  public func isKept(_ rule: CallRule, of rules: CallRules) -> Bool {
    switch rule {
    case .partners: rules.partners.contains(partners)
    case .minCountries: countries >= rules.minCountries
    case .minShareLessDeveloped: lessDeveloped >= rules.lessDevelopedNeeded(among: partners)
    case .minSizes: sizes >= rules.minSizes
    case .minShareTheme: themeCities * 10_000 >= partners * rules.minShareTheme
    case .excludes: true
    }
  }
}

/// The cities of a call as small numbers, and what any two are worth to each other.
struct NetworkTable {
  let rules: CallRules
  let count: Int
  let country: [Int32]
  let isLessDeveloped: [Bool]
  let size: [Int8]
  let themes: [[Int32]]
  let themeNames: [String]
  /// Row by row, ``ScoreTable/forbidden`` for two that may not be together.
  let scores: [Int32]

  /// More cities than this would need more than 1.6 GB.
  static let limit = 20_000

  init(_ table: ScoreTable, members: [Int], rules: CallRules) {
    self.rules = rules
    count = members.count
    country = members.map { table.context.country[$0] }
    isLessDeveloped = members.map { city in
      table.cities[city].regionClass.map { rules.lessDeveloped.contains($0) } ?? false
    }
    size = members.map { table.context.size[$0] }
    let matrix = table.challenges
    themeNames = matrix.topics
    themes = members.map { city in
      matrix.topics.indices.filter { matrix.values[city * matrix.width + $0] > 0 }
        .map { Int32($0) }
    }
    var scores: [Int32] = []
    scores.reserveCapacity(members.count * members.count)
    var scorer = RowScorer(table, columns: members)
    for city in members {
      scorer.fill(city, from: 0)
      scores += scorer.scores
    }
    self.scores = scores
  }

  @inline(__always)
  func score(_ one: Int, _ other: Int) -> Int64 { Int64(scores[one * count + other]) }

  /// How far a group is from keeping the rules.
  func shortfall(_ members: [Int]) -> Int {
    guard rules.minShareTheme == 0 else { return facts(members).shortfall(rules) }
    var (countries, less, sizes): ([Int32], Int, Set<Int8>) = ([], 0, [])
    for city in members {
      if country[city] >= 0, !countries.contains(country[city]) { countries.append(country[city]) }
      if isLessDeveloped[city] { less += 1 }
      if rules.minSizes > 1, size[city] >= 0 { sizes.insert(size[city]) }
    }
    return NetworkFacts(
      partners: members.count, countries: countries.count, lessDeveloped: less,
      sizes: rules.minSizes > 1 ? sizes.count : 1, theme: nil, themeCities: 0
    ).shortfall(rules)
  }

  func facts(_ members: [Int]) -> NetworkFacts {
    var themeCounts: [Int32: Int] = [:]
    for city in members { for theme in themes[city] { themeCounts[theme, default: 0] += 1 } }
    let theme = themeCounts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return NetworkFacts(
      partners: members.count,
      countries: Set(members.map { country[$0] }.filter { $0 >= 0 }).count,
      lessDeveloped: members.count { isLessDeveloped[$0] },
      sizes: Set(members.map { size[$0] }.filter { $0 >= 0 }).count,
      theme: theme.map { themeNames[Int($0.key)] }, themeCities: theme?.value ?? 0)
  }

  func total(_ members: [Int]) -> Int64 {
    var sum: Int64 = 0
    for (place, one) in members.enumerated() {
      for other in members[(place + 1)...] { sum += score(one, other) }
    }
    return sum
  }
}
