import Civic
import Exact
import Exchange
import Ranking
import Testing

/// Three actions, two criteria of one's own from 0 to 10, and what members say about them.
private struct Sample {
  static let plan = ID<Plan>(rawValue: "plan")
  var document: PlanDocument
  var round: ScoringRound
  var sheets: [ScoringSheet] = []

  init() {
    let city = City(
      id: ID(rawValue: "city"), name: Multilingual("City", in: .english), country: "XX")
    let plan = Plan(
      id: Self.plan, city: city.id, title: Multilingual("Plan", in: .english), years: 2026...2030)
    document = PlanDocument(plan: plan, city: city)
    document.actions = ["a", "b", "c"].enumerated().map { index, key in
      Action(
        id: ID(rawValue: key), plan: plan.id, position: index, code: "",
        title: Multilingual(key, in: .english))
    }
    round = ScoringRound(id: ID(rawValue: "round"), plan: plan.id, name: "Round")
    round.phase = .together
    round.actions = document.actions.map(\.id)
    round.criteria = ["x", "y"].map {
      ScoringCriterion(
        id: $0, scale: .number, worst: ExactDecimal(0), best: ExactDecimal(10))
    }
  }

  /// - Parameter scores: By action, the low and high score of each criterion; none is unknown.
  mutating func add(
    _ member: String, _ scores: [String: [(Int64, Int64)?]], _ weights: MemberWeights
  ) {
    var sheet = ScoringSheet(round: round.id, account: ID(rawValue: member), stage: 1)
    for (action, values) in scores.sorted(by: { $0.key < $1.key }) {
      for (criterion, value) in zip(round.criteria, values) {
        sheet.scores.append(
          MemberScore(
            action: ID(rawValue: action), criterion: criterion.id,
            low: value.map { ExactDecimal($0.0) }, high: value.map { ExactDecimal($0.1) }))
      }
    }
    sheet.weights = weights
    sheet.submittedAt = Instant(milliseconds: 0)
    round.members.append(sheet.account)
    sheets.append(sheet)
  }

  func ranked() throws -> RankedRound {
    let table = try ScoringTable(round, sheets, in: document)
    let conclusion = try RankingDecision.conclusion(table.bytes, samples: 2000, seed: 1)
    return try #require(RankedRound(conclusion, table: table.json, samples: 2000))
  }

  static func swing(_ x: Int64, _ y: Int64) -> MemberWeights {
    var weights = MemberWeights(kind: .swing)
    weights.numbers = ["x": ExactDecimal(x), "y": ExactDecimal(y)]
    return weights
  }
}

