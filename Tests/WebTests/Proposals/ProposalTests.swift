import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Proposals of residents` {
  private static let base = "/cities/here/proposal-rounds/round"
  private static let hostile = "<script>alert(1)</script>"

  private static func site() async throws -> ConversationSite {
    let sample = try await ConversationSite()
    let services = sample.site.services
    var round = ProposalRound(
      id: ID(rawValue: "round"), city: ID(rawValue: "here"),
      name: Multilingual("Ideas", in: .english))
    round.about = Multilingual("What should the city do?", in: .english)
    round.opensOn = sample.site.clock.now.day
    round.closesOn = sample.site.clock.now.day.adding(days: 5)
    try await services.register.add([round], batch: nil, by: .machine, at: sample.site.clock.now)
    return sample
  }

  private static func proposals(_ sample: ConversationSite) async throws -> [Proposal] {
    try await sample.site.services.proposals.proposals(of: ID(rawValue: "round"))
  }

  /// The smallest picture, with a text that a camera could have written.
  private static let picture: [UInt8] =
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    + chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    + chunk("tEXt", Array("GPS\u{0}42.0".utf8)) + chunk("IDAT", [1, 2, 3]) + chunk("IEND", [])

  private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    [0, 0, 0, UInt8(bytes.count)] + Array(name.utf8) + bytes + [0, 0, 0, 0]
  }

  private static func submit(
    _ browser: ResidentBrowser, _ title: String, credit: String = ""
  ) async throws {
    let sent = try await browser.post(
      "\(base)/proposals", ["title": title, "text": "Because \(title)", "credit": credit])
    #expect(sent.status == .seeOther)
  }

  @Test func `are looked at, supported, merged with both names, answered, and become an action`()
    async throws
  {
    let sample = try await Self.site()
    let services = sample.site.services
    let plan = Plan(
      id: ID(rawValue: "plan"), city: ID(rawValue: "here"),
      title: Multilingual("Plan", in: .english), years: 2026...2030)
    try await services.plans.create(plan, sections: [], by: .machine, at: sample.site.clock.now)
    try await sample.site.test { client async throws in
      let (ana, bo) = (ResidentBrowser(client), ResidentBrowser(client))
      try await Self.submit(ana, "A park", credit: "Ana")
      try await Self.submit(bo, "A green place", credit: "Bo")
      let all = try await Self.proposals(sample)
      let park = try #require(all.first { $0.title == "A park" }).id
      let green = try #require(all.first { $0.title == "A green place" }).id
      let path = "/cities/here/proposals/\(park)"
      #expect(try await bo.get(path).status == .notFound)
      #expect(!(try await bo.get(Self.base)).text.contains("A park"))
      let hana = SignedInBrowser(client, sample.here)
      _ = try await hana.get(path)
      for id in [park, green] {
        let shown = try await hana.post(
          "/cities/here/proposals/\(id)/moderation",
          ["item": id.rawValue, "decision": "show"])
        #expect(shown.status == .seeOther)
      }
      for _ in 0..<5 {
        let supporter = ResidentBrowser(client)
        _ = try await supporter.post("\(path)/support", ["support": "yes"])
        _ = try await supporter.post("\(path)/support", ["support": "yes"])
      }
      _ = try await bo.post("/cities/here/proposals/\(green)/support", ["support": "yes"])
      #expect(try await ana.get(path).text.contains("5 supporters"))
      #expect(
        try await ana.get("/cities/here/proposals/\(green)").text
          .contains("Fewer than 5 supporters"))
      let merged = try await hana.post(
        "/cities/here/proposals/\(green)/merger", ["into": park.rawValue])
      #expect(merged.status == .seeOther)
      let page = try await ana.get(path)
      #expect(page.text.contains("Ana and Bo") && page.text.contains("6 supporters"))
      let silent = try await hana.post("\(path)/answer", ["accepted": "yes"])
      #expect(silent.status == .unprocessableContent)
      _ = try await hana.post(
        "\(path)/answer", ["accepted": "yes", "answer": "We have the ground."])
      let answered = try await hana.get(path)
      #expect(answered.text.contains("We have the ground."))
      #expect(answered.text.contains("origin=proposal%3A\(park)"))
      let form = "/plans/plan/work/records/action/new"
      _ = try await hana.get("\(form)?title=A%20park&origin=proposal%3A\(park)")
      let made = try await hana.post(
        "/plans/plan/work/records/action",
        ["title": "A park", "code": "A1", "content": "en", "origin": "proposal:\(park)"])
      #expect(made.status == .seeOther)
      let action = try #require(
        try await services.plans.workingPlan(plan.id, for: .machine).actions.first)
      #expect(action.origin == RecordReference(kind: "proposal", id: park.rawValue))
      let origin = try await hana.get("/plans/plan/work/actions/\(action.id)")
      #expect(origin.text.contains("proposals/\(park)"))
      #expect(try await hana.get(path).text.contains("A1 A park"))
      #expect(!(try await ana.get(path)).text.contains("A1 A park"))
    }
  }

  @Test func `come with a picture freed of what a camera wrote into it`() async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let ana = ResidentBrowser(client)
      let values = ["title": "A bench", "text": "To sit", "latitude": "41,9", "longitude": "21.4"]
      let wrong = try await ana.upload(
        "\(Self.base)/proposals", values, file: ("file", Array("GIF89a".utf8)))
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("A bench"))
      let unsaid = try await ana.upload(
        "\(Self.base)/proposals", values, file: ("file", Self.picture))
      #expect(unsaid.status == .unprocessableContent)
      let sent = try await ana.upload(
        "\(Self.base)/proposals",
        values.merging(["picture": "A bench", "latitude": "41.9"]) { $1 },
        file: ("file", Self.picture))
      #expect(sent.status == .seeOther)
      let id = try #require(try await Self.proposals(sample).first?.id)
      let kept = try await sample.site.services.proposals.picture(of: id)
      #expect(kept.mediaType == "image/png")
      #expect(!String(decoding: kept.bytes, as: UTF8.self).contains("GPS"))
      let path = "/cities/here/proposals/\(id)/picture"
      #expect(try await ana.get(path).status == .notFound)
      try await sample.site.services.proposals.moderate(
        id, isShown: true, reason: nil, by: .machine, at: sample.site.clock.now)
      #expect(try await ana.get(path).status == .ok)
    }
  }

  @Test func `are refused with a reason, and no hostile word runs`() async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let ana = ResidentBrowser(client)
      try await Self.submit(ana, Self.hostile, credit: Self.hostile)
      let id = try #require(try await Self.proposals(sample).first?.id)
      let path = "/cities/here/proposals/\(id)"
      let hana = SignedInBrowser(client, sample.here)
      #expect(!(try await hana.get(path)).text.contains("<script>alert"))
      let toma = SignedInBrowser(client, sample.there)
      _ = try await toma.get("/account")
      for step in ["moderation", "merger", "answer"] {
        #expect(try await toma.post("\(path)/\(step)", ["decision": "show"]).status == .notFound)
      }
      let silent = try await hana.post("\(path)/moderation", ["decision": "refuse"])
      #expect(silent.status == .unprocessableContent)
      _ = try await hana.post(
        "\(path)/moderation", ["decision": "refuse", "reason-\(id)": "\(Self.hostile) is code"])
      let mine = try await ana.get("\(Self.base)/mine")
      #expect(mine.text.contains("is code") && !mine.text.contains("<script>alert"))
      let stranger = ResidentBrowser(client)
      try await Self.submit(stranger, "Another")
      let appeal = ["item": id.rawValue, "appeal-\(id)": "It is meant well"]
      #expect(try await stranger.post("\(Self.base)/mine/appeals", appeal).status == .notFound)
      #expect(try await ana.post("\(Self.base)/mine/appeals", appeal).status == .seeOther)
      #expect(try await hana.get(path).text.contains("It is meant well"))
      _ = try await hana.post("\(path)/moderation", ["decision": "show"])
      for page in [path, Self.base, "/cities/here/listen"] {
        #expect(!(try await ana.get(page)).text.contains("<script>alert"))
      }
    }
  }

  @Test func `end on their day, and who took part is forgotten`() async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let ana = ResidentBrowser(client)
      try await Self.submit(ana, "A park", credit: "Ana")
      let id = try #require(try await Self.proposals(sample).first?.id)
      try await sample.site.services.proposals.moderate(
        id, isShown: true, reason: nil, by: .machine, at: sample.site.clock.now)
      _ = try await ana.post("/cities/here/proposals/\(id)/support", ["support": "yes"])
      let data = try await ana.get("\(Self.base)/mine/data.json")
      #expect(data.text.contains("A park"))
      sample.site.clock.wait(seconds: 6 * 86_400)
      let late = ResidentBrowser(client)
      #expect(
        try await late.post("\(Self.base)/proposals", ["title": "B", "text": "C"]).status
          == .unprocessableContent)
      #expect(
        try await late.post("/cities/here/proposals/\(id)/support", ["support": "yes"]).status
          == .unprocessableContent)
      let hana = try await sample.coordinator(client)
      _ = try await hana.get(Self.base)
      #expect(try await hana.post("\(Self.base)/closing").status == .seeOther)
      #expect(try await sample.count("resident") == 0)
      #expect(try await Self.proposals(sample).first?.supporters == 1)
      #expect(try await ana.get("\(Self.base)/mine").status == .notFound)
      #expect(try await ana.get("/cities/here/proposals/\(id)").text.contains("Ana"))
    }
  }

  @Test func `lose their author's name and picture when the author wants it`() async throws {
    let sample = try await Self.site()
    try await sample.site.test { client async throws in
      let ana = ResidentBrowser(client)
      try await Self.submit(ana, "A park", credit: "Ana")
      let id = try #require(try await Self.proposals(sample).first?.id)
      try await Self.submit(ana, "Never looked at", credit: "Ana")
      try await sample.site.services.proposals.moderate(
        id, isShown: true, reason: nil, by: .machine, at: sample.site.clock.now)
      let own = try await ana.get("\(Self.base)/mine/data.json")
      #expect(own.text.contains("A park") && own.text.contains("Never looked at"))
      #expect(
        try await ResidentBrowser(client).get("\(Self.base)/mine/data.json").status == .notFound)
      #expect(try await ana.post("\(Self.base)/mine/erasure").status == .seeOther)
      #expect(try await ana.get("\(Self.base)/mine/data.json").status == .notFound)
      let left = try await Self.proposals(sample)
      #expect(left.map(\.title) == ["A park"] && left.first?.credit == nil)
      #expect(try await sample.count("resident") == 0)
    }
  }
}
