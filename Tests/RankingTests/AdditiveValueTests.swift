import Exact
import Ranking
import Testing

@Suite struct `Additive values` {
  private static func scale(_: Int, _ criterion: inout Criterion) {
    criterion.value = try? ValueFunction([
      ValueFunction.Anchor(score: 0, value: 0), ValueFunction.Anchor(score: 1, value: 100),
    ])
  }

  private static func model(_ columns: [[Double]], _ weights: [Double]) throws -> AdditiveValue {
    AdditiveValue(
      PartialValues(try RandomTable.table(columns, scale), scale: .fixed), weights: weights)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `keep order under dominance, improvement and permutation`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var columns = RandomTable.columns(9, 4, using: &random)
    for j in columns.indices { columns[j][3] = columns[j][1] * 0.9 }
    let weights = RandomTable.weights(4, using: &random)
    let ranks = try Self.model(columns, weights).ranks.ranks
    #expect(ranks[1] <= ranks[3])
    var better = columns
    better[0][6] = 1
    #expect(try Self.model(better, weights).ranks.ranks[6] <= ranks[6])
    let order = (0..<9).shuffled(using: &random)
    let shuffled = columns.map { column in order.map { column[$0] } }
    #expect(try Self.model(shuffled, weights).ranks.ranks == order.map { ranks[$0] })
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `on fixed scales never reverse ranks`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let table = try RandomTable.table(RandomTable.columns(7, 3, using: &random), Self.scale)
    let weights = RandomTable.weights(3, using: &random)
    let found = try RankReversal(table) { table throws(RankingError) in
      AdditiveValue(PartialValues(table, scale: .fixed), weights: weights).ranks
    }
    #expect(found.removalsThatChangeTheFirst.isEmpty && found.removalsThatChangeTheOrder.isEmpty)
    #expect(found.worseThatChangesTheFirst.isEmpty && found.isTransitive && found.agreesWithPairs)
  }

  @Test func `widen with missing and interval scores instead of bending`() throws {
    var criterion = Criterion("c")
    Self.scale(0, &criterion)
    var other = Criterion("d")
    Self.scale(0, &other)
    let table = try DecisionTable(
      criteria: [criterion, other],
      alternatives: [Alternative("a"), Alternative("b"), Alternative("c")],
      columns: [
        [.exact(0.8), .exact(0.5), .interval(0.1...0.3)], [.missing, .exact(0.5), .exact(0)],
      ])
    let model = AdditiveValue(PartialValues(table, scale: .fixed), weights: [0.5, 0.5])
    #expect(model.scores == [80, 50, 10])
    #expect(model.lows == [40, 50, 5])
    #expect(model.highs == [90, 50, 15])
    #expect(model.rankRanges == [1...2, 1...2, 3...3])
    #expect(model.contribution(of: 1, to: 0) == nil)
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `have stability intervals that tell when the order changes`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let parts = RandomTable.columns(6, 3, using: &random)
    let weights = RandomTable.weights(3, using: &random)
    func order(_ j: Int, _ weight: Double) -> [Int] {
      let rest = (1 - weight) / (1 - weights[j])
      return Ranks(
        scores: (0..<6).map { i in
          (0..<3).reduce(0) { $0 + parts[$1][i] * ($1 == j ? weight : weights[$1] * rest) }
        }
      ).order
    }
    let ranks = Ranks(
      scores: (0..<6).map { i in (0..<3).reduce(0) { $0 + parts[$1][i] * weights[$1] } })
    let found = WeightStability(parts: parts, weights: weights, ranks: ranks)
    for j in 0..<3 {
      for (interval, isWhole) in [(found.whole[j], true), (found.first[j], false)] {
        func same(_ weight: Double) -> Bool {
          isWhole ? order(j, weight) == ranks.order : order(j, weight)[0] == ranks.order[0]
        }
        #expect(interval.contains(weights[j]))
        #expect(same(interval.lowerBound + 1e-7) && same(interval.upperBound - 1e-7))
        if interval.lowerBound > 1e-6 { #expect(!same(interval.lowerBound - 1e-6)) }
        if interval.upperBound < 1 - 1e-6 { #expect(!same(interval.upperBound + 1e-6)) }
      }
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>, WeightChange.Distance.allCases)
  func `find the smallest change of weights that is enough`(
    seed: UInt64, distance: WeightChange.Distance
  ) throws {
    var random = SeededGenerator(seed: seed)
    let weights = RandomTable.weights(3, using: &random)
    let gains = (0..<3).map { _ in Double.random(in: -1...0.6, using: &random) }
    func total(_ weights: [Double]) -> Double { zip(weights, gains).reduce(0) { $0 + $1.0 * $1.1 } }
    guard let change = WeightChange(weights, gains: gains, distance: distance) else {
      #expect(gains.allSatisfy { $0 < 0 })
      return
    }
    #expect((change.weights.reduce(0, +) - 1).magnitude < 1e-9)
    #expect(change.weights.allSatisfy { $0 >= 0 })
    #expect(total(change.weights) >= -1e-9)
    // No point of a fine grid of the simplex is enough and nearer.
    for a in 0...60 {
      for b in 0...(60 - a) {
        let point = [Double(a) / 60, Double(b) / 60, Double(60 - a - b) / 60]
        guard total(point) >= 0 else { continue }
        let changes = zip(point, weights).map { ($0 - $1).magnitude }
        let size =
          switch distance {
          case .sum: changes.reduce(0, +)
          case .euclidean: changes.reduce(0) { $0 + $1 * $1 }.squareRoot()
          case .largest: changes.max() ?? 0
          }
        #expect(size >= change.size - 1e-9)
      }
    }
  }
}
