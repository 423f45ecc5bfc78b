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

@Suite struct `The days of a vote` {
  @Test func `begin and end at midnight by the city's clocks, whatever the city says later`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      // It is midnight UTC in summer: two hours into the day in Slovenia.
      let first = sample.from.adding(days: 1)
      let (vote, codes) = try await sample.open(
        SignedInBrowser(client, sample.here), codes: 2,
        ["votingFrom": first.description, "votingUntil": first.description])
      let voter = Voter(client: client, vote: vote)
      let page = try await client.execute(uri: "/en/consultations/\(vote.id)", method: .get) {
        String(buffer: $0.body)
      }
      #expect(page.contains("(Europe/Ljubljana, UTC+2)"))
      let rules = try await sample.services.consultations.rules(of: vote.id).rules
      #expect(rules.timeZone == "Europe/Ljubljana")
      #expect(rules.votingStarts == Instant(startOf: first).adding(seconds: -7200))
      var city = try #require(try await sample.services.cities.atlas().city(vote.city))
      city.timeZone = "America/Toronto"
      _ = try await sample.services.cities.save(
        city, editedFrom: city.revision, by: .machine, at: sample.site.clock.now)
      #expect(try await voter.enter(code: codes[0]).status == .conflict)
      let start = try #require(rules.votingStarts)
      let now = sample.site.clock.now
      sample.site.clock.wait(seconds: start.milliseconds(since: now) / 1000)
      #expect(try await voter.cast(code: codes[0], [1]).receipt != nil)
      let ballot = try await voter.enter(code: codes[1])
      sample.site.clock.wait(seconds: 86_400)
      let late = try await voter.post(
        "ballot",
        [
          ("pass", ballot.value(of: "pass") ?? ""), ("base", ""), ("marks", "1"),
          ("step", "cast"),
        ])
      #expect(late.status == .conflict)
      let key = try #require(VoteKey(VoteKey.newBytes(), of: vote.id))
      let receipt = try #require(key.receipt())
      let outcome = try await sample.services.votes.box.cast(
        BallotBox.Cast(
          BallotMarks([.init(project: 1)]), of: key.tag(of: .code("x")), in: rules,
          receipt: receipt.code, replacing: "", at: sample.site.clock.now)
      ).outcome
      #expect(outcome == .votingClosed)
    }
  }

  @Test func `are told with an unknown time zone refused beside its field`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      _ = try await here.get("/facts/city/here")
      let form = ["revision": "1", "content": "en", "name": "here", "country": "SI"]
      let wrong = try await here.post(
        "/facts/city/here", form.merging(["timeZone": "Europe/<b>"]) { $1 })
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.text.contains("This time zone is not known"))
      #expect(wrong.text.contains("Europe/&lt;b&gt;"))
      let right = try await here.post(
        "/facts/city/here", form.merging(["timeZone": "Atlantic/Azores"]) { $1 })
      #expect(right.status == .seeOther, "\(right.text.suffix(600))")
    }
  }

  @Test func `and all else that is missing are named at once before it opens`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      _ = try await here.get("/facts/consultation/new?parent=here")
      let added = try await here.post(
        "/facts/consultation/new",
        [
          "parent": "here", "content": "en", "name": "Empty", "currency": "EUR",
          "ballot": "approval",
          "rule": "greedy", "completion": "none", "ties": "lot", "entry": "email",
        ])
      #expect(added.status == .seeOther, "\(added.text.suffix(900))")
      let vote = try #require(
        try await sample.services.consultations.consultations(for: .machine).first)
      _ = try await here.get("/consultations/\(vote.id)")
      let refused = try await here.post("/consultations/\(vote.id)/opening")
      #expect(refused.status == .unprocessableContent)
      for sentence in [
        "Set the budget", "Set the first and the last day", "Add at least two projects",
        "has no mail server",
      ] {
        #expect(refused.text.contains(sentence), "\(sentence)")
      }
      let kept = try await sample.services.consultations.consultation(vote.id, for: .machine)
      #expect(kept.consultation.phase == .draft)
    }
  }
}
