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

@Suite struct `Ballots on paper` {
  @Test func `are typed by two people, settled where they differ, and counted once`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(SignedInBrowser(client, sample.here), codes: 3)
      let first = SignedInBrowser(client, sample.clerk)
      let second = SignedInBrowser(client, sample.second)
      let path = "/consultations/\(vote.id)/paper"
      _ = try await first.get(path)
      _ = try await second.get(path)
      #expect(try await first.post(path, ["serial": "7", "p": "1"]).status == .seeOther)
      let twice = try await first.post(path, ["serial": "7", "p": "1"])
      #expect(twice.status == .unprocessableContent)
      let seen = try await second.get(path).text
      #expect(seen.contains("to be typed by you: 7") && !seen.contains("Reading 1"))
      #expect(try await second.post(path, ["serial": "7", "p": "1"]).status == .seeOther)
      #expect(try await first.post(path, ["serial": "8", "p": "1"]).status == .seeOther)
      #expect(try await second.post(path, ["serial": "8", "p": "2"]).status == .seeOther)
      #expect(try await second.get(path).text.contains("Read differently"))
      #expect(
        try await first.post(path, ["serial": "9", "p": "x"]).status == .unprocessableContent)
      let browser = try await sample.atTheEnd(client)
      _ = try await browser.get("/consultations/\(vote.id)")
      let early = try await browser.post("/consultations/\(vote.id)/closure")
      #expect(early.status == .unprocessableContent && early.text.contains("1 ballot on paper"))
      let settled = try await browser.post(
        "/consultations/\(vote.id)/settlement", ["serial": "8", "p": "2"])
      #expect(settled.status == .seeOther)
      #expect(try await browser.post("/consultations/\(vote.id)/closure").status == .seeOther)
      let found = try await sample.services.consultations.consultation(vote.id, for: .anonymous)
      let decision = try #require(found.consultation.decision)
      let inputs = try await sample.services.decisions.inputs(of: decision)
      let file = String(decoding: try #require(inputs["election.pb"]), as: UTF8.self)
      let votes = file.split(separator: "VOTES\n")[1].split(separator: "\n").dropFirst()
      #expect(votes.map { String($0.suffix(2)) }.sorted() == [";1", ";2"])
      let register = String(decoding: inputs["register.json"] ?? [], as: UTF8.self)
      #expect(register.contains("\"paper\":\"2\""))
      #expect(codes.count == 3)
    }
  }

  @Test func `go to those who have not voted, who then vote no other way`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(SignedInBrowser(client, sample.here), codes: 2)
      let voter = Voter(client: client, vote: vote)
      #expect(try await voter.cast(code: codes[0], [1]).receipt != nil)
      let clerk = SignedInBrowser(client, sample.clerk)
      _ = try await clerk.get("/consultations/\(vote.id)/paper")
      let refused = try await clerk.post(
        "/consultations/\(vote.id)/hand-out", ["code": codes[0]])
      #expect(refused.status == .conflict)
      let given = try await clerk.post("/consultations/\(vote.id)/hand-out", ["code": codes[1]])
      #expect(given.status == .ok)
      let again = try await clerk.post("/consultations/\(vote.id)/hand-out", ["code": codes[1]])
      #expect(again.status == .conflict)
      let online = try await voter.cast(code: codes[1], [2])
      #expect(online.status == .conflict && online.receipt == nil)
    }
  }

  @Test func `At the desk a voter votes on the clerk's screen, and once`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(SignedInBrowser(client, sample.here), codes: 1)
      let clerk = SignedInBrowser(client, sample.clerk)
      let path = "/consultations/\(vote.id)/desk"
      _ = try await clerk.get(path)
      #expect(try await clerk.post(path, ["code": "wrong"]).status == .forbidden)
      let ballot = try await clerk.post(path, ["code": codes[0]])
      let pass = try #require(ballot.text.firstMatch(of: /name="pass" value="([0-9a-f]+)"/))
      let cast = try await clerk.post(
        "/consultations/\(vote.id)/ballot",
        ["pass": String(pass.1), "base": "", "marks": "1", "step": "cast"])
      #expect(cast.status == .ok && cast.text.contains("Your receipt"))
      let later = try await Voter(client: client, vote: vote).cast(code: codes[0], [2])
      #expect(later.text.contains("replaces the earlier one"))
    }
  }
}
