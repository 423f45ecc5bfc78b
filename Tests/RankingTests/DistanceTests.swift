import Exact
import Ranking
import Testing

@Suite struct `TOPSIS` {
  /// METHODS: the same data give another number with another normalisation.
  @Test func `differs by normalisation, which is named`() {
    let columns: [[Double]] = [[1, 2, 5], [3000, 3750, 4500]]
    func closeness(_ kind: IdealDistance.Normalisation) -> Double {
      IdealDistance(
        columns, directions: [.min, .max], weights: [0.5, 0.5], normalisation: kind
      ).closeness[1]
    }
    #expect((closeness(.minmax) - 0.617_217_781_462_681_2).magnitude < 1e-12)
    #expect((closeness(.vector) - closeness(.minmax)).magnitude > 0.05)
  }

  @Test(arguments: 0..<100 as Range<UInt64>, IdealDistance.Normalisation.allCases)
  func `never puts a dominated alternative ahead`(
    seed: UInt64, kind: IdealDistance.Normalisation
  ) {
    var random = SeededGenerator(seed: seed)
    var columns = RandomTable.columns(8, 4, using: &random)
    for j in columns.indices { columns[j][3] = columns[j][1] * 0.9 }
    let found = IdealDistance(
      columns, directions: [.max, .max, .max, .max],
      weights: RandomTable.weights(4, using: &random), normalisation: kind)
    #expect(found.closeness[1] >= found.closeness[3] - 1e-12)
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `with fixed bounds keeps closeness when others come and go`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let columns = RandomTable.columns(6, 3, using: &random)
    let weights = RandomTable.weights(3, using: &random)
    func closeness(_ columns: [[Double]]) -> [Double] {
      IdealDistance(
        columns, directions: [.max, .max, .max], weights: weights, normalisation: .fixed
      ).closeness
    }
    #expect(closeness(columns.map { Array($0.dropLast()) }) == closeness(columns).dropLast())
  }

  @Test func `gives alternatives that do not differ the same`() {
    let found = IdealDistance(
      [[2, 2], [0, 0]], directions: [.max, .min], weights: [1, 1], normalisation: .vector)
    #expect(found.closeness == [0.5, 0.5])
  }
}

@Suite struct `VIKOR` {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `never puts a dominated alternative ahead, and proposes the first`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var columns = RandomTable.columns(8, 4, using: &random)
    for j in columns.indices { columns[j][3] = columns[j][1] * 0.9 }
    let found = Compromise(
      columns, weights: RandomTable.weights(4, using: &random), majority: 0.5)
    #expect(found.scores[1] <= found.scores[3] + 1e-12)
    #expect(found.proposed.contains(found.ranks.order[0]))
  }

  @Test func `leaves criteria without differences out`() {
    let found = Compromise([[1, 2, 3], [5, 5, 5]], weights: [0.5, 0.5], majority: 0.5)
    #expect(found.scores == [1, 0.5, 0])
  }

  @Test func `takes one alternative, or equals`() {
    #expect(Compromise([[1]], weights: [1], majority: 0.5).proposed == [0])
    #expect(Compromise([[1, 1]], weights: [1], majority: 0.5).ranks.ranks == [1, 1])
  }
}
