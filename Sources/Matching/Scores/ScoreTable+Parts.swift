extension ScoreTable {
  /// The parts of a score that are known of both cities and count.
  func parts(_ one: Int, _ other: Int) -> [Part] {
    var parts: [Part] = []
    add(.challenges, similarity(one, other), 1, 1, to: &parts)
    addBothWays(.complementarity, coverage(one, other), coverage(other, one), to: &parts)
    add(.size, context.sizeShare(one, other), 1, 1, to: &parts)
    add(.regionClass, context.same(context.regionClass, one, other), 1, 1, to: &parts)
    add(.geography, context.sameCountry(one, other), 1, 1, to: &parts)
    add(.language, context.language(one, other), 1, 1, to: &parts)
    addBothWays(.wishes, context.wish(one, other), context.wish(other, one), to: &parts)
    return parts
  }

  func add(
    _ part: ScorePart, _ share: Int64?, _ known: Int64, _ of: Int64, to parts: inout [Part]
  ) {
    guard let share, weights[part] > 0 else { return }
    parts.append(
      Part(part: part, share: share, weight: weights[part], known: Self.one * known / of))
  }

  /// The mean of what is known of two directions; of wishes too.
  private func addBothWays(
    _ part: ScorePart, _ there: Int64?, _ back: Int64?, to parts: inout [Part]
  ) {
    let isWhole = there != nil && back != nil
    add(part, Self.mean(there, back), 1, isWhole ? 1 : 2, to: &parts)
  }

  @inline(__always)
  static func mean(_ there: Int64?, _ back: Int64?) -> Int64? {
    switch (there, back) {
    case (let there?, let back?): (there + back) / 2
    case (let share?, nil), (nil, let share?): share
    case (nil, nil): nil
    }
  }

  /// Whether a part counts and is known of anybody.
  func isUsed(_ part: ScorePart) -> Bool {
    guard weights[part] > 0 else { return false }
    return switch part {
    case .challenges: challenges.anyKnown
    case .complementarity: needs.anyKnown && offers.anyKnown
    case .size: context.size.contains { $0 >= 0 }
    case .regionClass: context.regionClass.contains { $0 >= 0 }
    case .geography: context.country.contains { $0 >= 0 }
    case .language: context.anyLanguages
    case .wishes: context.anyWishes
    }
  }

  /// The cosine of two cities' challenges over the topics known of both.
  @inline(__always)
  func similarity(_ one: Int, _ other: Int) -> Int64? {
    guard challenges.isKnown[one], challenges.isKnown[other] else { return nil }
    let dot = challenges.dot(one, challenges, other)
    guard !challenges.unknown.isEmpty,
      challenges.unknown[one] != nil || challenges.unknown[other] != nil
    else { return min(dot, Self.one) }
    let mine = challenges.sum(one, squared: true, except: challenges.unknown[other] ?? [])
    let theirs = challenges.sum(other, squared: true, except: challenges.unknown[one] ?? [])
    let length = TopicMatrix.squareRoot(mine) * TopicMatrix.squareRoot(theirs)
    guard length > 0 else { return nil }
    return min(dot << 28 / length, Self.one)
  }

  /// The share of what the first needs that the second offers.
  @inline(__always)
  func coverage(_ one: Int, _ other: Int) -> Int64? {
    guard needs.isKnown[one], offers.isKnown[other] else { return nil }
    let dot = needs.dot(one, offers, other)
    guard let hidden = offers.unknown[other] else { return min(dot, Self.one) }
    let known = needs.sum(one, squared: false, except: hidden)
    guard known > 0 else { return nil }
    return min(dot << 14 / known, Self.one)
  }
}
