import Exact
import Ranking
import Testing

@Suite struct `Weights` {
  @Test func `of an order are its centroid`() throws {
    // Barron, Barrett 1996: 11/18, 5/18, 2/18 for three.
    let weights = try WeightInformation.order([[1], [0], [2]]).point(names: RandomTable.names(3))
    for (weight, right) in zip(weights, [5.0 / 18, 11.0 / 18, 2.0 / 18]) {
      #expect((weight - right).magnitude < 1e-15)
    }
  }

  @Test func `are refused when negative, infinite, all zero or impossible`() {
    let names = RandomTable.names(2)
    #expect(throws: RankingError.unusableWeight("c1")) {
      try WeightInformation.exact([1, -1]).point(names: names)
    }
    #expect(throws: RankingError.unusableWeight("c0")) {
      try WeightInformation.swing([.nan, 1]).point(names: names)
    }
    #expect(throws: RankingError.allWeightsZero) {
      try WeightInformation.exact([0, 0]).point(names: names)
    }
    #expect(throws: RankingError.impossibleWeightBounds) {
      try WeightInformation.intervals([0...0.3, 0...0.3]).point(names: names)
    }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `by best and worst are those behind consistent comparisons`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...9, using: &random)
    let toWorst =
      [1.0, 8] + (2..<count).map { _ in Double([1, 2, 4, 8].randomElement(using: &random)!) }
    let comparisons = try BestWorstComparisons(
      best: 1, worst: 0, bestToOthers: toWorst.map { 8 / $0 }, othersToWorst: toWorst,
      names: RandomTable.names(count))
    let sum = toWorst.reduce(0, +)
    let linear = LinearBestWorst(comparisons)
    let nonlinear = NonlinearBestWorst(comparisons)
    #expect(linear.xi < 1e-12 && nonlinear.xi == 0 && nonlinear.inputConsistency == 0)
    for j in 0..<count {
      #expect((linear.weights[j] - toWorst[j] / sum).magnitude < 1e-9)
      #expect((nonlinear.intervals[j].lowerBound - toWorst[j] / sum).magnitude < 1e-12)
      #expect((nonlinear.intervals[j].upperBound - toWorst[j] / sum).magnitude < 1e-12)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `by best and worst keep within their errors`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 3...8, using: &random)
    var best = (0..<count).map { _ in Double(Int.random(in: 1...9, using: &random)) }
    var worst = (0..<count).map { _ in Double(Int.random(in: 1...9, using: &random)) }
    (best[0], best[1], worst[0], worst[1]) = (1, 9, 9, 1)
    let comparisons = try BestWorstComparisons(
      best: 0, worst: 1, bestToOthers: best, othersToWorst: worst, names: RandomTable.names(count))
    let linear = LinearBestWorst(comparisons)
    #expect((linear.weights.reduce(0, +) - 1).magnitude < 1e-9)
    for j in 0..<count {
      #expect((linear.weights[0] - best[j] * linear.weights[j]).magnitude <= linear.xi + 1e-9)
      #expect((linear.weights[j] - worst[j] * linear.weights[1]).magnitude <= linear.xi + 1e-9)
    }
    // No weights of chance do better, in either model.
    let nonlinear = NonlinearBestWorst(comparisons)
    for _ in 0..<300 {
      let mix = Double.random(in: 0...0.3, using: &random)
      let weights = zip(linear.weights, RandomTable.weights(count, using: &random)).map {
        (1 - mix) * $0 + mix * $1
      }
      var (absolute, ratio) = (0.0, 0.0)
      for j in 0..<count {
        absolute = max(
          absolute, (weights[0] - best[j] * weights[j]).magnitude,
          (weights[j] - worst[j] * weights[1]).magnitude)
        ratio = max(
          ratio, (weights[0] / weights[j] - best[j]).magnitude,
          (weights[j] / weights[1] - worst[j]).magnitude)
      }
      #expect(absolute >= linear.xi - 1e-9)
      #expect(ratio >= nonlinear.xi - 1e-9)
    }
  }

  @Test func `by pairs name the triad that contradicts most`() throws {
    let matrix = try PairwiseMatrix([[1, 2, 8], [0.5, 1, 2], [0.125, 0.5, 1]])
    let found = PairwiseConsistency(matrix, randomIndex: .saaty)
    #expect(found.worstTriads.map(\.error) == [2])
    #expect(found.isAcceptable == true)
    #expect(throws: RankingError.unusableComparison(1, 0)) {
      try PairwiseMatrix([[1, 2], [2, 1]])
    }
    #expect(throws: RankingError.unusableComparison(0, 1)) {
      try PairwiseMatrix([[1, .nan], [.nan, 1]])
    }
  }

  /// The same matrix has another ratio by another table of random indices.
  @Test func `by pairs name the table of random indices`() throws {
    let matrix = try PairwiseMatrix([[1, 2, 8], [0.5, 1, 2], [0.125, 0.5, 1]])
    let saaty = PairwiseConsistency(matrix, randomIndex: .saaty).ratio
    let other = PairwiseConsistency(matrix, randomIndex: .aguaronMoreno).ratio
    #expect((saaty! * 0.58 - other! * 0.525).magnitude < 1e-12)
  }

  /// Belton, Gear 1983.
  @Test func `in AHP's ideal mode keep the first when a copy is added`() throws {
    let columns: [[Double]] = [
      [1.0 / 11, 9.0 / 11, 1.0 / 11], [9.0 / 11, 1.0 / 11, 1.0 / 11],
      [8.0 / 18, 9.0 / 18, 1.0 / 18],
    ]
    let copied = columns.map { $0 + [$0[1]] }
    let weights = [Double](repeating: 1.0 / 3, count: 3)
    func first(_ columns: [[Double]], _ mode: Synthesis) -> Int {
      Ranks(scores: mode.scores(columns, weights: weights)).order[0]
    }
    #expect(first(columns, .distributive) == 1 && first(copied, .distributive) == 0)
    #expect(first(columns, .ideal) == 1 && first(copied, .ideal) == 1)
    let scores = Synthesis.distributive.scores(copied, weights: weights)
    #expect((scores[0] - 0.365_432_098_765_432_1).magnitude < 1e-12)
  }
}
