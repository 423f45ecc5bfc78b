import Civic
import Exact
import Testing

@testable import Pages

/// What CLDR 47 answers, as Babel 2.18 evaluates its data.
private let answers: [(language: String, category: String, numbers: String)] = [
  (
    "en", "other",
    """
    0 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 100 101 102 103 105 111 \
    112 121 1000000 2000000 0.0 0.1 0.5 1.0 1.1 1.5 2.0 2.1 1.21 3.11 10.12 1000000.0
    """
  ),
  (
    "en", "one",
    """
    1
    """
  ),
  (
    "fr", "one",
    """
    0 1 0.0 0.1 0.5 1.0 1.1 1.5 1.21
    """
  ),
  (
    "fr", "other",
    """
    2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 100 101 102 103 105 111 \
    112 121 2.0 2.1 3.11 10.12 1000000.0
    """
  ),
  (
    "fr", "many",
    """
    1000000 2000000
    """
  ),
  (
    "mk", "other",
    """
    0 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 22 100 102 103 105 111 112 \
    1000000 2000000 0.0 0.5 1.0 1.5 2.0 3.11 10.12 1000000.0
    """
  ),
  (
    "mk", "one",
    """
    1 21 101 121 0.1 1.1 2.1 1.21
    """
  ),
  (
    "sq", "other",
    """
    0 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 100 101 102 103 105 111 \
    112 121 1000000 2000000 0.0 0.1 0.5 1.1 1.5 2.0 2.1 1.21 3.11 10.12 1000000.0
    """
  ),
  (
    "sq", "one",
    """
    1 1.0
    """
  ),
  (
    "cnr", "other",
    """
    0 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 100 105 111 112 1000000 2000000 0.0 \
    0.5 1.0 1.5 2.0 3.11 10.12 1000000.0
    """
  ),
  (
    "cnr", "one",
    """
    1 21 101 121 0.1 1.1 2.1 1.21
    """
  ),
  (
    "cnr", "few",
    """
    2 3 4 22 102 103
    """
  ),
  (
    "bg", "other",
    """
    0 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 100 101 102 103 105 111 \
    112 121 1000000 2000000 0.0 0.1 0.5 1.1 1.5 2.0 2.1 1.21 3.11 10.12 1000000.0
    """
  ),
  (
    "bg", "one",
    """
    1 1.0
    """
  ),
  (
    "ro", "few",
    """
    0 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 101 102 103 105 111 112 0.0 0.1 \
    0.5 1.0 1.1 1.5 2.0 2.1 1.21 3.11 10.12 1000000.0
    """
  ),
  (
    "ro", "one",
    """
    1
    """
  ),
  (
    "ro", "other",
    """
    20 21 22 100 121 1000000 2000000
    """
  ),
  (
    "sl", "other",
    """
    0 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 100 105 111 112 121 1000000 \
    2000000
    """
  ),
  (
    "sl", "one",
    """
    1 101
    """
  ),
  (
    "sl", "two",
    """
    2 102
    """
  ),
  (
    "sl", "few",
    """
    3 4 103 0.0 0.1 0.5 1.0 1.1 1.5 2.0 2.1 1.21 3.11 10.12 1000000.0
    """
  ),
]

@Suite struct `Plural rules` {
  @Test(arguments: answers)
  func `choose the form CLDR chooses`(
    language: String, category: String, numbers: String
  ) throws {
    let language = try #require(Language(rawValue: language))
    let rules = try #require(try TextSources.files()[language]).plurals
    for number in numbers.split(separator: " ") {
      let value = try #require(ExactDecimal(number))
      #expect(rules.category(of: PluralOperands(value)).rawValue == category, "\(number)")
    }
  }

  @Test func `see the digits as they are written`() throws {
    let number = PluralOperands(try #require(ExactDecimal("-1.2300")))
    #expect([number.i, number.v, number.w, number.f, number.t] == [1, 4, 2, 2300, 23])
    #expect(number.value(of: .n) == nil)
    #expect(PluralOperands(-7).value(of: .n) == 7)
  }

  @Test(arguments: [
    "", "n", "n = ", "x = 1", "n == 1", "n % 0 = 1", "n = 1..", "n = 5..2", "n = 1 and", "n = 1,",
    "or n = 1", "n % 10", "n = one",
  ])
  func `refuse what is no rule`(rule: String) {
    #expect(throws: PluralRules.Malformed(rule: rule)) { try PluralRules([.one: rule]) }
  }
}