@Suite struct `What a group says together` {
  @Test func `Differences widen a cell, unknown scores open it, and nothing is averaged away`()
    throws
  {
    var sample = Sample()
    sample.add(
      "m", ["a": [(8, 8), (4, 4)], "b": [(2, 2), nil], "c": [nil, nil]], Sample.swing(3, 1))
    sample.add(
      "n", ["a": [(6, 9), (4, 4)], "b": [(2, 2), (7, 7)], "c": [nil, nil]], Sample.swing(1, 1))
    let table = try ScoringTable(sample.round, sample.sheets, in: sample.document)
    let file = try RankingJSONReader().read(table.bytes)
    #expect(file.notes.allSatisfy { if case .unknownMember = $0 { false } else { true } })
    #expect(
      file.table.columns == [
        [.interval(6...9), .exact(2), .missing], [.exact(4), .exact(7), .missing],
      ])
    #expect(table.weights == .intervals([0.5...0.75, 0.25...0.5]))
    #expect(file.weights == table.weights)
    let ranked = try sample.ranked()
    // By hand: with x at 0.625, a is worth 75·0.625 + 40·0.375, and c half of everything.
    let a = try #require(ranked.place("a"))
    #expect(a.value == ExactDecimal("61.875000"))
    let c = try #require(ranked.place("c"))
    #expect(c.low.rational == .zero && c.high.rational == Rational(100))
    #expect(c.value == ExactDecimal("50.000000"))
    #expect(ranked.unknown.map(\.action) == ["c", "c"])
    #expect(ranked.members.map(\.name) == ["M1", "M2"])
  }

  @Test func `An action better on every criterion comes first with all weights`() throws {
    var sample = Sample()
    let none = MemberWeights(kind: .none)
    sample.add(
      "m", ["a": [(9, 9), (9, 9)], "b": [(5, 6), (5, 6)], "c": [(1, 2), (1, 2)]], none)
    let ranked = try sample.ranked()
    #expect(ranked.weightKind == "none")
    #expect(ranked.places.map(\.id) == ["a", "b", "c"])
    #expect(ranked.places.map { $0.shares[0] } == [1, 0, 0])
    let table = try ScoringTable(sample.round, sample.sheets, in: sample.document).bytes
    let swap = try #require(try RankingDecision.swap(of: "a", "b", in: table))
    #expect(swap.ahead == "b" && swap.weights == nil)
    // Everything is settled, so no question settles more.
    #expect(try NextQuestion.best(for: table, seed: 1).isEmpty)
  }

  @Test func `The next question is the one that settles most`() throws {
    var sample = Sample()
    // Only b's score by x is open, and it alone decides.
    sample.add(
      "m", ["a": [(5, 5), (5, 5)], "b": [nil, (5, 5)], "c": [(0, 0), (5, 5)]],
      Sample.swing(1, 1))
    let table = try ScoringTable(sample.round, sample.sheets, in: sample.document).bytes
    let questions = try NextQuestion.best(for: table, seed: 1)
    #expect(questions.first?.subject == .score(action: "b", criterion: "x"))
    #expect(questions.first?.openAfter == 0)
    // Scores are known and weights are not: the question is about a weight.
    var other = Sample()
    other.add(
      "m", ["a": [(9, 9), (1, 1)], "b": [(1, 1), (9, 9)], "c": [(0, 0), (0, 0)]],
      MemberWeights(kind: .none))
    let open = try ScoringTable(other.round, other.sheets, in: other.document).bytes
    guard case .weight? = try NextQuestion.best(for: open, seed: 1).first?.subject else {
      Issue.record("no question about weights")
      return
    }
  }

  @Test func `Every way of weighing is said in the table as it was meant`() throws {
    var order = MemberWeights(kind: .order)
    order.numbers = ["x": ExactDecimal(1), "y": ExactDecimal(2)]
    var pairs = MemberWeights(kind: .pairwise)
    pairs.numbers = ["x|y": ExactDecimal(2)]
    var ranges = MemberWeights(kind: .intervals)
    ranges.numbers = ["x": ExactDecimal(20), "y": ExactDecimal(50)]
    ranges.others = ["x": ExactDecimal(40), "y": ExactDecimal(90)]
    var bestWorst = MemberWeights(kind: .bestWorst)
    (bestWorst.best, bestWorst.worst) = ("x", "y")
    bestWorst.numbers = ["y": ExactDecimal(4)]
    let expected: [(MemberWeights, [ClosedRange<Double>])] = [
      (order, [0.5...1, 0...0.5]), (pairs, [0.75...0.75, 0.25...0.25]),
      (ranges, [0.2...0.4, 0.6...0.8]), (bestWorst, [0.8...0.8, 0.2...0.2]),
    ]
    for (weights, wanted) in expected {
      let found = try #require(try weights.plausible(["x", "y"]))
      for (range, want) in zip(found, wanted) {
        #expect(abs(range.lowerBound - want.lowerBound) < 1e-9)
        #expect(abs(range.upperBound - want.upperBound) < 1e-9)
      }
      var sample = Sample()
      sample.add("m", ["a": [(5, 5), (5, 5)]], weights)
      #expect(!(try sample.ranked()).places.isEmpty)
    }
    #expect(try MemberWeights(kind: .none).plausible(["x", "y"]) == nil)
    ranges.others["x"] = ExactDecimal(10)
    #expect(throws: RankingError.self) { try ranges.plausible(["x", "y"]) }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `The order of members and of actions changes nothing`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var sample = Sample()
    for member in ["m", "n", "o"] {
      var scores: [String: [(Int64, Int64)?]] = [:]
      for action in ["a", "b", "c"] {
        scores[action] = (0..<2).map { _ in
          let low = Int64.random(in: 0...10, using: &random)
          return Int.random(in: 0..<5, using: &random) == 0
            ? nil : (low, Int64.random(in: low...10, using: &random))
        }
      }
      sample.add(
        member, scores,
        Sample.swing(
          Int64.random(in: 1...9, using: &random), Int64.random(in: 0...9, using: &random)))
    }
    let bytes = try ScoringTable(sample.round, sample.sheets, in: sample.document).bytes
    let first = try RankingDecision.conclusion(bytes, samples: 500, seed: seed)
    #expect(try RankingDecision.conclusion(bytes, samples: 500, seed: seed) == first)
    let turned = try ScoringTable(sample.round, sample.sheets.reversed(), in: sample.document)
    #expect(turned.bytes == bytes)
  }
}
