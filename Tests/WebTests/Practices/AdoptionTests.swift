import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

/// A city with practices, and another one with a plan.
private struct AdoptionSite: Sendable {
  let site: TestSite
  let here: SecretToken
  let there: SecretToken
  let reader: SecretToken

  init() async throws {
    site = try await TestSite()
    let cities = ["here", "there"].map {
      City(id: ID(rawValue: $0), name: Multilingual($0, in: .english), country: "MK")
    }
    try await site.services.cities.add(Atlas(cities: cities), by: .machine, at: site.clock.now)
    let plan = Plan(
      id: ID(rawValue: "plan"), city: cities[1].id, title: Multilingual("Plan", in: .english),
      years: 2026...2030)
    try await site.services.plans.create(plan, sections: [], by: .machine, at: site.clock.now)
    here = try await site.signIn("hana", as: Grant(.cityCoordinator, in: .city(cities[0].id)))
    there = try await site.signIn("toma", as: Grant(.cityCoordinator, in: .city(cities[1].id)))
    reader = try await site.signIn("vera", as: Grant(.cityViewer, in: .city(cities[1].id)))
    let practices = [
      practice("meters", "Water meters in frost", .failed, .everybody),
      practice("pipes", "Pipes for drinking water", .worked, .everybody),
      practice("hidden", "Secret trial", .worked, .city),
    ]
    try await site.services.register.add(
      practices, batch: nil, by: .machine, at: site.clock.now)
  }

  private func practice(
    _ id: String, _ name: String, _ outcome: PracticeOutcome, _ visibility: PracticeVisibility
  ) -> Practice {
    let text = { (text: String) in Multilingual(text, in: .english) }
    var practice = Practice(
      id: ID(rawValue: id), city: ID(rawValue: "here"), name: text(name), currency: .euro)
    practice.outcome = outcome
    practice.visibility = visibility
    practice.review = .accepted
    practice.problem = text("Losses of water in old pipes")
    practice.done = text("Meters")
    practice.result = text("They broke")
    practice.why = text("Frost")
    practice.avoid = text("Shallow shafts")
    practice.themes = ["water"]
    return practice
  }

  var document: PlanDocument {
    get async throws {
      try await site.services.plans.workingPlan(ID(rawValue: "plan"), for: .machine)
    }
  }
}

@Suite struct `Practices that become actions` {
  private static let form = [
    "plan": "plan", "name-plan": "Meters in deep shafts", "changed-plan": "Below the frost",
    "isPublic-plan": "yes",
  ]

  @Test func `One press makes a failed practice an action, and later it tells what came of it`()
    async throws
  {
    let sample = try await AdoptionSite()
    try await sample.site.test { client async throws in
      let toma = SignedInBrowser(client, sample.there)
      let page = try await toma.get("/practices/meters")
      #expect(page.text.contains("name=\"changed-plan\""))
      let made = try await toma.post("/practices/meters/adoptions", Self.form)
      #expect(made.status == .seeOther)
      let action = try #require(try await sample.document.actions.first)
      #expect(action.origin == RecordReference(kind: "practice", id: "meters"))
      #expect(action.title.text(for: .english).text == "Meters in deep shafts")
      let shown = try await toma.follow(made)
      #expect(shown.text.contains("Below the frost") && shown.text.contains("/practices/meters"))
      // The form of the action keeps where it came from, though the practice is another city's.
      let form = try await toma.get("/plans/plan/work/records/action/\(action.id)")
      #expect(form.text.contains("value=\"practice:meters\" selected"))
      let register = try await sample.site.services.register.register(
        of: ID(rawValue: "there"), for: .machine)
      let adoption = try #require(register.adoptions.first)
      #expect(adoption.action == action.id && adoption.changed != nil)
      let told = try await toma.post(
        "/facts/adoption/\(adoption.id)",
        [
          "parent": "there", "content": "en", "name": "Meters in deep shafts",
          "practice": "meters", "changed": "Below the frost", "outcome": "worked",
          "result": "They run", "isPublic": "yes", "revision": "1",
        ])
      #expect(told.status == .seeOther)
      let open = try await client.execute(uri: "/en/practices/meters", method: .get)
      let text = String(buffer: open.body)
      #expect(text.contains("They run") && text.contains("1 worked, 0 failed"))
      #expect(text.contains("Too few have said"))
      let after = try await sample.site.services.register.register(
        of: ID(rawValue: "there"), for: .machine)
      #expect(after.adoptions.first?.action == action.id)
    }
  }

