import Civic
import Exact
import Testing

@testable import Pages

@Suite struct `Forms of records` {
  private let catalogue: TextCatalogue

  init() throws { catalogue = try TextSources.catalogue() }

  @Test(arguments: Language.interface)
  func `give back every record as it was, in each language of the pages`(language: Language) {
    for type in EditableKinds.all { roundTrip(type, language) }
  }

  private func roundTrip<Record: EditableRecord>(_ type: Record.Type, _ language: Language) {
    let document = EditingSample.full
    for content in [Language.english, .macedonian] {
      let context = EditingSample.context(
        catalogue.texts(for: language), document, content: content)
      for record in Record.all(in: document) {
        let typed = Record.form.input(of: record, in: context)
        let (back, problems) = Record.form.read(typed, into: record, in: context)
        #expect(problems.isEmpty, "\(Record.entityName) \(language): \(problems)")
        #expect(back == record, "\(Record.entityName) \(language) \(content)")
      }
    }
  }

  @Test func `fill a blank record with everything that stands in the form`() {
    let context = EditingSample.context(catalogue.texts(for: .slovene))
    for type in EditableKinds.all { fillBlank(type, context) }
  }

  private func fillBlank<Record: EditableRecord>(_ type: Record.Type, _ context: FormContext) {
    guard let record = Record.all(in: context.document).last(where: { _ in true }),
      let blank = Record.blank(id: record.id, parent: nil, in: context.document)
        ?? Record.blank(id: record.id, parent: "a1", in: context.document)
    else {
      Issue.record("\(Record.entityName) has no blank record")
      return
    }
    let typed = Record.form.input(of: record, in: context)
    let (filled, problems) = Record.form.read(typed, into: blank, in: context)
    #expect(problems.isEmpty, "\(Record.entityName): \(problems)")
    let again = Record.form.input(of: filled, in: context)
    for name in Set(typed.names) { #expect(typed.all(name) == again.all(name), "\(name)") }
  }

  @Test func `keep the texts of other languages`() throws {
    let context = EditingSample.context(catalogue.texts(for: .english), content: .slovene)
    let challenge = EditingSample.challenge
    let typed = FormInput([("title", "Vrste"), ("causes", "Papir")])
    let (written, problems) = Challenge.form.read(typed, into: challenge, in: context)
    #expect(problems.isEmpty)
    #expect(
      written.title.texts == [.english: "Queues", .macedonian: "мк Queues", .slovene: "Vrste"])
    #expect(written.causes?[.english] == "Paper\nFew counters")
    #expect(written.causes?[.slovene] == "Papir")
  }

  @Test func `take the first language that is written for the original`() throws {
    let context = EditingSample.context(
      catalogue.texts(for: .english), EditingSample.empty, content: .slovene)
    let blank = try #require(
      Challenge.blank(id: ID(rawValue: "new"), parent: nil, in: context.document))
    let (written, problems) = Challenge.form.read(
      FormInput([("title", " Vrste\r\n")]), into: blank, in: context)
    #expect(problems.isEmpty)
    #expect(written.title == Multilingual("Vrste", in: .slovene))
  }

  @Test func `show the original beside a translation`() {
    let context = EditingSample.context(catalogue.texts(for: .english), content: .slovene)
    let state = FormState(
      record: EditingSample.challenge,
      values: Challenge.form.input(of: EditingSample.challenge, in: context))
    let html = Challenge.form.html(state, in: context).rendered
    #expect(html.contains("<blockquote lang=\"en\">Queues</blockquote>"))
    #expect(html.contains("lang=\"sl\""))
  }

  @Test func `need a parent where a record cannot be alone`() {
    let document = EditingSample.full
    #expect(ActionTask.blank(id: ID(rawValue: "n"), parent: nil, in: document) == nil)
    #expect(CostLine.blank(id: ID(rawValue: "n"), parent: "gone", in: document) == nil)
    #expect(FundingLine.blank(id: ID(rawValue: "n"), parent: "a1", in: document) != nil)
    #expect(Risk.blank(id: ID(rawValue: "n"), parent: "gone", in: document) == nil)
    #expect(Risk.blank(id: ID(rawValue: "n"), parent: nil, in: document)?.action == nil)
    let next = Action.blank(id: ID(rawValue: "n"), parent: "o2", in: document)
    #expect(next?.code == "A4" && next?.position == 4 && next?.objectives.count == 1)
  }
}
