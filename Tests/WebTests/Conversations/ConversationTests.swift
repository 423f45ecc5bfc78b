import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Opinions
import Pages
import Store
import Testing

@testable import Web

@Suite struct `An opinion conversation` {
  private static let path = ConversationSite.path

  @Test func `is opened, voted on, closed, and its result recomputed from the bundle`()
    async throws
  {
    let sample = try await ConversationSite { $0.votesPerHour = 50 }
    try await sample.site.test { client async throws in
      _ = try await sample.open(client)
      let browser = try await sample.resident(client)
      let first = try await browser.get(Self.path)
      let asked = try #require(ResidentBrowser.statement(first))
      #expect(first.text.contains("Statement number \(asked)"))
      // Loading the page again asks the same.
      #expect(ResidentBrowser.statement(try await browser.get(Self.path)) == asked)
      _ = try await browser.post("\(Self.path)/mine/erasure")
      _ = try await sample.vote(client)
      try await sample.close(client)
      let bundle = try await sample.bundle(client)
      #expect(bundle.checked() == .equal)
      let page = try await browser.get(Self.path)
      #expect(page.status == .ok && page.text.contains("Group A: 10 people"))
      #expect(page.text.contains("100%") && page.text.contains("opinions-table"))
      for language in Language.interface {
        #expect(try await browser.get(Self.path, in: language.rawValue).status == .ok)
      }
      let decision = try #require(try await sample.conversation().decision)
      let shown = try await browser.get("/decisions/\(decision)")
      #expect(shown.status == .ok && shown.text.contains("opinion-groups"))
    }
  }

