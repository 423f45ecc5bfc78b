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
      #expect(page.status == .ok && page.text.contains("/gaps/plan/challenge"))
      #expect(page.text.contains("hana: 1, ivo: 3"))
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

  /// A round with two gaps.
  private static func round(_ site: TestSite, isPublic: Bool) async throws -> SelfAssessment {
    var round = SelfAssessment(
      id: ID(rawValue: "round"), city: city, name: Multilingual("Autumn", in: .english))
    round.framework = "small"
    round.frameworkVersion = "1"
    round.isPublic = isPublic
    round.take(
      [
        SelfAnswer(question: "plan", respondent: "hana", level: 1, evidence: "secret minutes"),
        SelfAnswer(question: "data", respondent: "hana", level: 4, evidence: nil),
      ], to: ["plan", "data"], from: "hana")
    try await site.services.register.add([round], batch: nil, by: .machine, at: site.clock.now)
    return round
  }

  @Test func `One press makes a challenge of a gap, a second leads to the same`() async throws {
    let (site, first, _) = try await Self.site()
    _ = try await Self.round(site, isPublic: false)
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      let path = "/cities/here/assessments/round"
      _ = try await hana.get(path)
      for _ in 0..<2 {
        let made = try await hana.post("\(path)/gaps/plan/challenge", ["plan": "plan"])
        #expect(made.status == .seeOther)
        #expect(made.location?.contains("/plans/plan/work/records/challenge/") == true)
      }
      let document = try await site.services.plans.workingPlan(ID(rawValue: "plan"), for: .machine)
      let challenge = try #require(document.challenges.first)
      #expect(document.challenges.count == 1 && challenge.gap == "plan")
      #expect(challenge.title.text(for: .english).text == "Is there a plan?")
      #expect(challenge.origin == RecordReference(kind: "self_assessment", id: "round"))
      #expect(challenge.evidence?.text(for: .english).text.contains("100") == true)
      let form = try await hana.get("/plans/plan/work/records/challenge/\(challenge.id)")
      #expect(form.text.contains("/assessments/round#gap-plan"))
      #expect(try await hana.get(path).text.contains("Challenge of the plan"))
      #expect(
        try await hana.post("\(path)/gaps/none/challenge", ["plan": "plan"]).status == .notFound)
    }
  }

  @Test func `From the action one walks back to the gap, as far as one may`() async throws {
    let (site, first, _) = try await Self.site()
    _ = try await Self.round(site, isPublic: false)
    let now = site.clock.now
    let plans = site.services.plans
    let plan = ID<Plan>(rawValue: "plan")
    var challenge = Challenge(
      id: ID(rawValue: "c"), plan: plan, position: 1, title: Multilingual("No plan", in: .english))
    challenge.origin = RecordReference(kind: "self_assessment", id: "round")
    challenge.gap = "plan"
    try await plans.add(challenge, by: .machine, at: now)
    var objective = Objective(
      id: ID(rawValue: "o"), plan: plan, position: 1, code: "1",
      title: Multilingual("A plan", in: .english))
    objective.challenges = [challenge.id]
    try await plans.add(objective, by: .machine, at: now)
    var action = Action(
      id: ID(rawValue: "a"), plan: plan, position: 1, code: "A1",
      title: Multilingual("Write it", in: .english))
    action.objectives = [objective.id]
    try await plans.add(action, by: .machine, at: now)
    let services = site.services
    try await site.test { client async throws in
      let hana = SignedInBrowser(client, first)
      let page = try await hana.get("/plans/plan/work/actions/a")
      #expect(page.text.contains("/cities/here/assessments/round#gap-plan"))
      #expect(page.text.contains("Is there a plan?"))
      let forth = try await hana.get("/cities/here/assessments/round")
      #expect(forth.text.contains("/plans/plan/work/actions/a"))
      // The published plan leads back only to what everybody may read.
      try await plans.submit(plan, by: .machine, at: now)
      try await plans.approve(
        plan, body: "Council", on: now.day, reference: "1", by: .machine, at: now)
      _ = try await plans.publish(
        plan, decision: services.id(), address: { "/\($0)" }, by: .machine, at: now)
      let open = try await client.execute(uri: "/en/plans/plan/actions/a", method: .get)
      #expect(open.status == .ok)
      #expect(!String(buffer: open.body).contains("assessments/round"))
    }
  }

  @Test func `Others make no challenges here, and the public sees neither names nor evidence`()
    async throws
  {
    let (site, _, _) = try await Self.site()
    _ = try await Self.round(site, isPublic: true)
    let other = City(
      id: ID(rawValue: "there"), name: Multilingual("There", in: .english), country: "MK")
    try await site.services.cities.add(
      Atlas(cities: [other]), by: .machine, at: site.clock.now)
    let stranger = try await site.signIn("toma", as: Grant(.cityCoordinator, in: .city(other.id)))
    let reader = try await site.signIn("vera", as: Grant(.cityViewer, in: .city(Self.city)))
    try await site.test { client async throws in
      let path = "/cities/here/assessments/round"
      for token in [stranger, reader] {
        let person = SignedInBrowser(client, token)
        _ = try await person.get("/account")
        let page = try await person.get(path)
        #expect(page.status == .ok && !page.text.contains("/gaps/plan/challenge"))
        let refused = try await person.post("\(path)/gaps/plan/challenge", ["plan": "plan"])
        #expect(refused.status == .forbidden || refused.status == .notFound)
      }
      let open = try await client.execute(uri: "/en\(path)", method: .get)
      let text = String(buffer: open.body)
      #expect(open.status == .ok && !text.contains("hana") && !text.contains("secret minutes"))
      let history = try await client.execute(uri: "/mk\(path)/history", method: .get)
      #expect(history.status == .ok && !String(buffer: history.body).contains("hana"))
      let document = try await site.services.plans.workingPlan(ID(rawValue: "plan"), for: .machine)
      #expect(document.challenges.isEmpty)
    }
  }
}
