import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import Store
import Testing

@testable import Web

@Suite struct `Saving a record` {
  private static let path = "/plans/plan/work/records/action"

  private static func added(_ browser: SignedInBrowser) async throws -> String {
    _ = try await browser.get("\(path)/new")
    let made = try await browser.post(path, ["title": "Do it", "code": "A1", "content": "en"])
    #expect(made.status == .seeOther)
    let list = try await browser.get(path)
    let found = try #require(list.text.firstMatch(of: /work\/records\/action\/([a-z0-9]{20})"/))
    return "\(path)/\(found.1)"
  }

  @Test func `takes an entry of the register as its origin only where there is one`() async throws {
    let sample = try await ImportSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      let action = try await Self.added(browser)
      _ = try await browser.get("/facts/public_service/new?parent=sampleton")
      let entry = try await browser.post(
        "/facts/public_service/new",
        ["parent": "sampleton", "content": "en", "name": "Parking permits"])
      #expect(entry.status == .seeOther, "\(entry.text.suffix(600))")
      let service = try #require(
        try await sample.site.services.register.register(
          of: ID(rawValue: "sampleton"), for: .machine
        ).services.first)
      let values = ["title": "Do it", "code": "A1", "content": "en", "revision": "1"]
      let invented = try await browser.post(
        action, values.merging(["origin": "public_service:nothing"]) { $1 })
      #expect(invented.status == .unprocessableContent)
      let saved = try await browser.post(
        action, values.merging(["origin": "public_service:\(service.id)"]) { $1 })
      #expect(saved.status == .seeOther, "\(saved.text.suffix(600))")
      let plan = try await sample.site.services.plans.workingPlan(
        sample.plan.id, for: .machine)
      #expect(
        plan.actions.first?.origin
          == RecordReference(kind: "public_service", id: service.id.rawValue))
    }
  }

  @Test func `shows the second of two what the first saved, and loses nothing`() async throws {
    let sample = try await ImportSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      let action = try await Self.added(browser)
      let first = try await browser.post(
        action, ["title": "By the first", "code": "A1", "content": "en", "revision": "1"])
      #expect(first.status == .seeOther)
      let second = try await browser.post(
        action, ["title": "By the second", "code": "A1", "content": "en", "revision": "1"])
      #expect(second.status == .conflict)
      #expect(second.text.contains("By the first") && second.text.contains("By the second"))
      let wrong = try await browser.post(
        action, ["title": "", "code": "A1", "content": "en", "revision": "2"])
      #expect(wrong.status == .unprocessableContent)
      let stranger = SignedInBrowser(client, sample.stranger)
      _ = try await stranger.get("/")
      let refused = try await stranger.post(
        action, ["title": "Mine", "code": "A1", "content": "en", "revision": "2"])
      #expect([.notFound, .forbidden].contains(refused.status))
      let plan = try await sample.site.services.plans.workingPlan(sample.plan.id, for: .machine)
      #expect(plan.actions.first?.title == Multilingual("By the first", in: .english))
    }
  }

  @Test func `adds once what is sent twice, and shows both where they differ`() async throws {
    let sample = try await ImportSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      _ = try await browser.get("\(Self.path)/new")
      let values = [
        "id": "00000000000000000abc", "title": "Do it", "code": "A1", "content": "en",
      ]
      #expect(try await browser.post(Self.path, values).status == .seeOther)
      #expect(try await browser.post(Self.path, values).status == .seeOther)
      let other = try await browser.post(
        Self.path, values.merging(["title": "Do it well"]) { $1 })
      #expect(other.status == .conflict)
      #expect(other.text.contains("Do it well"))
      let plan = try await sample.site.services.plans.workingPlan(sample.plan.id, for: .machine)
      #expect(plan.actions.count == 1)
      #expect(plan.actions.first?.title == Multilingual("Do it", in: .english))
    }
  }

  @Test func `asks again before it removes what was changed since it asked`() async throws {
    let sample = try await ImportSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      let action = try await Self.added(browser)
      _ = try await browser.get("\(action)/removal")
      let changed = try await browser.post(
        action, ["title": "Changed", "code": "A1", "content": "en", "revision": "1"])
      #expect(changed.status == .seeOther)
      let late = try await browser.post("\(action)/removal", ["revision": "1"])
      #expect(late.status == .conflict)
      #expect(late.text.contains("name=\"revision\" value=\"2\""))
      #expect(try await browser.post("\(action)/removal", ["revision": "2"]).status == .seeOther)
      let plan = try await sample.site.services.plans.workingPlan(sample.plan.id, for: .machine)
      #expect(plan.actions.isEmpty)
    }
  }

  @Test func `refuses an address with a sign that no text may hold`() async throws {
    let sample = try await ImportSite()
    try await sample.site.test { client async throws in
      let browser = SignedInBrowser(client, sample.coordinator)
      let asked = try await browser.get("/facts/self_assessment/new?parent=%00")
      #expect((400..<500).contains(asked.status.code), "\(asked.status)")
    }
  }
}
