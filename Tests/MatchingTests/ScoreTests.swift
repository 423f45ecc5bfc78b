import Exact
import Testing

@testable import Matching

@Suite struct `Scores of two cities` {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func `are the same in rows as one by one`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var cities = `Balanced networks`.cities(30, seed: seed)
    for city in cities.indices {
      if Bool.random(using: &random) { cities[city].population = nil }
      if Bool.random(using: &random) { cities[city].challenges = nil }
      if Bool.random(using: &random) { cities[city].languages = ["en"] }
      cities[city].needs = TopicStrengths([
        .init(topic: "x", strength: Int32.random(in: 0...10_000, using: &random)),
        .init(topic: "y", strength: Int32.random(in: 0...10_000, using: &random)),
      ])
      cities[city].offers = TopicStrengths([
        .init(topic: "x", strength: Bool.random(using: &random) ? 5_000 : nil)
      ])
      if city % 7 == 0 { cities[city].excludes = [cities[(city + 1) % 30].id] }
    }
    let table = try ScoreTable(cities)
    var scorer = RowScorer(table, columns: Array(cities.indices))
    for row in cities.indices {
      scorer.fill(row, from: 0)
      for column in cities.indices {
        #expect(Int64(scorer.scores[column]) == table.score(row, column))
        #expect(table.score(row, column) == table.score(column, row))
      }
    }
  }

  @Test func `of the example in the guide are as worked out by hand`() throws {
    var (one, other) = (
      CityProfile(id: ID(rawValue: "a"), name: "A"), CityProfile(id: ID(rawValue: "b"), name: "B")
    )
    one.challenges = TopicStrengths([
      .init(topic: "water", strength: 6_000), .init(topic: "roads", strength: 8_000),
    ])
    other.challenges = TopicStrengths([.init(topic: "water", strength: 5_000)])
    one.needs = TopicStrengths([
      .init(topic: "water", strength: 7_500), .init(topic: "roads", strength: 2_500),
    ])
    other.offers = TopicStrengths([.init(topic: "water", strength: 8_000)])
    let table = try ScoreTable([one, other])
    // Cosine 0.6 and coverage 0.75 · 0.8 = 0.6, of equal weight.
    #expect(abs(table.score(0, 1) - 600_000) < 100)
    // 0.4 + half of 0.4 of 1, the wishes not being asked: (0.4 + 0.2) / 1.
    #expect(table.explanation(0, 1).confidence == 600_000)
  }

  @Test func `of most similar cities are the highest of all pairs`() throws {
    let cities = `Balanced networks`.cities(40, seed: 3)
    let table = try ScoreTable(cities)
    let lists = try table.mostSimilar(count: 5)
    for city in cities.indices {
      let all = cities.indices.filter { $0 != city }.map {
        Neighbour(city: $0, score: table.score(city, $0))
      }
      let best = all.sorted { ($1.score, $0.city) < ($0.score, $1.city) }.prefix(5)
      #expect(lists[city] == Array(best))
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `give the same pairs from a table as from all its edges`(seed: UInt64) throws {
    let cities = `Balanced networks`.cities(25, seed: seed)
    let table = try ScoreTable(cities)
    var edges: [ScoredEdge] = []
    for one in cities.indices {
      for other in cities.indices where one < other {
        edges.append(ScoredEdge(one, other, score: table.score(one, other)))
      }
    }
    for isFirst in [nil, cities.indices.map { $0 < 12 }] {
      let problem = PairProblem(capacity: cities.map { _ in 3 }, isFirst: isFirst)
      let usable = edges.filter {
        isFirst?[Int($0.one)] != isFirst?[Int($0.other)] || isFirst == nil
      }
      let (sparse, dense) = (
        try problem.bestPairs(of: table), try problem.bestPairs(among: usable)
      )
      #expect(sparse.total == dense.total)
      #expect(sparse.isOptimal && dense.isOptimal)
    }
  }
}
