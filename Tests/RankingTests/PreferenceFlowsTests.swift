import Exact
import Ranking
import Testing

@Suite struct `PROMETHEE flows` {
  static func functions(using random: inout SeededGenerator) -> [PreferenceFunction] {
    let q = Double.random(in: 0...0.4, using: &random)
    let p = q + Double.random(in: 0...0.5, using: &random)
    return [
      .usual, .uShape(q: q), .vShape(p: p), .level(q: q, p: p), .linear(q: q, p: p),
      .gaussian(s: 0.01 + q), .linear(q: q, p: q), .vShape(p: 0),
    ]
  }

  /// φ⁺ by the definition, pair by pair.
  static func plus(
    _ columns: [[Double]], _ functions: [PreferenceFunction], _ weights: [Double]
  ) -> [Double] {
    let count = columns[0].count
    return (0..<count).map { a in
      var sum = 0.0
      for b in 0..<count where b != a {
        for j in columns.indices {
          sum += weights[j] * functions[j](columns[j][a] - columns[j][b])
        }
      }
      return sum / Double(count - 1)
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `by sorting are those of all pairs`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let functions = Self.functions(using: &random)
    let count = seed % 20 == 0 ? 700 : Int.random(in: 2...40, using: &random)
    let levels = seed % 2 == 0 ? 5 : nil
    var columns = RandomTable.columns(count, functions.count, using: &random, levels: levels)
    if levels != nil { columns = columns.map { $0.map { $0 / 5 } } }
    let weights = RandomTable.weights(functions.count, using: &random)
    let flows = try PreferenceFlows(columns, functions: functions, weights: weights)
    let expected = Self.plus(columns, functions, weights)
    for (found, right) in zip(flows.plus, expected) {
      #expect((found - right).magnitude < 1e-11)
    }
    let negated = columns.map { $0.map { -$0 } }
    for (found, right) in zip(flows.minus, Self.plus(negated, functions, weights)) {
      #expect((found - right).magnitude < 1e-11)
    }
    #expect(flows.net.reduce(0, +).magnitude < 1e-9)
  }

  /// JMcDM 87bbb34 puts first an alternative that another dominates.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `never put a dominated alternative ahead`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let functions = Self.functions(using: &random)
    var columns = RandomTable.columns(12, functions.count, using: &random)
    for j in columns.indices { columns[j][5] = max(0, columns[j][2] - Double(j) / 40) }
    let weights = RandomTable.weights(functions.count, using: &random)
    let flows = try PreferenceFlows(columns, functions: functions, weights: weights)
    #expect(flows.net[2] >= flows.net[5] - 1e-12)
  }

  /// pymcdm 1.4.0 uses up its preference functions in the first call.
  @Test func `are the same in every call`() throws {
    var random = SeededGenerator(seed: 3)
    let columns = RandomTable.columns(10, 2, using: &random)
    let functions: [PreferenceFunction] = [.linear(q: 0.1, p: 0.3), .vShape(p: 0.2)]
    let first = try PreferenceFlows(columns, functions: functions, weights: [0.5, 0.5])
    let second = try PreferenceFlows(columns, functions: functions, weights: [0.5, 0.5])
    #expect(first.net == second.net)
    #expect(first.net.contains { $0 != 0 })
  }

  /// R's MCDA divides by *n*.
  @Test func `are means over the others, not over all`() throws {
    let flows = try PreferenceFlows([[1, 0]], functions: [.usual], weights: [1])
    #expect(flows.plus == [1, 0])
    #expect(flows.minus == [0, 1])
  }

  @Test func `stop when asked`() {
    #expect(throws: RankingError.stopped) {
      try PreferenceFlows([[1, 0]], functions: [.usual], weights: [1]) { true }
    }
  }
}
