import Civic
import Exact
import Foundation
import Testing

@Suite struct `Demonstration` {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/gradnik/Demonstration")

  private static let languages: [Language] = [.english, .macedonian, .slovene]

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Self.folder.appending(path: name)))
  }

  private func export() throws -> PlanExport { try PlanExport(reading: bytes("plan.json")) }

  private func nextVersion() throws -> PlanDocument {
    let edits = try JSONValue(parsing: bytes("next-version.json"), limits: .records)
    return try (edits.array ?? []).reduce(export().document) { document, edit in
      let kind = try #require(edit["kind"]?.string)
      return try applied(#require(edit["record"]), of: kind, to: document)
    }
  }

  private func applied(
    _ record: JSONValue, of kind: String, to document: PlanDocument
  ) throws -> PlanDocument {
    switch kind {
    case Action.entityName: document.with(try record.decoded(as: Action.self))
    case ActionTask.entityName: document.with(try record.decoded(as: ActionTask.self))
    case CostLine.entityName: document.with(try record.decoded(as: CostLine.self))
    case FundingLine.entityName: document.with(try record.decoded(as: FundingLine.self))
    case Indicator.entityName: document.with(try record.decoded(as: Indicator.self))
    case Risk.entityName: document.with(try record.decoded(as: Risk.self))
    case PlanSection.entityName: document.with(try record.decoded(as: PlanSection.self))
    default: throw UnknownKind(kind: kind)
    }
  }

  private struct UnknownKind: Error { let kind: String }

  @Test func `has a plan of at least 45 actions over five years`() throws {
    let document = try export().document
    #expect(document.actions.count >= 45)
    #expect(document.plan.years == 2026...2030)
    #expect(document.plan.phase == .draft)
    #expect(document.plan.isDemonstration && document.city.isDemonstration)
    #expect(document.network?.isDemonstration == true)
  }

  @Test func `lists its records in their order of display`() throws {
    let document = try export().document
    var sorted = document
    sorted.sort()
    #expect(sorted == document)
  }

  @Test func `has nothing to mend, and only money missing`() throws {
    for document in [try export().document, try nextVersion()] {
      let findings = document.check()
      #expect(findings.filter { $0.severity == .error } == [])
      #expect(Set(findings.map(\.message.key)).isSubset(of: ["checkFundingMissing"]))
      #expect(findings.contains { $0.message.key == "checkFundingMissing" })
    }
  }

  @Test func `breaks no rule of any record`() throws {
    for document in [try export().document, try nextVersion()] {
      let records: [[any PlanRecord]] = [
        document.sections, document.challenges, document.objectives, document.actions,
        document.tasks, document.costLines, document.fundingCalls, document.fundingSources,
        document.fundingLines, document.risks, document.indicators, document.stakeholders,
        document.integration,
      ]
      for record in records.joined() {
        let label = record.label.text(for: .english).text
        #expect(record.problems(in: document).map(\.field) == [], "\(label)")
      }
      #expect(document.plan.problems().map(\.field) == [])
    }
  }

  @Test(arguments: ["plan.json", "next-version.json", "demonstration-network.json"])
  func `is complete in three languages`(name: String) throws {
    let texts = Self.texts(in: try JSONValue(parsing: bytes(name), limits: .records))
    #expect(texts.count > 20)
    for text in texts {
      for language in Self.languages {
        let written = text[language.rawValue]?.string ?? ""
        #expect(!written.isEmpty, "\(text["en"]?.string ?? "?") in \(language)")
      }
    }
  }

  /// The languages of every text in a value.
  private static func texts(in value: JSONValue) -> [JSONObject] {
    switch value {
    case .array(let values): values.flatMap(texts)
    case .object(let object):
      if object["original"] != nil, let texts = object["texts"]?.object {
        [texts]
      } else {
        object.members.flatMap { texts(in: $0.value) }
      }
    case .null, .bool, .number, .string: []
    }
  }

  @Test func `has costs and funds that add up`() throws {
    let document = try export().document
    let check = document.fundingCheck()
    let planned = document.costLines.reduce(0) { $0 + $1.planned }
    #expect(check.total.cost == planned)
    #expect((1_400_000_000...2_000_000_000).contains(planned))
    #expect(check.byYear.reduce(0) { $0 + $1.totals.cost } == planned)
    #expect(
      check.bySource.reduce(0) { $0 + $1.amount }
        == check.total.secured + check.total.applied + check.total.identified)
    #expect(check.bySource.allSatisfy { $0.amount > 0 })
    #expect(check.total.unfunded > 0)
  }

  @Test func `shows every kind of status on a day in November 2026`() throws {
    let document = try export().document
    let today = try #require(Day("2026-11-21"))
    let statuses = document.actions.map {
      $0.status(on: today, tasks: document.tasks(of: $0.id))
    }
    #expect(
      Set(statuses) == [.upcoming, .ongoing, .done, .late, .paused, .blocked, .superseded])
  }

  @Test func `has a next version that differs`() throws {
    let comparison = PlanComparison(from: try export().document, to: try nextVersion())
    #expect(comparison.entries.contains { $0.kind == .added && $0.record.kind == "action" })
    #expect(comparison.entries.filter { $0.kind == .changed }.count >= 10)
    #expect(comparison.before.cost < comparison.after.cost)
  }

  @Test func `knows its city and network from the atlas`() throws {
    let atlas = try JSONValue(
      parsing: bytes("demonstration-network.json"), limits: .records
    ).decoded(as: Atlas.self)
    let export = try export()
    let network = try #require(export.document.network)
    #expect(atlas.cities.contains(export.document.city))
    #expect(atlas.networks == [network])
    #expect(atlas.programmes == [export.programme].compactMap { $0 })
    #expect(atlas.sources == export.factSources)
    #expect(atlas.organisations == export.document.organisations)
    #expect(atlas.cities.allSatisfy { $0.isDemonstration })
    #expect(Set(atlas.memberships(in: network.id).map(\.city)) == Set(atlas.cities.map(\.id)))
    #expect(atlas.memberships.contains { $0.status == .withdrawn })
  }
}
