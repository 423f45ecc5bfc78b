import Exact
import Testing

@testable import Maturity

@Suite struct `What peers scored, without telling who` {
  private static func members(_ scores: [Int], from first: Int = 0) -> [PeerComparison.Member] {
    scores.enumerated().map { index, score in
      PeerComparison.Member(
        city: "city-\(first + index)",
        scores: ["": Rational(score) / Rational(100), "one": Rational(score) / Rational(100)])
    }
  }

  @Test func `Fewer than five cities are never published`() {
    #expect(PeerComparison.next(Self.members([10, 20, 30, 40]), steps: 4, after: []) == nil)
    #expect(PeerComparison.next(Self.members([10, 20, 30, 40, 50]), steps: 4, after: []) != nil)
  }

  @Test func `Quartiles are rounded to the steps of the levels`() throws {
    let made = PeerComparison.next(Self.members([10, 30, 40, 60, 90]), steps: 4, after: [])
    let group = try #require(made?.group(of: "", besides: "another"))
    // Exactly 30, 40 and 60 of 100: of four steps the first, the second and the second.
    #expect([group.first, group.median, group.third] == [1, 2, 2])
    #expect(made?.share(2) == Rational(1) / Rational(2))
  }

  @Test func `One of five cities has only four peers, and sees nothing`() throws {
    let made = try #require(
      PeerComparison.next(Self.members([10, 30, 40, 60, 90]), steps: 4, after: []))
    #expect(made.group(of: "", besides: "city-1") == nil)
    #expect(made.group(of: "", besides: "city-9") != nil)
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func `No two figures that were ever shown differ by fewer than five cities`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var cities: [String: Int] = [:]
    var published: [PeerComparison] = []
    for _ in 0..<60 {
      let city = "city-\(Int.random(in: 0..<14, using: &random))"
      // One city comes, goes or answers anew.
      cities[city] = Bool.random(using: &random) ? Int.random(in: 0...100, using: &random) : nil
      let members = cities.map { city, score in
        PeerComparison.Member(city: city, scores: ["": Rational(score) / Rational(100)])
      }
      guard let next = PeerComparison.next(members, steps: 4, after: published) else { continue }
      for earlier in published {
        let (old, new) = (earlier.groups[""]?.scores ?? [:], next.groups[""]?.scores ?? [:])
        let changed = Set(old.keys).union(new.keys).count { old[$0] != new[$0] }
        #expect(changed >= 5)
      }
      #expect((next.groups[""]?.scores.count ?? 0) >= 5)
      published.append(next)
    }
    #expect(!published.isEmpty)
  }

  @Test func `A city that withdraws takes the figures with it, and none come in their place`()
    throws
  {
    let all = Self.members([10, 30, 40, 60, 90, 70])
    let first = try #require(PeerComparison.next(all, steps: 4, after: []))
    let left = Array(all.dropLast())
    #expect(PeerComparison.next(left, steps: 4, after: [first]) == nil)
    #expect(first.agreed(by: Set(left.map(\.city))).group(of: "", besides: "") == nil)
    let joined = all + Self.members([55], from: 6)
    #expect(PeerComparison.next(joined, steps: 4, after: [first]) == nil)
    #expect(first.agreed(by: Set(joined.map(\.city))) == first)
  }

  @Test func `What is wanted is drawn where somebody wants less than the best`() throws {
    let question = Question(id: ID(rawValue: "q"), scale: .levels(first: 1, last: 5))
    let framework = try Framework(
      id: ID(rawValue: "f"), version: "1",
      dimensions: [Dimension(id: ID(rawValue: "d"), questions: [question])],
      aggregation: .weightedMean)
    #expect(framework.target == nil && framework.steps == 4)
    let aimed = framework.aiming(at: 3)
    #expect(aimed.target?.standing?.point == Rational(1) / Rational(2))
    #expect(framework.aiming(at: 9).target?.standing?.point == .one)
  }
}
