/// How well a header names a field.
struct HeaderMatch {
  let field: ActionField
  /// From 0 to 100; 100 when the header says the field and nothing else.
  let score: Int

  /// The fields a header may name, at most one entry each, in no order.
  ///
  /// A phrase counts when each of its words is in the header, in whatever form of declension; it
  /// scores by the share of the header's words it explains.
  static func matches(of header: String) -> [HeaderMatch] {
    let words = HeaderSynonyms.meaningful(FoldedText(header).words)
    guard !words.isEmpty || !header.isEmpty else { return [] }
    if let cost = costOfYear(words) { return [cost] }
    var best: [ActionField: Int] = [:]
    for phrase in HeaderSynonyms.phrases {
      let score = score(of: phrase.words, in: words)
      if score > best[phrase.field, default: 0] { best[phrase.field] = score }
    }
    return best.map { HeaderMatch(field: $0.key, score: $0.value) }
  }

  /// `2027`, `Planned 2027`, `Реализирано 2027 (ден.)`: one year and words of cost alone.
  private static func costOfYear(_ words: [String]) -> HeaderMatch? {
    let years = words.compactMap { Int($0) }.filter { (2000...2099).contains($0) }
    guard years.count == 1, let year = years.first else { return nil }
    let others = words.filter { Int($0) == nil }
    let isActual = others.contains(where: HeaderSynonyms.actual.contains)
    let known = others.filter {
      HeaderSynonyms.actual.contains($0) || HeaderSynonyms.planned.contains($0) || $0.count <= 1
        || ["god", "godina", "viti", "annee", "leto", "anul"].contains($0)
    }
    guard known.count == others.count else { return nil }
    return HeaderMatch(
      field: isActual ? .actualCost(year: year) : .plannedCost(year: year), score: 95)
  }

  private static func score(of phrase: [String], in words: [String]) -> Int {
    guard phrase.count <= words.count else { return 0 }
    var quality = 0
    for wanted in phrase {
      let fit = words.map { likeness(wanted, $0) }.max() ?? 0
      guard fit > 0 else { return 0 }
      quality += fit
    }
    let explained = 45 + 55 * phrase.count / words.count
    return explained * quality / (10 * phrase.count)
  }

  /// 10 for the same word, 8 for two forms of one word, 0 for two words.
  private static func likeness(_ left: String, _ right: String) -> Int {
    if left == right { return 10 }
    let common = zip(left.utf8, right.utf8).prefix { $0 == $1 }.count
    let longest = max(left.utf8.count, right.utf8.count)
    return common >= 5 && longest - common <= 3 ? 8 : 0
  }
}