  @Test func `Who may not write the plan, or not read the practice, takes nothing up`() async throws
  {
    let sample = try await AdoptionSite()
    try await sample.site.test { client async throws in
      let toma = SignedInBrowser(client, sample.there)
      _ = try await toma.get("/practices/meters")
      #expect(
        try await toma.post("/practices/hidden/adoptions", Self.form).status == .notFound)
      let empty = try await toma.post(
        "/practices/meters/adoptions", Self.form.merging(["name-plan": " "]) { $1 })
      #expect(empty.status == .unprocessableContent && empty.text.contains("Below the frost"))
      let long = String(repeating: "a", count: 5001)
      let tooLong = try await toma.post(
        "/practices/meters/adoptions", Self.form.merging(["changed-plan": long]) { $1 })
      #expect(tooLong.status == .unprocessableContent)
      for token in [sample.here, sample.reader] {
        let person = SignedInBrowser(client, token)
        _ = try await person.get("/account")
        let page = try await person.get("/practices/meters")
        #expect(!page.text.contains("name=\"changed-plan\""))
        let refused = try await person.post("/practices/meters/adoptions", Self.form)
        #expect(refused.status == .notFound || refused.status == .forbidden)
      }
      let signedOut = try await client.execute(
        uri: "/en/practices/meters/adoptions", method: .post,
        headers: [.contentType: "application/x-www-form-urlencoded"])
      #expect(
        signedOut.status != .seeOther || signedOut.headers[.location]?.contains("sign-in") == true)
      #expect(try await sample.document.actions.isEmpty)
    }
  }

  @Test func `An adoption that is not public is told to nobody else`() async throws {
    let sample = try await AdoptionSite()
    try await sample.site.test { client async throws in
      let toma = SignedInBrowser(client, sample.there)
      _ = try await toma.get("/practices/meters")
      var form = Self.form
      form["isPublic-plan"] = nil
      #expect(try await toma.post("/practices/meters/adoptions", form).status == .seeOther)
      #expect(try await toma.get("/practices/meters").text.contains("Below the frost"))
      let hana = SignedInBrowser(client, sample.here)
      #expect(try await !hana.get("/practices/meters").text.contains("Below the frost"))
      let compared = try await client.execute(
        uri: "/en/practices/compared?p=meters&p=pipes", method: .get)
      #expect(!String(buffer: compared.body).contains("Below the frost"))
    }
  }

  @Test func `Two to four practices stand side by side, never one that is hidden`() async throws {
    let sample = try await AdoptionSite()
    try await sample.site.test { client async throws in
      let path = "/en/practices/compared"
      let two = try await client.execute(uri: "\(path)?p=meters&p=pipes", method: .get)
      let text = String(buffer: two.body)
      #expect(two.status == .ok && text.contains("Shallow shafts") && text.contains("Failed"))
      for query in ["", "?p=meters", "?p=meters&p=hidden", "?p=meters&p=meters", "?p=a&p=b"] {
        let refused = try await client.execute(uri: path + query, method: .get)
        #expect(refused.status == .unprocessableContent)
        #expect(!String(buffer: refused.body).contains("Secret trial"))
      }
    }
  }

  @Test func `Practices like a challenge come with their reasons`() async throws {
    let sample = try await AdoptionSite()
    var challenge = Challenge(
      id: ID(rawValue: "c"), plan: ID(rawValue: "plan"), position: 1,
      title: Multilingual("Meters break in frost", in: .english))
    challenge.causes = Multilingual("Old pipes", in: .english)
    try await sample.site.services.plans.add(challenge, by: .machine, at: sample.site.clock.now)
    try await sample.site.test { client async throws in
      let toma = SignedInBrowser(client, sample.there)
      let page = try await toma.get("/plans/plan/work/challenges/c/practices")
      #expect(page.status == .ok && page.text.contains("Water meters in frost"))
      #expect(page.text.contains("Both speak of") && page.text.contains("says what to avoid"))
      #expect(!page.text.contains("Secret trial"))
      let hana = SignedInBrowser(client, sample.here)
      #expect(
        try await hana.get("/plans/plan/work/challenges/c/practices").status == .notFound)
      let signedOut = try await client.execute(
        uri: "/en/plans/plan/work/challenges/c/practices", method: .get)
      #expect(signedOut.status != .ok)
    }
  }
}
