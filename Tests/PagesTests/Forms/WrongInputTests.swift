import Civic
import Exact
import Testing

@testable import Pages

/// A kind of record, a value of its form, and what is wrong to type there.
struct WrongInput: Sendable, CustomTestStringConvertible {
  let kind: any EditableRecord.Type
  let field: String
  let typed: String
  let message: String

  init(_ kind: any EditableRecord.Type, _ field: String, _ typed: String, _ message: String) {
    self.kind = kind
    self.field = field
    self.typed = typed
    self.message = message
  }

  var testDescription: String { "\(kind.entityName) \(field) “\(typed.prefix(20))”" }

  static let all: [WrongInput] = [
    .init(Action.self, "code", "", "fieldRequired"),
    .init(Action.self, "code", "A2", "problemCodeTaken"),
    .init(Action.self, "code", String(repeating: "x", count: 31), "fieldTooLong"),
    .init(Action.self, "title", " \n ", "fieldRequired"),
    .init(Action.self, "title", String(repeating: "x", count: 301), "fieldTooLong"),
    .init(Action.self, "description", String(repeating: "x", count: 20_001), "fieldTooLong"),
    .init(Action.self, "internalNote", String(repeating: "x", count: 20_001), "fieldTooLong"),
    .init(Action.self, "start", "31/02/2026", "fieldDayWrong"),
    .init(Action.self, "end", "2025-01-01", "problemDates"),
    .init(Action.self, "owner", "gone", "problemUnknown"),
    .init(Action.self, "partners", "gone", "problemUnknown"),
    .init(Action.self, "readiness", "perfect", "problemUnknown"),
    .init(Action.self, "manualStatus", "late", "problemUnknown"),
    .init(Action.self, "latitude", "91", "problemLatitude"),
    .init(Action.self, "longitude", "east", "problemLongitude"),
    .init(Action.self, "longitude", "", "problemPosition"),
    .init(Action.self, "staffLoad-2026", "-1", "problemPersonMonths"),
    .init(Action.self, "economicEffect", "3", "problemUnknown"),
    .init(Action.self, "goals", "18", "problemUnknown"),
    .init(Action.self, "policyCodes", "RSO9.9", "problemUnknown"),
    .init(Action.self, "themes", String(repeating: "a,", count: 21), "fieldWordsWrong"),
    .init(Action.self, "supersededBy", "a1", "problemUnknown"),
    .init(CostLine.self, "planned", "lots", "fieldMoneyWrong"),
    .init(CostLine.self, "planned", "1.005", "fieldMoneyWrong"),
    .init(CostLine.self, "planned", "", "fieldRequired"),
    .init(CostLine.self, "planned", "-1", "problemAmount"),
    .init(CostLine.self, "actual", "1,000,000,000,000.01", "problemAmount"),
    .init(CostLine.self, "year", "2035", "problemUnknown"),
    .init(CostLine.self, "kind", "", "fieldChoose"),
    .init(FundingCall.self, "ceilings-transition", "101", "problemPercent"),
    .init(FundingCall.self, "url", "javascript:alert(1)", "problemAddress"),
    .init(FundingLine.self, "percent", "", "problemShareRate"),
    .init(FundingLine.self, "percent", "half", "problemPercent"),
    .init(FundingLine.self, "source", "", "fieldChoose"),
    .init(Indicator.self, "baseline", "many", "fieldDecimalWrong"),
    .init(Indicator.self, "targetYear", "2023", "problemTargetYear"),
    .init(Indicator.self, "baselineYear", "12.5", "fieldWholeWrong"),
    .init(Indicator.self, "code", "RSO1.2", "problemUnknown"),
    .init(Stakeholder.self, "power", "6", "problemUnknown"),
    .init(IntegrationAssessment.self, "heldOn", "", "fieldRequired"),
    .init(IntegrationAssessment.self, "scores-spatial-now", "6", "problemScores"),
    .init(IntegrationAssessment.self, "scores-sectoral-now", "x", "problemScores"),
    .init(Challenge.self, "evidenceURL", "ftp://example.org", "problemAddress"),
    .init(Objective.self, "parent", "o2", "problemUnknown"),
  ]
}

@Suite struct `Wrong input` {
  private let texts: Texts

  init() throws { texts = try TextSources.catalogue().texts(for: .english) }

  @Test(arguments: WrongInput.all)
  func `is told at its field, in words, and stays in the form`(wrong: WrongInput) {
    check(wrong.kind, wrong)
  }

  private func check<Record: EditableRecord>(_ type: Record.Type, _ wrong: WrongInput) {
    let context = EditingSample.context(texts)
    let records = Record.all(in: context.document)
    guard let record = Record.self == Objective.self ? records.last : records.first else {
      Issue.record("no record")
      return
    }
    let right = Record.form.input(of: record, in: context)
    let names = Set(right.names + [wrong.field]).filter { $0 != wrong.field }
    let typed = FormInput(
      names.flatMap { name in right.all(name).map { (name: name, value: $0) } }
        + [(name: wrong.field, value: wrong.typed)])
    let (_, problems) = Record.form.read(typed, into: record, in: context)
    let problem = problems.first { $0.field == wrong.field }
    #expect(problem?.message.key == wrong.message, "\(problems)")
    guard let problem else { return }
    let sentence = texts.sentence(problem.message)
    #expect(sentence != problem.message.key && !sentence.contains("{"), "\(sentence)")
    let page = RecordFormPage(
      frame: EditingSample.frame(texts), context: context, record: record, isNew: false,
      parent: nil, input: typed, problems: problems
    ).html.rendered
    #expect(page.contains("href=\"#\(Field.id(for: wrong.field))\""))
    #expect(page.contains("id=\"\(Field.id(for: wrong.field))\""))
    #expect(page.contains(HTML(escaping: sentence).rendered))
    if wrong.message.hasPrefix("field"), wrong.message != "fieldRequired",
      wrong.message != "fieldChoose"
    {
      #expect(page.contains(HTML(escaping: wrong.typed).rendered))
    }
  }

  @Test func `of a cycle of dependencies is refused by name`() throws {
    var document = EditingSample.full
    document.actions[1].dependencies = [document.actions[0].id]
    let action = document.actions[0]
    let problems = action.problems(in: document)
    let cycle = try #require(problems.first { $0.field == "dependencies" })
    #expect(cycle.message.key == "problemDependencyCycle")
    #expect(texts.sentence(cycle.message).contains("A1 → A2 → A1"))
  }

  @Test func `never reaches the page as markup`() {
    let evil = "\"><script>alert('x')</script>"
    let context = EditingSample.context(texts)
    for type in EditableKinds.all { drawEvil(type, evil, context) }
  }

  private func drawEvil<Record: EditableRecord>(
    _ type: Record.Type, _ evil: String, _ context: FormContext
  ) {
    guard let record = Record.all(in: context.document).first else { return }
    let names = Set(Record.form.input(of: record, in: context).names)
    let page = RecordFormPage(
      frame: EditingSample.frame(texts), context: context, record: record, isNew: false,
      parent: nil, input: FormInput(names.map { ($0, evil) })
    ).html.rendered
    #expect(!page.contains("<script>alert"), "\(Record.entityName)")
  }
}
