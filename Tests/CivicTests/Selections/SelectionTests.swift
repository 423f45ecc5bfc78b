import BigInt
import Exact
import Testing

@testable import Civic

private typealias Sample = SelectionSample

@Suite struct `Selecting cities` {
  private static func statuses(_ input: SelectionInput) throws -> [String: SelectionStatus] {
    Dictionary(
      uniqueKeysWithValues: try input.outcome().places.map { ($0.application.id, $0.status) })
  }

  @Test func `ranks by the exact weighted mean`() throws {
    let input = Sample.input([
      Sample.application("a", [[4, 3], [3, 5]]), Sample.application("b", [[4, 3], [4, 3]]),
      Sample.application("c", [[5, 5], [5, 5]]), Sample.application("d", [[1, 0], [1, 0]]),
    ])
    let places = try input.outcome().places
    #expect(
      places.map(\.application.id) == ["c", "a", "b", "d"] || places[0].application.id == "c")
    let mean = places.first { $0.application.id == "a" }?.mean
    #expect(mean == Rational(11) / Rational(3))
    #expect(places.map(\.rank) == [1, 2, 3, 4])
    #expect(places.map(\.status) == [.selected, .selected, .reserve, .declined])
    #expect(places.last?.reason == .noPlaceLeft)
  }

  @Test func `settles equal means by the heavier criteria, and says so`() throws {
    // Means 11/3 each: (2·4 + 3)/3 and (2·7/2 + 4)/3.
    let input = Sample.input([
      Sample.application("a", [[3, 4], [4, 4]]), Sample.application("b", [[4, 3], [4, 3]]),
    ])
    let places = try input.outcome().places
    #expect(places.map(\.application.id) == ["b", "a"])
    #expect(places.map(\.tieStep) == [.criteria, .criteria])
    #expect(places.map(\.tiedWith) == [["a"], ["b"]])
  }

  @Test func `settles by population where the rules say so, an unknown one last`() throws {
    let sizes: [(String, Int?)] = [("a", nil), ("b", 90_000), ("c", 30_000)]
    let input = Sample.input(
      sizes.map { id, size in
        Sample.application(id, [[3, 3], [3, 3]], facts: Sample.facts { $0.population = size })
      }
    ) { $0.tieRule = .smallerCityThenLot }
    let places = try input.outcome().places
    #expect(places.map(\.application.id) == ["c", "b", "a"])
    #expect(places.allSatisfy { $0.tieStep == .population })
  }

  @Test func `draws the lot from the rules' digest, the same whatever the order`() throws {
    let all = (0..<6).map { Sample.application("x\($0)", [[3, 3], [3, 3]]) }
    let first = try Sample.input(all).outcome().places.map(\.application.id)
    let again = try Sample.input(all.reversed()).outcome().places.map(\.application.id)
    #expect(first == again)
    let digest = try Sample.rules().digest()
    let expected = all.map(\.id).sorted {
      Digest(of: Array("\(digest)\($0)".utf8)).rawValue
        < Digest(of: Array("\(digest)\($1)".utf8)).rawValue
    }
    #expect(first == expected)
    let other = try Sample.input(all) { $0.version = 4 }.outcome().places.map(\.application.id)
    #expect(Set(other) == Set(first))
  }

  @Test func `declines with the reason`() throws {
    var rules = Sample.rules()
    rules.criteria[0].threshold = ExactDecimal("2.5")
    rules.threshold = ExactDecimal("3")
    rules.eligibility.minPopulation = 10_000
    var input = SelectionInput(programme: "p", title: Sample.text("Call"), rules: rules)
    input.applications = [
      Sample.application("exact", [[3, 3], [3, 3]]),
      Sample.application("weak", [[2, 5], [2, 5]]),
      Sample.application("low", [[3, 1], [3, 1]]),
      Sample.application("small", [[5, 5], [5, 5]], facts: Sample.facts { $0.population = 9 }),
      Sample.application("open", [[5, 5], [5, 5]], facts: Sample.facts { $0.population = nil }),
      Sample.application("alone", [[5, 5]]),
    ]
    let reasons = Dictionary(
      uniqueKeysWithValues: try input.outcome().places.map { ($0.application.id, $0.reason) })
    #expect(
      reasons == [
        "exact": .withinPlaces, "weak": .belowCriterion, "low": .belowThreshold,
        "small": .notEligible, "open": .eligibilityOpen, "alone": .notAssessed,
      ])
    input.rulings = [SelectionRuling(application: "open", kind: .admit, reason: "Census 2021")]
    #expect(try Self.statuses(input)["open"] == .selected)
  }

  @Test func `gives rulings their places first and keeps what the rules say beside them`() throws {
    var input = Sample.input([
      Sample.application("a", [[5, 5], [5, 5]]), Sample.application("b", [[4, 4], [4, 4]]),
      Sample.application("c", [[3, 3], [3, 3]]), Sample.application("d", [[2, 2], [2, 2]]),
    ])
    input.rulings = [
      SelectionRuling(application: "d", kind: .select, reason: "Only one from its country"),
      SelectionRuling(application: "a", kind: .decline, reason: "Gave false facts"),
    ]
    let places = try input.outcome().places
    #expect(
      try Self.statuses(input)
        == ["a": .declined, "b": .selected, "c": .reserve, "d": .selected])
    let ruled = places.first { $0.application.id == "d" }
    #expect(ruled?.computed == .declined && ruled?.reason == .ruling)
    input.rulings += ["b", "c"].map {
      SelectionRuling(application: $0, kind: .select, reason: "Too")
    }
    #expect(throws: SelectionError.tooManySelected(places: 2)) { try input.outcome() }
  }

  @Test func `hands places of those who withdraw to the reserve in the order of rank`() throws {
    let all = zip(["a", "b", "c", "d", "e"], [5, 4, 3, 2, 1])
      .map { Sample.application($0, [[$1, $1], [$1, $1]]) }
    var input = Sample.input(all) { $0.reservePlaces = 2 }
    input.withdrawals = ["a"]
    var places = try input.outcome().places
    #expect(places.map(\.status) == [.withdrawn, .selected, .selected, .reserve, .declined])
    #expect(places[2].replaces == "a" && places[2].reason == .tookPlace)
    input.withdrawals = ["c", "a", "d", "b"]
    places = try input.outcome().places
    // c leaves the reserve, d takes a's place and leaves it too; nobody is left for b's.
    #expect(
      places.map(\.status) == [.withdrawn, .withdrawn, .withdrawn, .withdrawn, .declined])
    input.withdrawals = ["z"]
    #expect(throws: SelectionError.unknownApplication("z")) { try input.outcome() }
  }

  @Test func `refuses scores off the scale or of another number`() throws {
    for scores in [[6, 1], [-1, 1], [3], [3, 3, 3]] {
      let input = Sample.input([Sample.application("a", [scores])])
      #expect(throws: SelectionError.badScores(application: "a")) { try input.outcome() }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `never prefers a lower mean, nor gives more places than there are`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...12, using: &random)
    let all = (0..<count).map { number in
      Sample.application(
        "n\(number)",
        (0..<2).map { _ in (0..<2).map { _ in Int.random(in: 0...5, using: &random) } })
    }
    let input = Sample.input(all.shuffled(using: &random)) {
      $0.places = Int.random(in: 1...5, using: &random)
    }
    let outcome = try input.outcome()
    #expect(outcome.places(with: .selected).count == min(count, input.rules.places))
    let sums = outcome.places.map { place -> Int in
      let sheets = place.application.sheets.compactMap(\.scores)
      return sheets.reduce(0) { $0 + 2 * $1[0] + $1[1] }
    }
    #expect(sums == sums.sorted(by: >))
  }

  @Test func `groups the selected by the theme each named first`() throws {
    let input = Sample.input([
      Sample.application("a", [[5, 5], [5, 5]], theme: 1),
      Sample.application("b", [[4, 4], [4, 4]], theme: 0),
      Sample.application("c", [[3, 3], [3, 3]]),
      Sample.application("d", [[2, 2], [2, 2]], theme: 1),
    ]) { $0.places = 3 }
    let clusters = try input.outcome().clusters
    #expect(clusters.map(\.theme) == [0, 1, nil])
    #expect(clusters.map { $0.members.map(\.id) } == [["b"], ["a"], ["c"]])
  }

  @Test func `names assessors by letters that tell nothing of their order`() throws {
    let digest = try Sample.rules().digest()
    let accounts = (0..<30).map { Exact.ID<Account>(rawValue: "account\($0)") }
    let letters = SelectionInput.letters(of: accounts, under: digest)
    #expect(Set(letters.values).count == 30 && letters.values.contains("AD"))
    #expect(letters == SelectionInput.letters(of: accounts.reversed(), under: digest))
  }
}