  @Test func `is refused by verification once a vote, a statement, a rule or a result is altered`()
    async throws
  {
    let sample = try await ConversationSite()
    try await sample.site.test { client async throws in
      _ = try await sample.open(client)
      _ = try await sample.vote(client)
      try await sample.close(client)
      let bundle = try await sample.bundle(client)
      for (name, from, to) in [
        ("votes.csv", "1,1,1", "1,1,-1"), ("statements.csv", "Statement number 3", "Another"),
        ("rules.json", "Streets", "Squares"),
      ] {
        var altered = bundle
        let text = String(decoding: altered.files["inputs/\(name)"] ?? [], as: UTF8.self)
        altered.files["inputs/\(name)"] = Array(
          text.replacing(from, with: to, maxReplacements: 1).utf8)
        guard case .differs(let places) = altered.checked() else {
          Issue.record("\(name) was altered unseen")
          continue
        }
        #expect(
          places.contains {
            if case .file(let path, _, _) = $0 { path.hasSuffix(name) } else { false }
          })
      }
      var altered = bundle
      let json = String(decoding: bundle.files["decision.json"] ?? [], as: UTF8.self)
      altered.files["decision.json"] = Array(
        json.replacing("\"participants\":20", with: "\"participants\":21").utf8)
      guard case .differs(let places) = altered.checked() else {
        Issue.record("the result was altered unseen")
        return
      }
      let names = places.map { String(describing: $0) }.joined()
      #expect(names.contains("participants"))
    }
  }

  @Test func `publishes votes that the command reads with the same result`() async throws {
    let sample = try await ConversationSite()
    try await sample.site.test { client async throws in
      _ = try await sample.open(client)
      _ = try await sample.vote(client)
      try await sample.close(client)
      let file = { (name: String) async throws -> [UInt8] in
        let answer = try await client.execute(uri: "/en\(Self.path)/\(name)", method: .get)
        #expect(answer.status == .ok)
        return Array(answer.body.readableBytesView)
      }
      let votes = try VotesReader().read(try await file("votes.csv"))
      let statements = try StatementsReader().read(try await file("statements.csv"))
      let groups = try votes.matrix.opinionGroups(
        OpinionSettings(), moderation: statements.moderation)
      let decision = try #require(try await sample.conversation().decision)
      let taken = try await sample.site.services.decisions.decision(decision).decision
      #expect(taken.conclusion.outcome == .object(OpinionReport(groups, notes: []).result))
      #expect(votes.matrix.participants.count == 20 && votes.matrix.voteCount == 160)
    }
  }

  @Test func `counts the last of several votes of one participant`() async throws {
    let sample = try await ConversationSite()
    try await sample.site.test { client async throws in
      _ = try await sample.open(client)
      let browser = try await sample.resident(client)
      for vote in ["agree", "agree", "disagree"] {
        _ = try await browser.post("\(Self.path)/votes", ["statement": "1", "vote": vote])
      }
      let mine = try await browser.get("\(Self.path)/mine")
      #expect(mine.text.contains("Disagree"))
      try await sample.close(client)
      let bundle = try await sample.bundle(client)
      let votes = String(decoding: bundle.files["inputs/votes.csv"] ?? [], as: UTF8.self)
      #expect(votes == "voter-id,comment-id,vote\r\n1,1,-1\r\n")
      #expect(bundle.checked() == .equal)
    }
  }

  @Test func `takes no vote before its first day, after its last, or without taking part`()
    async throws
  {
    let sample = try await ConversationSite {
      $0.opensOn = $0.opensOn?.adding(days: 1)
    }
    try await sample.site.test { client async throws in
      _ = try await sample.open(client)
      let browser = ResidentBrowser(client)
      #expect(
        try await browser.post("\(Self.path)/participation").status == .unprocessableContent)
      sample.site.clock.wait(seconds: 86_400)
      let vote = ["statement": "1", "vote": "agree"]
      // Without a cookie the vote leads to the way in.
      #expect(try await browser.post("\(Self.path)/votes", vote).status == .seeOther)
      let hana = try await sample.coordinator(client)
      _ = try await hana.get("\(Self.path)/desk")
      let early = try await hana.post("\(Self.path)/closing")
      #expect(early.status == .unprocessableContent)
      let late = try await sample.resident(client)
      #expect(try await late.post("\(Self.path)/votes", vote).status == .seeOther)
      #expect(
        try await late.post("\(Self.path)/votes", ["statement": "99", "vote": "agree"]).status
          == .notFound)
      #expect(
        try await late.post("\(Self.path)/votes", ["statement": "1", "vote": "maybe"]).status
          == .badRequest)
      sample.site.clock.wait(seconds: 10 * 86_400)
      #expect(
        try await late.post("\(Self.path)/votes", vote).status == .unprocessableContent)
      try await sample.close(client)
      #expect(
        try await late.post("\(Self.path)/votes", vote).status == .unprocessableContent)
      let bundle = try await sample.bundle(client)
      let votes = String(decoding: bundle.files["inputs/votes.csv"] ?? [], as: UTF8.self)
      #expect(votes == "voter-id,comment-id,vote\r\n1,1,1\r\n")
    }
  }

  @Test func `closes without a single vote`() async throws {
    let sample = try await ConversationSite()
    try await sample.site.test { client async throws in
      _ = try await sample.open(client)
      try await sample.close(client)
      #expect(try await sample.bundle(client).checked() == .equal)
      let page = try await ResidentBrowser(client).get(Self.path)
      #expect(page.text.contains("Nobody voted."))
    }
  }

  @Test func `leads from a statement to an action of the plan and back`() async throws {
    let sample = try await ConversationSite()
    let plan = Plan(
      id: ID(rawValue: "plan"), city: ID(rawValue: "here"),
      title: Multilingual("Plan", in: .english), years: 2026...2030)
    try await sample.site.services.plans.create(
      plan, sections: [], by: .machine, at: sample.site.clock.now)
    try await sample.site.test { client async throws in
      _ = try await sample.open(client)
      let people = try await sample.vote(client)
      let hana = try await sample.close(client)
      let origin = "statement:\(ConversationSite.id).1"
      let result = try await hana.get(ConversationSite.path)
      #expect(result.text.contains("origin=\(origin.replacing(":", with: "%3A"))"))
      _ = try await hana.get("/plans/plan/work/records/action/new")
      let made = try await hana.post(
        "/plans/plan/work/records/action",
        ["title": "Do it", "code": "A1", "content": "en", "origin": origin])
      #expect(made.status == .seeOther, "\(made.text.suffix(900))")
      let action = try #require(
        try await sample.site.services.plans.workingPlan(plan.id, for: .machine).actions.first)
      #expect(action.origin == RecordReference(kind: "statement", id: "talk.1"))
      let page = try await hana.get("/plans/plan/work/actions/\(action.id)")
      #expect(page.text.contains("conversations/talk#statement-1"))
      let back = try await hana.get(ConversationSite.path)
      #expect(back.text.contains("It became an action:") && back.text.contains("A1 Do it"))
      // What the city works on is not shown to everybody.
      #expect(!(try await people[0].get(ConversationSite.path)).text.contains("A1 Do it"))
    }
  }
}
