import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Maturity
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Where a city stands` {
  private static let city = ID<City>(rawValue: "here")

  private static func site() async throws -> (TestSite, SecretToken, SecretToken) {
    let site = try await TestSite()
    let city = City(id: city, name: Multilingual("Here", in: .english), country: "MK")
    try await site.services.cities.add(Atlas(cities: [city]), by: .machine, at: site.clock.now)
    let plan = Plan(
      id: ID(rawValue: "plan"), city: city.id, title: Multilingual("Plan", in: .english),
      years: 2026...2030)
    try await site.services.plans.create(plan, sections: [], by: .machine, at: site.clock.now)
    return (
      site, try await site.signIn("hana", as: Grant(.cityCoordinator, in: .city(city.id))),
      try await site.signIn("ivo", as: Grant(.cityContributor, in: .city(city.id)))
    )
  }

  private static func assessment(_ site: TestSite) async throws -> SelfAssessment {
    let register = try await site.services.register.register(of: city, for: .machine)
    return try #require(register.assessments.first)
  }

  @Test func `Answers of two people stand side by side, and a gap becomes a challenge`()
    async throws
  {
    let (site, first, second) = try await Self.site()
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      _ = try await hana.get("/facts/self_assessment/new?parent=here")
      let added = try await hana.post(
        "/facts/self_assessment/new",
        ["parent": "here", "content": "en", "name": "Autumn", "framework": "small"])
      #expect(added.status == .seeOther)
      let id = try await Self.assessment(site).id
      let path = "/cities/here/assessments/\(id)"
      let form = try await hana.get("\(path)/dimensions/one")
      #expect(form.status == .ok && form.text.contains("Is there a plan?"))
      let kept = try await hana.post(
        "\(path)/dimensions/one", ["q-plan": "1", "e-plan": "The minutes", "q-team": "na"])
      #expect(kept.location?.hasSuffix("/dimensions/two") == true)
      let ivo = SignedInBrowser(client, second)
      _ = try await ivo.get("\(path)/dimensions/one")
      _ = try await ivo.post("\(path)/dimensions/one", ["q-plan": "3", "q-team": "7"])
      let answers = try await Self.assessment(site).answers
      #expect(answers.map(\.respondent) == ["hana", "ivo", "hana"])
      #expect(answers.map(\.level) == [1, 3, nil])
      let page = try await hana.get(path)
      #expect(page.status == .ok && page.text.contains("challenge/new?evidence="))
      #expect(page.text.contains("origin=self_assessment%3A\(id)"))
      // What is left open again is open, and what the other said stays.
      _ = try await hana.post("\(path)/dimensions/one", ["q-plan": ""])
      #expect(try await Self.assessment(site).answers.map(\.respondent) == ["ivo"])
      #expect(try await client.execute(uri: "/en\(path)", method: .get).status == .notFound)
    }
  }

  @Test func `Nothing answered is no score, never zero`() async throws {
    let (site, first, _) = try await Self.site()
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      _ = try await hana.get("/facts/self_assessment/new?parent=here")
      _ = try await hana.post(
        "/facts/self_assessment/new",
        ["parent": "here", "content": "en", "name": "Autumn", "framework": "small"])
      let assessment = try await Self.assessment(site)
      let framework = try #require(site.services.frameworks.first).framework
      let result = try #require(assessment.result(by: framework))
      #expect(result.standing?.point == nil)
      #expect(result.standing?.low == .zero && result.standing?.high == .one)
      let page = try await hana.get("/cities/here/assessments/\(assessment.id)")
      #expect(page.status == .ok)
      #expect(
        try await hana.get("/cities/here/assessments/\(assessment.id)/dimensions/none").status
          == .notFound)
    }
  }
}
