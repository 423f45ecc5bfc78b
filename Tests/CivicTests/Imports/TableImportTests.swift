import Civic
import Exact
import Testing

@Suite struct `Importing a table of actions` {
  private let headings = [
    "Code", "Title", "Description", "Objective", "Owner", "Partners", "Start date", "End date",
    "Status", "District", "Planned 2026", "Planned 2027", "Actual 2026", "Cost type",
    "Cost category", "Funding source", "Grant amount", "Funding status", "Indicator", "Baseline",
    "Target", "Risk", "Notes",
  ]
  private let row = [
    "D1", "Open data portal", "Data for all", "O1", "City IT", "University of Sampleton; NGO Maple",
    "1.3.2026", "Q3 2027", "Ongoing since May", "Centre", "12.500,00 €", "7.500", "3.000,50",
    "operating", "services", "ERDF; Own budget", "16.000,00; 4.000,00", "applied", "Data sets",
    "0", "120", "Staff leave", "Ask the council",
  ]

  @Test func `reads every field`() throws {
    let outcome = ImportSample.outcome(ImportSample.table([headings, row]))
    #expect(ImportSample.problems(outcome).isEmpty)
    let action = try #require(outcome.additions.actions.first)
    let names = Dictionary(
      uniqueKeysWithValues: outcome.additions.organisations.map { ($0.id, $0) })
    #expect(action.code == "D1" && action.title["en"] == "Open data portal")
    #expect(action.description?["en"] == "Data for all" && action.district == "Centre")
    #expect(action.objectives == [PlanSample.id("objective")])
    #expect(action.owner.flatMap { names[$0]?.name["en"] } == "City IT")
    #expect(
      action.partners.compactMap { names[$0]?.helix } == [.knowledge, .civilSociety])
    #expect(action.start == Day(year: 2026, month: 3, day: 1))
    #expect(action.end == Day(year: 2027, month: 9, day: 30))
    #expect(action.manualStatus == .ongoing)
    #expect(action.statusReason?["en"] == "Ongoing since May")
    #expect(action.internalNote == "Ask the council")
  }

  @Test func `reads costs and funding to the cent`() throws {
    let additions = ImportSample.outcome(ImportSample.table([headings, row])).additions
    #expect(additions.costLines.map(\.year) == [2026, 2027])
    #expect(additions.costLines.map(\.planned) == [1_250_000, 750_000])
    #expect(additions.costLines.map(\.actual) == [300_050, nil])
    #expect(additions.costLines.allSatisfy { $0.kind == .operating && $0.category == .external })
    #expect(additions.fundingSources.map(\.kind) == [.erdf, .ownBudget])
    #expect(additions.fundingLines.map(\.amount) == [1_600_000, 400_000])
    #expect(additions.fundingLines.allSatisfy { $0.status == .applied && $0.share == .amount })
  }

  @Test func `reads indicators and risks`() throws {
    let additions = ImportSample.outcome(ImportSample.table([headings, row])).additions
    let indicator = try #require(additions.indicators.first)
    #expect(indicator.name["en"] == "Data sets" && indicator.unit == "number")
    #expect(indicator.baseline == ExactDecimal(0) && indicator.target == ExactDecimal(120))
    #expect(indicator.direction == .increase)
    #expect(additions.risks.map { $0.title["en"] } == ["Staff leave"])
    #expect(additions.risks.first?.action == additions.actions.first?.id)
  }

  @Test func `makes records that the plan admits`() {
    let document = PlanSample.plan(actions: 2)
    let outcome = ImportSample.outcome(ImportSample.table([headings, row]), in: document)
    let after = outcome.additions.added(to: document)
    for action in outcome.additions.actions { #expect(action.problems(in: after).isEmpty) }
    for line in outcome.additions.costLines { #expect(line.problems(in: after).isEmpty) }
    for line in outcome.additions.fundingLines { #expect(line.problems(in: after).isEmpty) }
    for indicator in outcome.additions.indicators {
      #expect(indicator.problems(in: after).isEmpty)
    }
    #expect(after.actions.count == 3)
  }

  @Test func `gives free codes to actions without one`() {
    let table = ImportSample.table([
      ["Code", "Title", "Owner"], ["", "First", "x"], ["A3", "Second", "x"], ["", "Third", "x"],
    ])
    let outcome = ImportSample.outcome(table, in: PlanSample.plan(actions: 1))
    #expect(outcome.additions.actions.map(\.code) == ["A2", "A3", "A4"])
    #expect(outcome.additions.actions.map(\.position) == [2, 3, 4])
  }

  @Test func `knows organisations, objectives and sources again in any script`() {
    var document = PlanSample.plan(actions: 0)
    document.organisations = [
      Organisation(
        id: PlanSample.id("it"), city: document.city.id,
        name: Multilingual("Градско ИТ", in: .macedonian), helix: .publicSector)
    ]
    document.fundingSources = [PlanSample.source("Own budget", .ownBudget)]
    let table = ImportSample.table([
      ["Title", "Owner", "Objective", "Funding source"],
      ["One", "Gradsko IT", "better  SERVICES", "own budget"],
      ["Two", "GRADSKO it", "O1", "OWN BUDGET"], ["Three", "Gradsko it", "O2 Clean air", "Donor"],
      ["Four", "", "O2", ""], ["Five", "", "Clean air", "donor"],
    ])
    let outcome = ImportSample.outcome(table, in: document)
    #expect(outcome.problems.isEmpty && outcome.additions.organisations.isEmpty)
    #expect(outcome.additions.objectives.map(\.code) == ["O2"])
    #expect(outcome.additions.fundingSources.count == 1)
    #expect(outcome.additions.actions.map(\.objectives.count) == [1, 1, 1, 1, 1])
    #expect(outcome.additions.fundingLines.count == 4)
  }

  @Test func `gives rows without an objective the one chosen`() {
    let table = ImportSample.table([["Title", "Owner"], ["One", "x"]]) {
      $0.objective = PlanSample.id("objective")
    }
    let outcome = ImportSample.outcome(table)
    #expect(outcome.additions.actions.map(\.objectives) == [[PlanSample.id("objective")]])
  }

  @Test(arguments: [(nil, "2027-05-01", 2027), (nil, "", 2026), (2028, "2027-05-01", 2028)])
  func `puts a cost without a year where it was told`(chosen: Int?, start: String, year: Int) {
    let table = ImportSample.table([["Title", "Start", "Total cost"], ["One", start, "1200"]]) {
      $0.costYear = chosen
    }
    let lines = ImportSample.outcome(table).additions.costLines
    #expect(lines.map(\.year) == [year] && lines.map(\.planned) == [120_000])
  }

  @Test func `understands the empty table it offers, in every language`() {
    let plan = PlanSample.empty.plan
    for language in Language.interface {
      let fields = ActionField.template(for: plan)
      let table = ImportSample.table([fields.map { $0.heading(in: language) }])
      let found = fields.indices.map { table.settings.fields[$0] }
      #expect(found == fields.map(Optional.some), "\(language)")
    }
  }

  @Test func `names every field`() {
    for field in ActionField.fixed + [.plannedCost(year: 2027), .actualCost(year: 2027)] {
      #expect(ActionField(name: field.name) == field)
    }
    #expect(ActionField(name: "title")?.label.key == "actionField_title")
    #expect(ActionField(name: "plannedCost") == nil && ActionField(name: "nothing") == nil)
    #expect(ActionField(name: "actualCost3000") == nil)
  }

  @Test func `chooses the sheet it understands, hidden ones last`() {
    let actions = [["Title", "Owner", "Start"], ["x", "y", "2026"]].map { $0.map(Cell.text) }
    let tables = [
      Table(name: "Cover", rows: [[.text("Plan of Sampleton")]]),
      Table(name: "Old", rows: actions.map { $0 + [.text("Status")] }, isHidden: true),
      Table(name: "New", rows: actions),
    ]
    var settings = ImportSettings(language: .english, unit: "number")
    settings.guess(tables)
    #expect(settings.sheet == 2 && settings.headerRows == 0..<1)
    settings.guess([tables[0]])
    #expect(settings.sheet == 0 && settings.fields.isEmpty)
  }
}

extension Multilingual {
  fileprivate subscript(code: String) -> String? { Language(rawValue: code).flatMap { self[$0] } }
}
