import Civic
import Database
import Exact
import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import Pages
import Store
import Testing

@testable import Web

/// A city with a plan of one action.
private struct DeliverySite: Sendable {
  let site: TestSite
  let coordinator: SecretToken
  let viewer: SecretToken
  let plan = ID<Plan>(rawValue: "plan")
  let action = ID<Action>(rawValue: "action")

  init() async throws {
    site = try await TestSite()
    let text = { (text: String) in Multilingual(text, in: .english) }
    let city = City(id: ID(rawValue: "sampleton"), name: text("Sampleton"), country: "MK")
    let now = site.clock.now
    try await site.services.cities.add(Atlas(cities: [city]), by: .machine, at: now)
    let new = Plan(id: plan, city: city.id, title: text("Plan"), years: 2026...2030)
    try await site.services.plans.create(new, sections: [], by: .machine, at: now)
    let meters = Action(id: action, plan: plan, position: 0, code: "A1", title: text("Meters"))
    try await site.services.plans.add(meters, by: .machine, at: now)
    coordinator = try await site.signIn(
      "cvetka", as: Grant(.cityCoordinator, in: .city(city.id)))
    viewer = try await site.signIn("vera", as: Grant(.cityViewer, in: .city(city.id)))
  }

  var path: String { "/plans/plan/delivery/actions/action" }

  func updates() async throws -> [StatusUpdate] {
    try await site.services.deliveries.updates(of: plan)
  }
}

@Suite struct `Delivery of a plan` {
  /// The whole address that is shown where no letter can be sent.
  private static func link(_ page: SignedInBrowser.Page) throws -> String {
    let found = try #require(page.text.firstMatch(of: /\/en(\/updates\/[A-Za-z0-9_-]{43})/))
    return String(found.1)
  }

