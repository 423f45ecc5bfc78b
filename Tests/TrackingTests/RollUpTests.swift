import Exact
import Testing

@testable import Tracking

@Suite struct `Roll-up` {
  typealias Item = RollUp.Item

  @Test func `is the weighted mean, its coverage stated`() throws {
    let result = try RollUp([
      .init(
        "air", weight: 3,
        items: [Item("a", weight: 1, share: 0.5), Item("b", weight: 3, share: nil)]),
      .init("water", weight: 1, items: [Item("c", weight: nil, share: 0.9)]),
      .init("noise", weight: nil, items: [Item("d", weight: 1, share: nil)]),
    ])
    #expect(result.objectives[0].share == 0.5)
    #expect(result.objectives[0].coverage == 0.25)
    #expect(result.objectives[1] == .init(share: 0.9, coverage: 1, assumedWeights: 1))
    #expect(result.objectives[2].share == nil)
    // Noise weighs the mean of 3 and 1, and nothing of it is known.
    #expect(isNear(result.plan.share!, 0.6, within: 1e-12))
    #expect(isNear(result.plan.coverage, 0.2916666666666667, within: 1e-12))
    #expect(result.plan.assumedWeights == 1)
  }

  @Test func `lists what went back in full, and what was capped`() throws {
    let items = [
      Item("a", weight: 1, share: -2), Item("b", weight: 1, share: 3),
      Item("c", weight: 2, share: -0.5),
    ]
    let result = try RollUp([.init("all", weight: 1, items: items)])
    #expect(result.plan.share == -0.5)
    #expect(result.regressing.map(\.code) == ["a", "c"])
    #expect(result.regressing.map(\.contribution) == [-0.5, -0.25])
    #expect(result.capped.map(\.code) == ["b"])
    #expect(result.capped.map(\.share) == [3])
    #expect(try RollUp([.init("all", weight: 1, items: items)], ceiling: nil).plan.share == 0)
  }

  @Test func `answers for nothing and refuses bad numbers`() throws {
    #expect(try RollUp([]).plan == .init(share: nil, coverage: 0, assumedWeights: 0))
    let zero = try RollUp([.init("o", weight: 0, items: [Item("a", weight: 0, share: 1)])])
    #expect(zero.plan.share == nil)
    #expect(throws: RollUpError.badWeight(of: "a", -1)) {
      try RollUp([.init("o", weight: 1, items: [Item("a", weight: -1, share: 1)])])
    }
    #expect(throws: RollUpError.badShare(of: "a", .infinity)) {
      try RollUp([.init("o", weight: 1, items: [Item("a", weight: 1, share: .infinity)])])
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `does not depend on the size of the weights, and parts add up to the plan`(seed: UInt64)
    throws
  {
    var random = SeededGenerator(seed: seed)
    let objectives = (0..<Int.random(in: 1...5, using: &random)).map { number in
      RollUp.Objective(
        "\(number)", weight: Double.random(in: 0.1...5, using: &random),
        items: (0..<Int.random(in: 0...5, using: &random)).map {
          Item(
            IndicatorCode("\(number)-\($0)"), weight: Double.random(in: 0.1...5, using: &random),
            share: Bool.random(using: &random)
              ? Double.random(in: -1...0, using: &random) : nil)
        })
    }
    let scaled = objectives.map { objective in
      RollUp.Objective(
        objective.name, weight: objective.weight.map { $0 * 8 }, items: objective.items)
    }
    let (one, two) = (try RollUp(objectives, ceiling: nil), try RollUp(scaled, ceiling: nil))
    let (share, again) = (one.plan.share ?? 0, two.plan.share ?? 0)
    #expect(isNear(share, again, within: 1e-12))
    // All shares are below zero, so all parts are listed.
    let sum = one.regressing.reduce(0) { $0 + $1.contribution }
    #expect(isNear(sum, share, within: 1e-12))
  }
}
