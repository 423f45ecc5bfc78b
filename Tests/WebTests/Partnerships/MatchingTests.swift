import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import Web

@Suite struct `Cities that look for partners` {
  private static func assessment(_ id: String, _ city: String, level: Int) -> SelfAssessment {
    var assessment = SelfAssessment(
      id: ID(rawValue: id), city: ID(rawValue: city), name: PartnershipSite.text("Round \(id)"))
    (assessment.framework, assessment.frameworkVersion) = ("small", "1")
    assessment.answers = ["plan", "team"].map {
      SelfAnswer(question: $0, respondent: "hana", level: level, evidence: nil)
    }
    return assessment
  }

  private static func profile(_ city: String, _ more: [String: String]) -> [String: String] {
    [
      "parent": city, "content": "en", "visibility": "everybody", "capacity": "1",
      "languages": "mk", "about": "A city",
    ].merging(more) { $1 }
  }

  @Test
  func
    `A gap meets a strength, is confirmed, published and recomputed, and leads back to the round`()
    async throws
  {
    let sample = try await PartnershipSite(["here", "there"])
    let services = sample.services
    let now = sample.site.clock.now
    try await services.register.add(
      [Self.assessment("low", "here", level: 1), Self.assessment("high", "there", level: 5)],
      batch: nil, by: .machine, at: now)
    let hana = try await sample.signIn("hana", .cityCoordinator, of: "here")
    let toma = try await sample.signIn("toma", .cityCoordinator, of: "there")
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, hana)
      let form = try await here.get("/facts/partner_profile/new?parent=here")
      #expect(form.status == .ok && form.text.contains("/cities/here/assessments/low"))
      #expect(!form.text.contains("need-d-low-small-one-on\" value=\"yes\" checked"))
      let added = try await here.post(
        "/facts/partner_profile/new",
        Self.profile(
          "here",
          [
            "need-d-low-small-one-on": "yes", "need-d-low-small-one-topic": "small/one",
            "need-d-low-small-one-strength": "5",
          ]))
      #expect(added.status == .seeOther)
      let there = SignedInBrowser(client, toma)
      _ = try await there.get("/facts/partner_profile/new?parent=there")
      let other = try await there.post(
        "/facts/partner_profile/new",
        Self.profile(
          "there",
          [
            "offer-d-high-small-one-on": "yes", "offer-d-high-small-one-topic": "small/one",
            "offer-d-high-small-one-strength": "5",
          ]))
      #expect(other.status == .seeOther)
      let outward = try await client.execute(uri: "/en/cities/there/profile", method: .get)
      #expect(outward.status == .ok && String(buffer: outward.body).contains("5 of 5"))
      // The round is the city's own: it is named to nobody else.
      #expect(!String(buffer: outward.body).contains("assessments/high"))
      let lead = SignedInBrowser(client, sample.lead)
      let published = try await sample.publishAll(lead)
      #expect(published.status == .seeOther)
      let told = try await lead.follow(published)
      #expect(told.text.contains("id=\"matched\"") && told.text.contains("by the method"))
      #expect(told.text.contains("Name-of-here – Name-of-there"))
      let run = try #require(try await sample.runs().first)
      let page = try await lead.get("/networks/net/matching/\(run.id)")
      #expect(
        page.text.contains("Name-of-there offers what Name-of-here wants to learn: One."))
      #expect(page.text.contains("Name-of-there has not said: Challenges it faces"))
      let bundle = try await sample.bundle()
      #expect(bundle.verification == .equal)
      let partnership = try #require(try await sample.partnerships().first)
      let own = try await here.get("/partnerships/\(partnership.id)")
      #expect(own.status == .ok && own.text.contains("/cities/here/assessments/low"))
      let open = try await client.execute(
        uri: "/mk/partnerships/\(partnership.id)", method: .get)
      #expect(open.status == .ok)
      #expect(!String(buffer: open.body).contains("assessments/low"))
    }
  }

  @Test func `What is typed wrongly comes back with its fault, and nothing is lost`() async throws {
    let sample = try await PartnershipSite(["here", "there"])
    let hana = try await sample.signIn("hana", .cityCoordinator, of: "here")
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, hana)
      _ = try await here.get("/facts/partner_profile/new?parent=here")
      let wrong = try await here.post(
        "/facts/partner_profile/new",
        Self.profile(
          "here",
          [
            "offer-own-0-words": "<b>Leaks</b>", "need-own-1-topic": "nonsense",
            "need-own-1-strength": "9", "capacity": "many", "visibility": "all",
          ]))
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.text.contains("&lt;b&gt;Leaks") && wrong.text.contains("Choose a topic"))
      #expect(wrong.text.contains("value=\"many\""))
      #expect(try await sample.services.partnerships.profiles(for: .machine).isEmpty)
      let right = try await here.post(
        "/facts/partner_profile/new",
        Self.profile(
          "here",
          [
            "offer-own-0-words": "Leaks", "offer-own-0-topic": "utilities",
            "offer-own-0-strength": "4",
          ]))
      #expect(right.status == .seeOther)
      // A city has one profile.
      #expect(try await here.get("/facts/partner_profile/new?parent=here").status == .notFound)
      let lead = SignedInBrowser(client, sample.lead)
      _ = try await lead.get("/networks/net/matching")
      let few = try await lead.post("/networks/net/matching", PartnershipSite.form)
      #expect(few.status == .unprocessableContent && few.text.contains("at least two cities"))
      let rules = try await lead.post(
        "/networks/net/matching",
        PartnershipSite.form.merging(["weights-size": "-1", "least": "11", "count": "x"]) { $1 })
      #expect(rules.status == .unprocessableContent && rules.text.contains("value=\"-1\""))
    }
  }

  @Test
  func `Only those who look after the network match it, and only a city's people write for it`()
    async throws
  {
    let sample = try await PartnershipSite(["here", "there"])
    try await sample.add("here", .everybody, offers: "taxes", needs: "transport")
    let profile = try await sample.add("there", .network, offers: "transport", needs: "taxes")
    let tokens = [
      try await sample.signIn("hana", .cityCoordinator, of: "here"),
      try await sample.signIn("vera", .cityViewer, of: "there"),
      try await sample.site.signIn(
        "olga", as: Grant(.networkLead, in: .network(ID(rawValue: "other")))),
    ]
    try await sample.site.test { client async throws in
      let lead = SignedInBrowser(client, sample.lead)
      _ = try await lead.get("/networks/net/matching")
      _ = try await lead.post("/networks/net/matching", PartnershipSite.form)
      let run = try #require(try await sample.runs().first)
      let partnership = try #require(try await sample.partnerships().first)
      for token in tokens {
        let browser = SignedInBrowser(client, token)
        _ = try await browser.get("/account")
        for path in ["/networks/net/matching", "/networks/net/matching/\(run.id)"] {
          #expect(try await browser.get(path).status == .forbidden)
        }
        _ = try await browser.get("/account")
        #expect(
          try await browser.post("/networks/net/matching", PartnershipSite.form).status
            == .forbidden)
        #expect(
          try await browser.post("/networks/net/matching/\(run.id)/publication").status
            == .forbidden)
        let decided = try await browser.post(
          "/partnerships/\(partnership.id)/decision", ["step": "confirm", "revision": "1"])
        #expect(decided.status == .notFound)
        #expect(try await browser.get("/partnerships/\(partnership.id)").status == .notFound)
        #expect(
          try await browser.get("/facts/partner_profile/\(profile.id)").status != .ok)
      }
      let stranger = try await client.execute(uri: "/en/networks/net/matching", method: .get)
      #expect(stranger.status != .ok)
      // The lead of another network does not see a profile for the network alone.
      #expect(
        try await SignedInBrowser(client, tokens[2]).get("/cities/there/profile").status
          == .notFound)
      #expect(
        try await SignedInBrowser(client, tokens[0]).get("/cities/there/profile").status == .ok)
      #expect(try await sample.partnerships().allSatisfy { $0.status == .proposed })
    }
  }

  @Test func `A city's people write what they do together, and not who belongs to it`()
    async throws
  {
    let sample = try await PartnershipSite(["here", "there"])
    try await sample.add("here", .everybody, offers: "taxes", needs: "transport")
    try await sample.add("there", .everybody, offers: "transport", needs: "taxes")
    let hana = try await sample.signIn("hana", .cityCoordinator, of: "here")
    try await sample.site.test { client async throws in
      let lead = SignedInBrowser(client, sample.lead)
      #expect(try await sample.publishAll(lead).status == .seeOther)
      let partnership = try #require(try await sample.partnerships().first)
      let path = "/facts/partnership/\(partnership.id)"
      let here = SignedInBrowser(client, hana)
      #expect(try await here.get(path).status == .ok)
      let saved = try await here.post(
        path,
        [
          "content": "en", "revision": String(partnership.revision), "themes": "transport",
          "projects": "One ticket", "activities": "Two visits", "results": "A plan",
          "start": "2026-06-01", "end": "2026-01-01",
        ])
      #expect(saved.status == .unprocessableContent)
      let mended = try await here.post(
        path,
        [
          "content": "en", "revision": String(partnership.revision), "themes": "transport",
          "projects": "One ticket", "activities": "Two visits", "results": "A plan",
          "start": "2026-01-01", "end": "2026-06-01",
        ])
      #expect(mended.status == .seeOther)
      let page = try await client.execute(uri: "/en/partnerships/\(partnership.id)", method: .get)
      #expect(String(buffer: page.body).contains("One ticket"))
      let viewer = Viewer(
        account: ID(rawValue: "hana"), name: "hana",
        grants: [Grant(.cityCoordinator, in: .city(ID(rawValue: "here")))])
      var other = try #require(try await sample.partnerships().first)
      other.status = .declined
      await #expect(throws: AccessError.self) {
        _ = try await sample.services.cities.save(
          other, editedFrom: other.revision, by: viewer, at: sample.site.clock.now)
      }
      // Back to a proposal is not theirs to say, by whatever way.
      let changes = try await sample.services.cities.history(of: other, for: .machine)
      let first = try #require(changes.last)
      _ = try await here.get(path)
      #expect(
        try await here.post(
          "/facts/partnership/\(partnership.id)/restoration", ["change": String(first.id)]
        ).status == .forbidden)
    }
  }
}
