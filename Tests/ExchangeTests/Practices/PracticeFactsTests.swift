import Civic
import Exact
import Foundation
import Testing

@testable import Exchange

@Suite struct `Facts about practices from a table` {
  private static let day = Day(daysSince1970: 20_600)

  private static func read(
    _ text: String, known: [City] = []
  ) throws -> PracticeFacts {
    try PracticeFacts.read(Array(text.utf8), source: "A list", known: known, on: day)
  }

  @Test func `What the table tells is kept, and nothing is made up`() throws {
    let facts = try Self.read(
      """
      name,city,country,population,start,budget_eur,keywords,latitude
      Water for all,Samplebridge,mk,31868,2014.0,260000.0,Water Inclusion,41.1375527512345
      No figures,Samplebridge,MK,,,,,
      """)
    #expect(facts.practices.count == 2 && facts.atlas.cities.count == 1)
    let first = try #require(facts.practices.first)
    #expect(first.outcome == .unknown && first.review == .listed && first.isPublic)
    #expect(first.startYear == 2014 && first.cost == 26_000_000 && first.currency == .euro)
    #expect(
      first.problem == nil && first.result == nil && first.source?.texts.values.first == "A list")
    #expect(facts.practices[1].cost == nil && facts.practices[1].startYear == nil)
    #expect(facts.atlas.cities[0].latitude == ExactDecimal("41.13755"))
    #expect(facts.atlas.cities[0].source == facts.atlas.sources.first?.id)
    #expect(
      try Self.read("name,city,country\nA,B,MK").practices[0].id
        == Self.read("name,city,country\nA,b,MK").practices[0].id)
  }

  @Test func `A city that is there already is not made twice`() throws {
    let city = City(
      id: ID(rawValue: "known"), name: Multilingual("Скопје", in: .macedonian), country: "MK")
    let facts = try Self.read("name,city,country\nA,Skopje,MK\nB,Skopje,BG", known: [city])
    #expect(facts.practices.map(\.city.rawValue).first == "known")
    #expect(facts.atlas.cities.map(\.country) == ["BG"])
  }

  @Test func `A wrong table is refused with its line`() {
    #expect(throws: PracticeFacts.Failure.columnMissing("country")) {
      try Self.read("name,city\nA,B")
    }
    #expect(throws: PracticeFacts.Failure.country("FRANCE", line: 2)) {
      try Self.read("name,city,country\nA,B,France")
    }
    #expect(throws: PracticeFacts.Failure.cellMissing("name", line: 3)) {
      try Self.read("name,city,country\nA,B,FR\n,B,FR")
    }
  }

  private static let real = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "shared/data/cities/urbact-practices.csv")

  @Test(.enabled(if: FileManager.default.fileExists(atPath: real.path)))
  func `The real list is read whole`() throws {
    let facts = try PracticeFacts.read(
      Array(try Data(contentsOf: Self.real)), source: "URBACT", known: [], on: Self.day)
    #expect(facts.practices.count == 97)
    #expect(Set(facts.practices.map(\.id)).count == 97)
    #expect(facts.practices.allSatisfy { $0.outcome == .unknown && $0.source != nil })
  }
}