  @Test func `A link lets somebody without an account report, and opening it changes nothing`()
    async throws
  {
    let sample = try await DeliverySite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get(sample.path)
      let due = sample.site.clock.now.day.adding(days: 7).description
      let asked = try await browser.post(
        "\(sample.path)/requests",
        ["name": "Ana", "email": "ana@example.org", "language": "en", "due": due])
      #expect(asked.status == .ok)
      let link = try Self.link(asked)
      for _ in 0..<3 {
        let opened = try await client.execute(uri: "/en" + link, method: .get)
        #expect(opened.status == .ok && String(buffer: opened.body).contains("Meters"))
      }
      #expect(try await sample.updates().isEmpty)
      #expect(
        try await sample.site.services.deliveries.requests(of: sample.plan, for: .machine)
          .first?.answeredAt == nil)
      let headers: HTTPFields = [
        .contentType: "application/x-www-form-urlencoded", .origin: "http://localhost",
        .init("Sec-Fetch-Site") ?? .origin: "same-origin",
      ]
      let empty = try await client.execute(
        uri: "/en" + link, method: .post, headers: headers, body: ByteBuffer(string: "note="))
      #expect(empty.status == .unprocessableContent)
      let answered = try await client.execute(
        uri: "/en" + link, method: .post, headers: headers,
        body: ByteBuffer(string: "status=blocked&note=No%20permit%20%3Cb%3E"))
      #expect(answered.status == .seeOther)
      let update = try #require(try await sample.updates().first)
      #expect(update.author == "Ana" && update.isByLink && update.status == .blocked)
      let page = try await browser.get("/plans/plan/delivery")
      #expect(page.text.contains("No permit &lt;b&gt;"))
      let week = try await browser.get("/work/week")
      #expect(week.status == .ok && week.text.contains("Meters"))
    }
  }

  @Test func `A forged, an ended or a withdrawn link opens nothing`() async throws {
    let sample = try await DeliverySite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get(sample.path)
      let due = sample.site.clock.now.day.adding(days: 7).description
      let asked = try await browser.post(
        "\(sample.path)/requests",
        ["name": "Ana", "email": "ana@example.org", "language": "en", "due": due])
      let link = try Self.link(asked)
      let forged = String(link.dropLast()) + (link.hasSuffix("A") ? "B" : "A")
      #expect(try await client.execute(uri: "/en" + forged, method: .get).status == .notFound)
      let request = try #require(
        try await sample.site.services.deliveries.requests(of: sample.plan, for: .machine).first)
      _ = try await browser.post("/plans/plan/delivery/requests/\(request.id)")
      #expect(try await client.execute(uri: "/en" + link, method: .get).status == .notFound)
    }
  }

  @Test func `Spending counts, is taken back, and a report of the period is frozen`() async throws {
    let sample = try await DeliverySite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get(sample.path)
      let today = sample.site.clock.now.day.description
      for amount in ["1000.50", "7"] {
        let spent = try await browser.post(
          "\(sample.path)/expenditures", ["amount": amount, "day": today])
        #expect(spent.status == .seeOther)
      }
      #expect(
        try await browser.post("\(sample.path)/expenditures", ["amount": "-3", "day": today])
          .status == .unprocessableContent)
      let all = try await sample.site.services.deliveries.expenditures(of: sample.plan)
      let seven = try #require(all.first { $0.amount == 700 })
      _ = try await browser.post("/plans/plan/delivery/expenditures/\(seven.id)")
      let shown = try await browser.get("/plans/plan/reports?from=2026-01-01&until=\(today)")
      #expect(shown.status == .ok && shown.text.contains("1,000.50"))
      let frozen = try await browser.post(
        "/plans/plan/reports", ["from": "2026-01-01", "until": today])
      #expect(frozen.status == .seeOther)
      _ = try await browser.post(
        "\(sample.path)/expenditures", ["amount": "5", "day": today])
      let page = try await browser.follow(frozen)
      #expect(page.text.contains("1,000.50") && page.text.contains("sha256:"))
      #expect(!page.text.contains("1,005.50"))
      let wrong = try await browser.get("/plans/plan/reports?from=x&until=y")
      #expect(wrong.status == .unprocessableContent)
    }
  }

  @Test func `Who may only read cannot report, spend or ask; who may not read sees nothing`()
    async throws
  {
    let sample = try await DeliverySite()
    try await sample.site.test { client async throws in
      let reader = SignedInBrowser(client, sample.viewer)
      #expect(try await reader.get(sample.path).status == .ok)
      for step in ["updates", "expenditures", "requests"] {
        let refused = try await reader.post(
          "\(sample.path)/\(step)",
          [
            "status": "done", "amount": "1", "day": "2026-01-01", "name": "A",
            "email": "a@b.org", "due": "2026-12-30",
          ])
        #expect(refused.status == .forbidden)
      }
      for path in ["/plans/plan/delivery", sample.path, "/plans/plan/outcomes"] {
        #expect(try await client.execute(uri: "/en" + path, method: .get).status == .notFound)
      }
      #expect(try await sample.updates().isEmpty)
    }
  }

  @Test func `Letters remind, tell the one who asked, and bring the week to who wants it`()
    async throws
  {
    let sample = try await DeliverySite()
    let services = sample.site.services
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get(sample.path)
      let due = sample.site.clock.now.day.adding(days: 2).description
      let asked = try await browser.post(
        "\(sample.path)/requests",
        ["name": "Ana", "email": "ana@example.org", "language": "mk", "due": due])
      #expect(asked.status == .ok)
      _ = try await browser.post(
        sample.path + "/updates", ["status": "blocked", "note": "No permit"])
      let weekday = sample.site.clock.now.day.adding(days: 2).weekday.rawValue
      _ = try await browser.post(
        "/account/digest", ["weekday": String(weekday), "troubled": "yes"])
      let worker = ReminderWorker(services: services, logger: .init(label: "test"))
      #expect(await worker.work() == 0)
      sample.site.clock.wait(seconds: 2 * 86_400)
      #expect(await worker.work() == 2)
      #expect(await worker.work() == 0)
      sample.site.clock.wait(seconds: 8 * 86_400)
      #expect(await worker.work() == 1)
      let letters = try await services.database.rows(
        "SELECT recipient, subject, language FROM mail ORDER BY created_at, id")
      #expect(letters.count == 3)
      let languages: [String] = try letters.map { try $0.value("language") }
      #expect(languages.contains("mk"))
    }
  }
}
