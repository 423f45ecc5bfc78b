import Exact
import Testing

@testable import Matching

@Suite struct `Balanced networks` {
  static func cities(_ count: Int, seed: UInt64, countries: Int = 10) -> [CityProfile] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      var city = CityProfile(id: ID(rawValue: "c\(number)"), name: "")
      city.country = "C\(Int.random(in: 0..<countries, using: &random))"
      city.regionClass = [.less, .transition, .less, .more].randomElement(using: &random)
      city.population = Int64.random(in: 10_000...400_000, using: &random)
      city.challenges = TopicStrengths(
        (0..<8).map {
          .init(topic: "t\($0)", strength: Int32.random(in: 0...10_000, using: &random))
        }
      )
      return city
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `keep every rule of the call and stay below their bound`(seed: UInt64) throws {
    let table = try ScoreTable(Self.cities(60, seed: seed))
    let outcome = try table.networks(.urbact)
    #expect(!outcome.networks.isEmpty)
    #expect(outcome.total <= outcome.bound)
    #expect(
      Set(outcome.networks.flatMap(\.members)).count == outcome.networks.flatMap(\.members).count)
    for network in outcome.networks {
      #expect(network.members.contains(network.lead))
      for rule in CallRule.allCases { #expect(network.facts.isKept(rule, of: .urbact)) }
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `of few cities are the best of all, which the search comes near`(seed: UInt64) throws {
    let rules = CallRules(partners: 3...4, minCountries: 3, minShareLessDeveloped: 5_000)
    let cities = Self.cities(10, seed: seed, countries: 5)
    let table = try ScoreTable(cities)
    let numbers = NetworkTable(table, members: Array(cities.indices), rules: rules)
    let (best, isExact) = try numbers.groups(2, shouldStop: { false })
    #expect(isExact)
    var search = NetworkSearch(numbers, number: 2)
    let found = try search.groups(shouldStop: { false })
    let (exact, near) = (
      best.reduce(0) { $0 + numbers.total($1) }, found.reduce(0) { $0 + numbers.total($1) }
    )
    #expect(near <= exact)
    #expect(exact <= (try numbers.bound(2, shouldStop: { false })))
    if !found.isEmpty { #expect(near * 10 >= exact * 8) }
  }

  @Test func `are refused with the rule and the cities that stand against them`() throws {
    let few = try ScoreTable(Self.cities(20, seed: 1, countries: 3)).networks(.urbact)
    #expect(few.networks.isEmpty)
    #expect(few.conflicts.map(\.rules) == [[.minCountries]])
    #expect(few.conflicts.first?.found == 3)
    var rich = Self.cities(12, seed: 2, countries: 12)
    for city in rich.indices { rich[city].regionClass = city < 3 ? .less : .more }
    let outcome = try ScoreTable(rich).networks(.urbact)
    #expect(outcome.conflicts.map(\.rules) == [[.minShareLessDeveloped]])
    #expect(outcome.conflicts.first?.cities == [0, 1, 2])
  }
}
