import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import Maturity
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `Peers of a city` {
  private static func id(_ number: Int) -> ID<City> { ID(rawValue: "city\(number)") }

  /// Seven cities; all but the first agree as `agree` says, with all questions at a level.
  private static func site(agreeing: Range<Int>) async throws -> TestSite {
    let site = try await TestSite()
    let cities = (0..<7).map {
      City(id: id($0), name: Multilingual("Place\($0)", in: .english), country: "MK")
    }
    try await site.services.cities.add(Atlas(cities: cities), by: .machine, at: site.clock.now)
    for number in 0..<7 {
      try await site.services.register.add(
        [round(number, agrees: agreeing.contains(number))], batch: nil, by: .machine,
        at: site.clock.now)
    }
    return site
  }

  private static func round(_ number: Int, agrees: Bool) -> SelfAssessment {
    var round = SelfAssessment(
      id: ID(rawValue: "round\(number)"), city: id(number),
      name: Multilingual("Autumn", in: .english))
    round.framework = "small"
    round.frameworkVersion = "1"
    round.isPublic = number == 0
    round.sharesWithPeers = agrees
    round.take(
      ["plan", "team", "data"].map {
        SelfAnswer(question: $0, respondent: "R\(number)", level: number % 5 + 1, evidence: nil)
      }, to: ["plan", "team", "data"], from: "R\(number)")
    return round
  }

  private static func page(_ client: any TestClientProtocol) async throws -> String {
    let page = try await client.execute(
      uri: "/en/cities/city0/assessments/round0", method: .get)
    #expect(page.status == .ok)
    return String(buffer: page.body)
  }

  @Test func `Five that agreed are shown as quartiles, and none by name or score`() async throws {
    let site = try await Self.site(agreeing: 2..<7)
    try await site.test { client async throws in
      let text = try await Self.page(client)
      #expect(text.contains("Peers as a whole (5 cities)"))
      #expect(text.contains("Peers: lower quarter"))
      for number in 1..<7 {
        #expect(!text.contains("Place\(number)") && !text.contains(">R\(number)"))
      }
    }
  }

  @Test func `Four that agreed are not shown`() async throws {
    let site = try await Self.site(agreeing: 3..<7)
    try await site.test { client async throws in
      let text = try await Self.page(client)
      #expect(!text.contains("Peers as a whole") && text.contains("once five other cities"))
    }
  }

  @Test func `One that joins changes nothing, and one that leaves takes the figures away`()
    async throws
  {
    let site = try await Self.site(agreeing: 2..<7)
    let cities = site.services.cities
    try await site.test { client async throws in
      let before = try await Self.page(client)
      var joining = Self.round(1, agrees: true)
      joining.revision = 1
      _ = try await cities.save(joining, editedFrom: 1, by: .machine, at: site.clock.now)
      #expect(try await Self.page(client) == before)
      var leaving = Self.round(4, agrees: false)
      leaving.revision = 1
      _ = try await cities.save(leaving, editedFrom: 1, by: .machine, at: site.clock.now)
      #expect(try await !Self.page(client).contains("Peers as a whole"))
    }
  }
}
