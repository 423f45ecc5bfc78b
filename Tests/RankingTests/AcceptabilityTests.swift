import Exact
import Ranking
import Testing

@Suite struct `SMAA-2` {
  private static func run(
    _ columns: [[Double]], weights: WeightInformation = .none, samples: Int = 20_000,
    threads: Int = 1, pairs: Bool = true, seed: UInt64 = 7
  ) async throws -> Acceptability {
    let table = try RandomTable.table(columns)
    var options = Acceptability.Options()
    (options.samples, options.threads, options.seed) = (samples, threads, seed)
    options.countsPairs = pairs
    return try await Acceptability(
      table, PartialValues(table, scale: .fixed), weights: weights, options: options)
  }

  @Test func `gives the same with any number of threads`() async throws {
    var random = SeededGenerator(seed: 1)
    let columns = RandomTable.columns(20, 5, using: &random)
    let one = try await Self.run(columns)
    for threads in [2, 3, 8] {
      let other = try await Self.run(columns, threads: threads)
      #expect(other.ranks == one.ranks && other.wins == one.wins)
      #expect(other.centralWeights == one.centralWeights)
    }
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `counts quickly what it would count exactly`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    // Few levels make many near and exact ties; 65 alternatives take the other way.
    var columns = RandomTable.columns(
      seed % 3 == 0 ? 64 : 17, 4, using: &random, levels: seed % 2 == 0 ? 4 : nil)
    if seed % 2 == 0 { columns = columns.map { $0.map { $0 / 4 } } }
    let small = try await Self.run(columns, samples: 2000)
    let count = columns[0].count
    let padded = columns.map { $0 + [Double](repeating: 0, count: 70 - count) }
    let large = try await Self.run(padded, samples: 2000)
    for i in 0..<count {
      for k in 0..<count { #expect(small.wins[i][k] == large.wins[i][k]) }
      // The others are never better, for nothing is worth less than they are.
      for rank in 0..<count - 1 where columns.allSatisfy({ $0[i] > 0 }) {
        #expect(small.ranks[i][rank] == large.ranks[i][rank])
      }
    }
  }

  @Test func `shares the better rank among equals`() async throws {
    let found = try await Self.run([[0.4, 0.4, 0.1], [0.7, 0.7, 0.2]], samples: 1000)
    #expect(found.ranks[0] == [1, 0, 0])
    #expect(found.ranks[1] == [1, 0, 0])
    #expect(found.ranks[2] == [0, 0, 1])
    #expect(found.wins[0] == [0, 0, 1])
    #expect(found.confidence == [1, 1, nil])
  }

  @Test func `draws evenly from an order of weights`() async throws {
    // With w0 ≥ w1 the weight w0 is even on 1/2 to 1; a0 is first where w0 > 0.75.
    let found = try await Self.run(
      [[1, 0.6], [0, 1]], weights: .order([[0], [1]]))
    // w0 > 0.6·w0 + 1 − w0, so w0 > 5/7: a share of (1 − 5/7) / (1/2).
    #expect((found.ranks[0][0] - 4.0 / 7).magnitude < 5 * 0.0036)
    #expect(!found.isWalk)
  }

  @Test(arguments: [false, true])
  func `draws evenly within bounds of weights`(isNarrow: Bool) async throws {
    // Narrow bounds leave too little of the simplex to draw until one fits.
    let names = 6
    let bounds: [ClosedRange<Double>] =
      isNarrow
      ? [0.1...0.2] + [ClosedRange<Double>](repeating: 0.1...0.3, count: 5) : [0.2...0.6, 0...1]
    let columns: [[Double]] =
      isNarrow
      ? [[1, 0.15]] + [[Double]](repeating: [0, 0.15], count: names - 1)
      : [[1, 0.4], [0, 0.4]]
    let found = try await Self.run(columns, weights: .intervals(bounds), samples: 60_000)
    #expect(found.isWalk == isNarrow)
    if isNarrow {
      // a0 is first where w0 > 0.15; checked against independent draws by rejection.
      var random = SeededGenerator(seed: 5)
      var (kept, first) = (0, 0)
      while kept < 4000 {
        var weights = (0..<5).map { j in
          Double.random(in: bounds[j], using: &random)
        }
        weights.append(1 - weights.reduce(0, +))
        guard bounds[5].contains(weights[5]) else { continue }
        kept += 1
        if weights[0] > 0.15 { first += 1 }
      }
      #expect((found.ranks[0][0] - Double(first) / 4000).magnitude < 0.04)
    } else {
      #expect((found.ranks[0][0] - 0.5).magnitude < 0.012)
    }
  }

  @Test func `draws uncertain scores, and shows its standard error`() async throws {
    let table = try DecisionTable(
      criteria: [Criterion("c")], alternatives: [Alternative("a"), Alternative("b")],
      columns: [[.interval(0...1), .exact(0.25)]])
    var options = Acceptability.Options()
    options.samples = 40_000
    let found = try await Acceptability(
      table, PartialValues(table, scale: .fixed), weights: .none, options: options)
    #expect((found.ranks[0][0] - 0.75).magnitude < 4 * found.errors[0][0])
    #expect((found.errors[0][0] - (0.75 * 0.25 / 40_000).squareRoot()).magnitude < 1e-4)
    #expect((found.confidence[0]! - 0.75).magnitude < 0.02)
  }

  @Test func `takes criteria of which only the order is known`() async throws {
    var criterion = Criterion("c", direction: .min)
    criterion.isOrdinal = true
    let table = try DecisionTable(
      criteria: [criterion, Criterion("d")],
      alternatives: [Alternative("a"), Alternative("b"), Alternative("c")],
      columns: [[.exact(1), .exact(2), .exact(3)], [.exact(0.5), .exact(0.5), .exact(0.5)]])
    let found = try await Acceptability(
      table, PartialValues(table, scale: .fixed), weights: .none, options: .init())
    #expect(found.ranks[0][0] == 1 && found.ranks[1][1] == 1 && found.ranks[2][2] == 1)
  }
}
