import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `Public pages kept` {
  private static func get(
    _ client: any TestClientProtocol, _ headers: HTTPFields = [:]
  ) async throws -> TestResponse {
    try await client.execute(uri: "/en/decisions", method: .get, headers: headers)
  }

  @Test func `are made once for visitors, and again as soon as anything is written`() async throws {
    let site = try await TestSite()
    _ = try await site.signIn()
    try await site.test { client in
      let first = try await Self.get(client)
      let tag = try #require(first.headers[.eTag])
      #expect(first.status == .ok)
      let again = try await Self.get(client, [.ifNoneMatch: tag])
      #expect(again.status == .notModified && again.body.readableBytes == 0)
      let same = try await Self.get(client)
      #expect(same.headers[.eTag] == tag && same.body == first.body)
      let sample = try await PublishedSample(site)
      let changed = try await Self.get(client, [.ifNoneMatch: tag])
      #expect(changed.status == .ok && changed.headers[.eTag] != tag)
      #expect(String(buffer: changed.body).contains("/en/decisions/\(sample.decision)"))
    }
  }

  @Test func `are not those of somebody who is known`() async throws {
    let site = try await TestSite()
    let token = try await site.signIn()
    try await site.test { client in
      _ = try await Self.get(client)
      let own = try await Self.get(client, [.cookie: "gradnik_session=\(token.text)"])
      #expect(own.headers[.eTag] == nil && String(buffer: own.body).contains("Ana"))
      let visitor = try await Self.get(client)
      #expect(!String(buffer: visitor.body).contains("Ana"))
      // Nor is a refusal or a missing page kept for others.
      let missing = try await client.execute(uri: "/en/decisions/none", method: .get)
      #expect(missing.status == .notFound && missing.headers[.eTag] == nil)
    }
  }

  @Test func `show a plan as it was published, not as it is being worked on`() async throws {
    let site = try await TestSite()
    _ = try await site.signIn()
    _ = try await PublishedSample(site)
    let plans = site.services.plans
    site.clock.wait(seconds: 1)
    let id = ID<Plan>(rawValue: "plan")
    try await plans.revise(id, by: .machine, at: site.clock.now)
    var plan = try await plans.workingPlan(id, for: .machine).plan
    let revision = plan.revision
    plan.title = Multilingual("Not for everybody yet", in: .english)
    _ = try await plans.save(plan, editedFrom: revision, by: .machine, at: site.clock.now)
    try await site.test { client in
      for path in [
        "/en", "/en/plans", "/en/cities/sampleton", "/en/plans/plan", "/en/changes.atom",
        "/en/cities/sampleton/changes.atom", "/en/search?q=everybody", "/api/v1/plans",
        "/en/plans/plan/export", "/en/cities/sampleton/register/services",
      ] {
        let page = try await client.execute(uri: path, method: .get)
        #expect(!String(buffer: page.body).contains("Not for everybody"), "\(path)")
      }
    }
  }

  @Test func `are made once for those who ask at the same time, and not kept long`() async throws {
    let cache = PageCache()
    let moment = PageCache.Moment(revision: 1, day: try #require(Day("2026-11-21")))
    let now = Instant(milliseconds: 1_790_000_000_000)
    guard case .make = await cache.find("/en", at: moment, now: now) else {
      Issue.record("there is no page yet")
      return
    }
    async let waiting = cache.find("/en", at: moment, now: now)
    await Task.yield()
    let page = PageCache.Page(headers: [:], body: ByteBuffer(string: "page"))
    await cache.made(page, of: "/en", at: moment, now: now)
    guard case .page(let shared) = await waiting else {
      Issue.record("the page was made")
      return
    }
    #expect(shared.body == page.body)
    let later = Instant(milliseconds: now.milliseconds + PageCache.longest)
    guard case .make = await cache.find("/en", at: moment, now: later) else {
      Issue.record("the page is old")
      return
    }
    async let refused = cache.find("/en", at: moment, now: later)
    await Task.yield()
    await cache.made(nil, of: "/en", at: moment, now: later)
    switch await refused {
    case .page: Issue.record("there is no page to share")
    case .make, .unshared: break
    }
  }
}

/// A published plan, and the decision that approved it.
struct PublishedSample {
  let decision = ID<Decision>(rawValue: "approval")

  init(_ site: TestSite) async throws {
    let now = site.clock.now
    let text = { (text: String) in Multilingual(text, in: .english) }
    let city = City(id: ID(rawValue: "sampleton"), name: text("Sampleton"), country: "MK")
    try await site.services.cities.add(Atlas(cities: [city]), by: .machine, at: now)
    let plan = Plan(
      id: ID(rawValue: "plan"), city: city.id, title: text("Plan"), years: 2026...2030)
    let plans = site.services.plans
    try await plans.create(plan, sections: [], by: .machine, at: now)
    let objective = Objective(
      id: ID(rawValue: "objective"), plan: plan.id, position: 1, code: "O1",
      title: text("Better services"))
    try await plans.add(objective, by: .machine, at: now)
    var action = Action(
      id: ID(rawValue: "action"), plan: plan.id, position: 0, code: "A1", title: text("Meters"))
    action.objectives = [objective.id]
    try await plans.add(action, by: .machine, at: now)
    try await plans.submit(plan.id, by: .machine, at: now)
    try await plans.approve(
      plan.id, body: "City council", on: now.day, reference: "12/2026", by: .machine, at: now)
    _ = try await plans.publish(
      plan.id, decision: decision, address: { "/plans/plan/versions/\($0)" }, by: .machine, at: now)
  }
}
