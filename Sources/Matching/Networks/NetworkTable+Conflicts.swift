extension NetworkTable {
  /// The rules that the search looks at, for when it finds nothing though no rule alone forbids it.
  var searched: [CallRule] {
    var rules: [CallRule] = [.partners, .minCountries, .minShareLessDeveloped]
    if self.rules.minSizes > 1 { rules.append(.minSizes) }
    if self.rules.minShareTheme > 0 { rules.append(.minShareTheme) }
    if scores.contains(Int32(ScoreTable.forbidden)), hasExclusions { rules.append(.excludes) }
    return rules
  }

  private var hasExclusions: Bool {
    (0..<count).contains { one in
      (0..<count).contains { $0 != one && score(one, $0) == ScoreTable.forbidden }
    }
  }

  /// Rules that so many networks cannot keep, by counting; the smallest sets first.
  func conflicts(networks: Int) -> [NetworkOutcome.Conflict] {
    let all = Array(0..<count)
    var found: [NetworkOutcome.Conflict] = []
    let least = rules.partners.lowerBound
    if count < networks * least {
      found.append(
        .init(rules: [.partners], cities: all, needed: networks * least, found: count))
    }
    let countries = Set(country.filter { $0 >= 0 }).count
    let reachable = min(countries, rules.partners.upperBound)
    if reachable < rules.minCountries {
      found.append(
        .init(
          rules: [.minCountries], cities: all, needed: rules.minCountries, found: reachable))
    }
    let less = all.filter { isLessDeveloped[$0] }
    let needed = networks * rules.lessDevelopedNeeded(among: least)
    if less.count < needed {
      found.append(
        .init(rules: [.minShareLessDeveloped], cities: less, needed: needed, found: less.count))
    }
    let sizes = Set(size.filter { $0 >= 0 }).count
    if rules.minSizes > 1, sizes < rules.minSizes {
      found.append(
        .init(rules: [.minSizes], cities: all, needed: rules.minSizes, found: sizes))
    }
    if found.isEmpty, let together = countriesAndShare(less) { found.append(together) }
    return found
  }

  /// Whether one network can have enough countries and enough less developed partners at once.
  private func countriesAndShare(_ less: [Int]) -> NetworkOutcome.Conflict? {
    let lessCountries = Set(less.map { country[$0] }.filter { $0 >= 0 })
    let more = (0..<count).filter { !isLessDeveloped[$0] }
    let added = Set(more.map { country[$0] }.filter { $0 >= 0 }).subtracting(lessCountries).count
    var best = 0
    for partners in rules.partners where partners <= count {
      let needed = rules.lessDevelopedNeeded(among: partners)
      for others in 0...max(0, partners - needed)
      where others <= more.count && partners - others <= less.count {
        best = max(best, min(lessCountries.count, partners - others) + min(added, others))
      }
    }
    guard best < rules.minCountries else { return nil }
    return .init(
      rules: [.minCountries, .minShareLessDeveloped], cities: less, needed: rules.minCountries,
      found: best)
  }
}
