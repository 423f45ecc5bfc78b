/// The plural rules of one language, as CLDR writes them.
///
/// Source: Unicode Technical Standard #35, part 3, "Language plural rules".
/// <https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules>
struct PluralRules: Sendable {
  enum Operand: Character { case n = "n", i = "i", v = "v", w = "w", f = "f", t = "t", e = "e" }

  /// `i % 100 = 2..4,7`: whether what is left of an operand is, or is not, among some numbers.
  struct Relation: Sendable {
    let operand: Operand
    let modulus: UInt64?
    let isNegated: Bool
    let ranges: [ClosedRange<UInt64>]

    func holds(for number: PluralOperands) -> Bool {
      guard let value = number.value(of: operand) else { return isNegated }
      let rest = modulus.map { value % $0 } ?? value
      return ranges.contains { $0.contains(rest) } != isNegated
    }
  }

  struct Rule: Sendable {
    let category: PluralCategory
    /// Holds when every relation of any of these holds.
    let alternatives: [[Relation]]
  }

  let rules: [Rule]

  /// The forms that every text with a plural must have, `other` last.
  var categories: [PluralCategory] { rules.map(\.category) + [.other] }

  func category(of number: PluralOperands) -> PluralCategory {
    let rule = rules.first { rule in
      rule.alternatives.contains { $0.allSatisfy { $0.holds(for: number) } }
    }
    return rule?.category ?? .other
  }
}

extension PluralRules {
  /// Why a rule could not be read.
  struct Malformed: Error, Equatable {
    let rule: String
  }

  /// - Parameter conditions: A condition for each category but `other`.
  init(_ conditions: [PluralCategory: String]) throws(Malformed) {
    var rules: [Rule] = []
    for category in PluralCategory.allCases where category != .other {
      guard let condition = conditions[category] else { continue }
      guard let alternatives = Self.alternatives(condition) else {
        throw Malformed(rule: condition)
      }
      rules.append(Rule(category: category, alternatives: alternatives))
    }
    self.rules = rules
  }

  private static func alternatives(_ condition: String) -> [[Relation]]? {
    let words = condition.split(separator: " ")
    var alternatives: [[Relation]] = []
    for alternative in words.split(separator: "or", omittingEmptySubsequences: false) {
      var relations: [Relation] = []
      for words in alternative.split(separator: "and", omittingEmptySubsequences: false) {
        guard let relation = relation(Array(words)) else { return nil }
        relations.append(relation)
      }
      alternatives.append(relations)
    }
    return alternatives
  }

  /// Reads `n = 1`, `i % 10 != 2..4` and the like.
  private static func relation(_ words: [Substring]) -> Relation? {
    guard words.count == 3 || words.count == 5, words[0].count == 1,
      let letter = words[0].first, let operand = Operand(rawValue: letter)
    else { return nil }
    let (sign, list) = (words[words.count - 2], words[words.count - 1])
    guard sign == "=" || sign == "!=" else { return nil }
    var modulus: UInt64?
    if words.count == 5 {
      guard words[1] == "%", let divisor = UInt64(words[2]), divisor > 0 else { return nil }
      modulus = divisor
    }
    var ranges: [ClosedRange<UInt64>] = []
    for item in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let range = range(item) else { return nil }
      ranges.append(range)
    }
    return Relation(operand: operand, modulus: modulus, isNegated: sign == "!=", ranges: ranges)
  }

  private static func range(_ item: Substring) -> ClosedRange<UInt64>? {
    let ends = item.split(separator: ".", omittingEmptySubsequences: false)
    switch ends.count {
    case 1: return UInt64(item).map { $0...$0 }
    case 3:
      guard ends[1].isEmpty, let first = UInt64(ends[0]), let last = UInt64(ends[2]),
        first <= last
      else { return nil }
      return first...last
    default: return nil
    }
  }
}
