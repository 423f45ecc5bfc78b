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

@Suite struct `Receipts by the thousand` {
  @Test func `A page from the sheet differs from one made whole by the receipt alone`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(
        SignedInBrowser(client, sample.here), codes: 3)
      let voter = Voter(client: client, vote: vote)
      let whole = try await voter.cast(code: codes[0], [1])
      let filled = try await voter.cast(code: codes[1], [2, 3])
      let (first, second) = (try #require(whole.receipt), try #require(filled.receipt))
      #expect(first.code != second.code)
      #expect(second.whole.hasPrefix(second.code + "."))
      #expect(Self.blank(whole) == Self.blank(filled))
      let changed = try await voter.cast(code: codes[0], [2])
      #expect(changed.status == .ok)
      #expect(Self.blank(changed) != Self.blank(filled))
      let rules = try await sample.services.votes.open(vote.id).rules
      for receipt in [first, second] {
        let read = try #require(VoteReceipt(typed: receipt.whole))
        #expect(read.isGenuine(of: vote.id, key: rules.receiptKey))
      }
    }
  }

  @Test func `A receipt's page shows the head of the log of its moment`() async throws {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let here = SignedInBrowser(client, sample.here)
      let (vote, codes) = try await sample.open(here, codes: 2)
      let voter = Voter(client: client, vote: vote)
      let before = try await sample.services.decisions.logHead()
      let early = try await voter.cast(code: codes[0], [1])
      _ = try await here.get("/consultations/\(vote.id)/register")
      _ = try await here.post("/consultations/\(vote.id)/codes", ["count": "1"])
      let after = try await sample.services.decisions.logHead()
      #expect(before != after)
      let late = try await voter.cast(code: codes[1], [1])
      #expect(early.text.contains(before.rawValue) && !early.text.contains(after.rawValue))
      #expect(late.text.contains(after.rawValue) && !late.text.contains(before.rawValue))
    }
  }

  @Test func `Of many ballots of one voter at once one is taken and the others are told`()
    async throws
  {
    let sample = try await VoteSite()
    try await sample.site.test { client async throws in
      let (vote, codes) = try await sample.open(
        SignedInBrowser(client, sample.here), codes: 1)
      let services = sample.services
      let rules = try await services.votes.open(vote.id).rules
      let key = try await services.votes.key(of: vote.id)
      let tag = key.tag(of: .code(codes[0]))
      let now = sample.site.clock.now
      let outcomes = try await withThrowingTaskGroup(
        of: BallotBox.Outcome.self, returning: [BallotBox.Outcome].self
      ) { group in
        for _ in 0..<20 {
          let receipt = try #require(key.receipt())
          group.addTask {
            try await services.votes.box.cast(
              BallotBox.Cast(
                BallotMarks([.init(project: 1)]), of: tag, in: rules, receipt: receipt.code,
                replacing: "", at: now)
            ).outcome
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count { $0 == .taken(isFirst: true) } == 1)
      let told = outcomes.count { if case .outdated(.some) = $0 { true } else { false } }
      #expect(told == 19)
    }
  }

  private static func blank(_ page: Voter.Page) -> String {
    guard let receipt = page.receipt else { return "" }
    return page.text.replacing(receipt.whole, with: "whole").replacing(receipt.code, with: "code")
  }
}
