import Civic
import Exact
import Pages
import Testing

/// The preview says which values a cell can have, in the reader's language; they must be understood.
@Suite struct `Values that an import asks for` {
  private let document: PlanDocument

  init() {
    let text = Multilingual("Plan", in: .english)
    let city = City(id: ID(rawValue: "city"), name: text, country: "XX")
    document = PlanDocument(
      plan: Plan(id: ID(rawValue: "plan"), city: city.id, title: text, years: 2026...2028),
      city: city)
  }

  private func outcome(_ field: ActionField, _ text: String) -> ImportOutcome {
    var settings = ImportSettings(language: .english, unit: "number")
    settings.fields = [0: .title, 1: .costTotal, 2: .fundingSource, 3: field]
    let rows = [["", "", "", ""], ["One", "1", "Donor", text]].map { $0.map(Cell.text) }
    let table = TableImport(table: Table(name: "", rows: rows), settings: settings)
    var count = 0
    return table.outcome(in: document) {
      count += 1
      return "new-\(count)"
    }
  }

  @Test(arguments: Language.interface)
  func `are understood in every language`(language: Language) throws {
    let texts = try TextCatalogue.bundled().texts(for: language)
    for status in [ActionStatus.ongoing, .done, .paused, .blocked, .abandoned] {
      let found = outcome(.status, texts.name(of: status)).additions.actions.first?.manualStatus
      #expect(found == status, "\(language) \(texts.name(of: status))")
    }
    let upcoming = outcome(.status, texts.name(of: ActionStatus.upcoming))
    #expect(upcoming.problems.isEmpty && upcoming.additions.actions[0].manualStatus == nil)
    for kind in CostKind.allCases {
      let found = outcome(.costKind, texts.name(of: kind)).additions.costLines.first?.kind
      #expect(found == kind, "\(language) \(texts.name(of: kind))")
    }
    for status in FundingStatus.allCases {
      let found = outcome(.fundingStatus, texts.name(of: status)).additions.fundingLines.first
      #expect(found?.status == status, "\(language) \(texts.name(of: status))")
    }
  }

  @Test func `are named in the problem`() throws {
    let texts = try TextCatalogue.bundled().texts(for: .english)
    for (field, name) in [
      (ActionField.status, texts.name(of: ActionStatus.abandoned)),
      (.costKind, texts.name(of: CostKind.operating)),
      (.fundingStatus, texts.name(of: FundingStatus.secured)),
    ] {
      let problem = try #require(outcome(field, "blue").problems.first)
      let sentence = texts.sentence(problem.message)
      #expect(sentence.contains(name) && sentence.contains("blue"), "\(sentence)")
    }
  }
}
