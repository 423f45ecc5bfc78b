import Civic
import Database
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

@Suite struct `What a vote leads to` {
  @Test func `Projects stand on a map with links and a table, and hostile names stay words`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let vote = try await sample.draft(here)
      #expect(!(try await here.get("/consultations/\(vote.id)").text.contains("place-map")))
      for (name, north) in [("<script>alert(1)</script>", "46.05"), ("Pond", "46.051")] {
        _ = try await here.get("/facts/vote_project/new?parent=here~\(vote.id)")
        let added = try await here.post(
          "/facts/vote_project/new",
          [
            "parent": "here~\(vote.id)", "content": "en", "name": name, "cost": "10",
            "latitude": north, "longitude": "14.5", "district": "Center",
          ])
        #expect(added.status == .seeOther, "\(added.text.suffix(900))")
        sample.site.clock.wait(seconds: 1)
      }
      let page = try await here.get("/consultations/\(vote.id)").text
      #expect(page.contains("Where the projects are") && page.contains("href=\"#project-6\""))
      #expect(page.contains("id=\"project-6\"") && page.contains("aria-label=\"6. Pond\""))
      #expect(page.contains("Without a place on the map: 1. Trees"))
      #expect(page.contains("46.051") && !page.contains("<script>alert"))
    }
  }

  @Test func `Its decision names the plan it is for, which can take it up`() async throws {
    let sample = try await VoteSite()
    let plan = Plan(
      id: ID(rawValue: "plan"), city: ID(rawValue: "here"),
      title: Multilingual("Plan of here", in: .english), years: 2026...2030)
    let foreign = Plan(
      id: ID(rawValue: "foreign"), city: ID(rawValue: "there"),
      title: Multilingual("Plan of there", in: .english), years: 2026...2030)
    for each in [plan, foreign] {
      try await sample.services.plans.create(
        each, sections: [], by: .machine, at: sample.site.clock.now)
    }
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let form = try await here.get("/facts/consultation/new?parent=here").text
      #expect(form.contains("Plan of here") && !form.contains("Plan of there"))
      let crossed = try await here.post(
        "/facts/consultation/new", sample.form.merging(["plan": "foreign"]) { $1 })
      #expect(crossed.status == .unprocessableContent)
      let (vote, codes) = try await sample.open(here, codes: 2, ["plan": "plan"])
      let voter = Voter(client: client, vote: vote)
      for code in codes { _ = try await voter.cast(code: code, [1]) }
      #expect(try await sample.services.consultations.rules(of: vote.id).rules.plan == plan.id)
      let browser = try await sample.atTheEnd(client)
      _ = try await browser.get("/consultations/\(vote.id)")
      #expect(try await browser.post("/consultations/\(vote.id)/closure").status == .seeOther)
      let found = try await sample.services.decisions.decisions()
        .filter { $0.decision.kind == .budgetVote }
      #expect(found.count == 1)
      #expect(found.first?.subject.contains("plan:\(plan.id)") == true)
    }
  }

  @Test func `The trust page says when two addresses are two votes`() async throws {
    let sample = try await VoteSite(hasMailServer: true)
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let vote = try await sample.draft(here, ["entry": "email"])
      _ = try await here.get("/consultations/\(vote.id)")
      #expect(try await here.post("/consultations/\(vote.id)/opening").status == .seeOther)
      let voter = Voter(client: client, vote: vote)
      #expect(try await voter.get("trust").text.contains("whoever has two addresses"))
      _ = try await here.get("/consultations/\(vote.id)/register")
      let upload = try await here.upload(
        "/consultations/\(vote.id)/register", name: "l.txt", Array("ana@example.org\n".utf8))
      #expect(upload.status == .seeOther)
      #expect(!(try await voter.get("trust").text.contains("whoever has two addresses")))
    }
  }

  @Test func `A voter on paper finds the ballot by the code on its stub`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let (vote, _) = try await sample.open(here, codes: 1)
      let path = "/consultations/\(vote.id)"
      _ = try await here.get("\(path)/paper")
      let table = try await here.post("\(path)/stubs", ["from": "7", "count": "2"])
      let rows = table.text.split(whereSeparator: \.isNewline).map(String.init)
      #expect(rows.count == 3 && rows[1].hasPrefix("7,") && rows[2].hasPrefix("8,"))
      for wrong in [("8", "1"), ("0", "1"), ("1", "0"), ("1", "10001"), ("x", "1")] {
        let refused = try await here.post("\(path)/stubs", ["from": wrong.0, "count": wrong.1])
        #expect(refused.status == .unprocessableContent, "\(wrong)")
      }
      let (first, second) = (
        SignedInBrowser(client, sample.clerk), SignedInBrowser(client, sample.second)
      )
      for clerk in [first, second] {
        _ = try await clerk.get("\(path)/paper")
        #expect(
          try await clerk.post("\(path)/stubs", ["from": "50", "count": "1"]).status == .forbidden)
        #expect(
          try await clerk.post("\(path)/paper", ["serial": "7", "p": "2"]).status == .seeOther)
      }
      let code = String(rows[1].dropFirst(2))
      let voter = Voter(client: client, vote: vote)
      #expect(try await voter.get("receipts?receipt=\(code)").text.contains("sealed until"))
      #expect(try await voter.get("trust").text.contains("stub bears a code"))
      let browser = try await sample.atTheEnd(client)
      _ = try await browser.get(path)
      #expect(try await browser.post("\(path)/closure").status == .seeOther)
      let counted = try await voter.get("receipts?receipt=\(code)").text
      #expect(counted.contains("This ballot is in the count") && counted.contains("2. Benches"))
      let unused = String(rows[2].dropFirst(2))
      #expect(
        try await voter.get("receipts?receipt=\(unused)").text.contains("No ballot with this code"))
      let left = try await sample.site.database.rows("SELECT serial FROM paper_receipt")
      #expect(left.isEmpty)
    }
  }
}
