import Exact
import Ranking
import Testing

@Suite struct `ELECTRE and MR-Sort` {
  private static func table(
    _ columns: [[Double]], veto: Double? = nil
  ) throws -> DecisionTable {
    try RandomTable.table(columns) { _, criterion in
      (criterion.q, criterion.p, criterion.veto) = (0.05, 0.2, veto)
    }
  }

  private static func rows(_ columns: [[Double]]) -> [[Double]] {
    columns[0].indices.map { i in columns.map { $0[i] } }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `never put a dominated alternative ahead`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var columns = RandomTable.columns(8, 4, using: &random)
    for j in columns.indices { columns[j][3] = columns[j][1] * 0.8 }
    let table = try Self.table(columns, veto: seed % 2 == 0 ? 0.6 : nil)
    let credibility = try Credibility(
      criteria: table.criteria, weights: RandomTable.weights(4, using: &random))
    let found = try Distillation(try credibility.matrix(rows: Self.rows(columns)))
    func place(_ classes: [[Int]], _ index: Int) -> Int {
      classes.firstIndex { $0.contains(index) } ?? -1
    }
    for classes in [found.descending, found.ascending, found.final] {
      #expect(place(classes, 1) <= place(classes, 3))
      #expect(classes.joined().sorted() == Array(0..<8))
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `sort the better never lower, pessimistic never above optimistic`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var columns = RandomTable.columns(8, 4, using: &random)
    for j in columns.indices { columns[j][3] = columns[j][1] * 0.8 }
    let table = try Self.table(columns, veto: 0.7)
    let profiles = [0.3, 0.6].map { level in
      CategoryProfile(name: "\(level)", scores: [Double](repeating: level, count: 4))
    }
    let weights = RandomTable.weights(4, using: &random)
    let categories = try OrderedCategories(profiles.reversed(), criteria: table.criteria)
    let found = ElectreTri(
      rows: Self.rows(columns), categories: categories,
      credibility: try Credibility(criteria: table.criteria, weights: weights), lambda: 0.75)
    #expect(found.pessimistic[1] >= found.pessimistic[3])
    #expect(found.optimistic[1] >= found.optimistic[3])
    #expect(zip(found.pessimistic, found.optimistic).allSatisfy { $0 <= $1 })
    let sorted = MajorityRuleSorting(
      rows: Self.rows(columns), categories: categories, weights: weights,
      vetoes: [nil, 0.2, nil, nil], lambda: 0.6)
    #expect(sorted.categories[1] >= sorted.categories[3])
    #expect(sorted.categories.allSatisfy { (1...3).contains($0) })
  }

  @Test func `refuse profiles that cross, and thresholds out of order`() throws {
    let criteria = [Criterion("a"), Criterion("b", direction: .min)]
    func profiles(_ rows: [[Double]]) throws -> OrderedCategories {
      try OrderedCategories(rows.map { CategoryProfile(name: "", scores: $0) }, criteria: criteria)
    }
    #expect(try profiles([[1, 9], [2, 5]]).profiles == [[1, -9], [2, -5]])
    #expect(try profiles([[2, 5], [1, 9]]).profiles == [[1, -9], [2, -5]])
    #expect(throws: RankingError.profilesOutOfOrder(1)) { try profiles([[1, 5], [2, 9]]) }
    #expect(throws: RankingError.noProfiles) { try profiles([]) }
    var criterion = Criterion("c")
    (criterion.q, criterion.p) = (2, 1)
    #expect(throws: RankingError.unusableThresholds("c")) { try OutrankingThresholds(criterion) }
  }

  @Test func `let a veto forbid a category`() throws {
    let categories = try OrderedCategories(
      [CategoryProfile(name: "", scores: [5, 5, 5])],
      criteria: [Criterion("a"), Criterion("b"), Criterion("c")])
    let found = MajorityRuleSorting(
      rows: [[9, 9, 1], [9, 9, 3], [4, 4, 9]], categories: categories,
      weights: [0.4, 0.4, 0.2], vetoes: [nil, nil, 3], lambda: 0.7)
    #expect(found.categories == [1, 2, 1])
  }
}
