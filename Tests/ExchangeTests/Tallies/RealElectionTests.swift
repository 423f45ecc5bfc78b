import Exact
import Exchange
import Foundation
import Testing

@testable import Tally

/// Elections of Pabulib and results of other programs, where they are at hand.
enum RealElections {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "../shared/data").standardizedFileURL

  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: "pabulib").path)
    return (files ?? []).filter { $0.hasSuffix(".pb") }.sorted()
  }()

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: "pabulib/\(name)")))
  }

  static func read(_ name: String) throws -> PabulibFile {
    try PabulibReader().read(bytes(name))
  }

  static func winners(
    _ file: PabulibFile, _ change: (inout TallyRequest) -> Void = { _ in }
  ) throws -> [String] {
    var request = TallyRequest()
    change(&request)
    let outcome = try file.election.tally(request.settings(for: file).settings)
    return outcome.winners.map { file.election.projects[$0].id.rawValue }
  }
}

@Suite(.enabled(if: !RealElections.names.isEmpty))
struct `Real elections` {
  /// Projects 773 and 153 exclude each other, says the comment of the file, but no column.
  @Test(arguments: RealElections.names)
  func `come out as they did officially`(name: String) throws {
    let file = try RealElections.read(name)
    let isPoznan = file.value(of: "unit") == "Poznań"
    guard let official = file.officialWinners(marks: isPoznan ? [1, 2] : [1]) else { return }
    let winners = try RealElections.winners(file) { request in
      if name == "Poland_Warszawa_2022_Bemowo.pb" { request.exclusive = "773,153" }
    }
    let expected = Set(official.map { file.election.projects[$0].id.rawValue })
    #expect(Set(winners) == expected)
  }

  @Test(arguments: RealElections.names)
  func `written come back the same`(name: String) throws {
    let file = try RealElections.read(name)
    guard file.election.profile.voters < 10_000 else { return }
    let again = try PabulibReader().read(PabulibWriter.bytes(of: file))
    #expect(again.election == file.election)
    #expect(again.meta == file.meta)
    #expect(again.projectRows == file.projectRows)
    #expect(again.voteRows == file.voteRows)
  }

  /// Fixed-point bounds with exact fallback against one fraction a voter.
  @Test(arguments: RealElections.names)
  func `have the equal shares that plain fractions give`(name: String) throws {
    let election = try RealElections.read(name).election
    guard election.profile.groupCount < RealElections.mostGroups else { return }
    for satisfaction in [Satisfaction.usual(for: election.profile.kind), .cardinality] {
      let market = SharesMarket(
        election, candidates: Array(election.projects.indices), satisfaction: satisfaction,
        order: TieOrder(.minCost, election: election), exclusive: .none)
      let endowment = Rational(election.budget) / Rational(election.profile.voters)
      for factor in [1, 2] {
        let start = endowment * Rational(factor)
        let made = SharesRun(market, endowment: start)
        var run = try #require(made)
        let fast = try run.run(limit: .max)
        let plain = try SharesByFractions(market, endowment: start).run(limit: .max)
        #expect(fast.winners == plain.winners)
        #expect(fast.ties == plain.ties)
        let shares = zip(fast.steps, plain.steps).allSatisfy { left, right in
          left.numerator * right.denominator == right.numerator * left.denominator
        }
        #expect(shares)
      }
    }
  }

  /// Figures that the organisers published, and those in METHODS of the published ballots.
  @Test(.enabled(if: RealElections.names.contains("Poland_Wieliczka_2023_Green_Budget.pb")))
  func `of Wieliczka have the published figures`() throws {
    let file = try RealElections.read("Poland_Wieliczka_2023_Green_Budget.pb")
    let settings = try TallyRequest().settings(for: file).settings
    let outcome = try file.election.tally(settings)
    #expect(outcome.winners.count == 30)
    #expect(outcome.cost == 995_079)
    #expect(outcome.endowment == Rational(315))
    #expect(outcome.comparison?.preferShares == 1615)
    #expect(outcome.comparison?.preferGreedy == 873)
    let voters = Int64(file.election.profile.voters)
    let left = voters - file.election.votersServed(by: outcome.winners)
    // 17.80 percent without a funded project.
    #expect((left * 10_000 + voters / 2) / voters == 1780)
  }

  @Test(.enabled(if: RealElections.names.contains("Poland_Swiecie_2023.pb")))
  func `of Świecie leave out one project with too few votes`() throws {
    let election = try RealElections.read("Poland_Swiecie_2023.pb").election
    let names = election.ineligible(divisor: 3).keys.map { election.projects[$0].id.rawValue }
    #expect(names == ["c22"])
  }
}

extension RealElections {
  /// Plain fractions take too long for more different ballots than this.
  static var mostGroups: Int {
    #if DEBUG
      200
    #else
      12_000
    #endif
  }
}
