import Civic
import Exact
import Foundation
import Testing

@Suite struct `What the demonstration asks residents` {
  private static func content() throws -> JSONValue {
    let file = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/gradnik/Demonstration/listening.json")
    return try JSONValue(parsing: Array(try Data(contentsOf: file)), limits: .records)
  }

  private static func list(_ name: String) throws -> [JSONValue] {
    try content()[name]?.array ?? []
  }

  @Test func `Votes can open, and every ballot keeps to their rules`() throws {
    let today = Day(daysSince1970: 20_600)
    let votes = try Self.list("votes")
    #expect(votes.count == 2)
    for vote in votes {
      var consultation: Consultation = try #require(vote["consultation"]).decoded()
      consultation.votingFrom = today
      consultation.votingUntil = today
      let projects: [VoteProject] = try #require(vote["projects"]).decoded()
      let city = City(
        id: consultation.city, name: Multilingual("X", in: .english), country: "MK")
      let rules = try BudgetVoteRules(
        consultation, projects: projects, city: city, receiptKey: "",
        at: Instant(startOf: today))
      #expect(rules.text?.texts[.english]?.contains("Invented") == true)
      for ballot in vote["ballots"]?.array ?? [] {
        let marks = try #require(BallotMarks(text: ballot.string ?? "x"))
        #expect(rules.faults(of: marks).isEmpty)
      }
    }
    #expect(votes[0]["ballots"]?.array?.count == 60)
  }

  @Test func `Conversations have a sign for each statement of each participant`() throws {
    for talk in try Self.list("conversations") {
      let statements = talk["statements"]?.array ?? []
      let voices = talk["voices"]?.array ?? []
      #expect(voices.count >= 30 && !statements.isEmpty)
      for voice in voices {
        #expect(voice.string?.count == statements.count)
        #expect(voice.string?.allSatisfy { "+-0.".contains($0) } == true)
      }
    }
  }

  @Test func `One proposal is a part of another, and one is declined with reasons`() throws {
    let proposals = try Self.list("proposals").flatMap { $0["proposals"]?.array ?? [] }
    #expect(proposals.contains { $0["mergedInto"] != nil })
    let declined = proposals.filter { $0["isAccepted"] == .bool(false) }
    #expect(declined.count == 1 && declined[0]["answer"] != nil)
  }
}
