import ArgumentParser
import Civic
import Database
import Exact
import Exchange
import Foundation
import Pages
import Store

struct PlanUpdateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Show what a workbook changes in a plan and its city; with --run, take it over.",
    discussion: """
      FILE is what gradnik plan export --format xlsx wrote, edited by any program, or a table of one's
      own. Exit status 1 when there are cells to mend; then nothing is changed. Nothing is taken out.
      """)

  @OptionGroup var options: DatabaseOptions

  @Argument(help: "The plan's identifier; gradnik plan list names them.")
  var plan: String

  @Argument(help: "The workbook (.xlsx) or text with columns (.csv, .tsv).")
  var file: String

  @Flag(name: .customLong("run"), help: "Take the changes over, all or nothing.")
  var takesOver = false

  mutating func run() async throws {
    let database = try await options.open()
    let id = ID<Plan>(rawValue: plan)
    let now = Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    var random = SystemRandomNumberGenerator()
    let draft = WorkbookDraft(
      id: ID(at: now.milliseconds, using: &random), plan: id,
      fileName: URL(filePath: file).lastPathComponent, createdAt: now, tables: try tables())
    let outcome: WorkbookReader.Outcome
    do {
      outcome = WorkbookReader(draft).read(into: try await state(of: id, database, now))
    } catch StoreError.notFound {
      throw CommandFailure(.badInput, "There is no plan \(plan); gradnik plan list names them.")
    }
    if takesOver, outcome.problems.isEmpty, !outcome.isEmpty {
      try await take(draft, outcome, database, now)
    }
    try await database.close()
    try tell(outcome)
  }

  private func tables() throws -> [Table] {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(.badInput, "\(file) cannot be read.")
    }
    let bytes = Array(data)
    do {
      if bytes.starts(with: Array("PK".utf8)) { return try XLSXReader().read(bytes) }
      let name = URL(filePath: file).lastPathComponent
      return [try CSVReader().read(bytes, name: name).table]
    } catch {
      throw CommandFailure(.badInput, "\(file) is neither a workbook nor a table: \(error)")
    }
  }

  private func state(
    of plan: ID<Plan>, _ database: any Database, _ now: Instant
  ) async throws -> WorkbookState {
    let catalogue = try TextCatalogue.bundled()
    let document = try await PlanStore(database).workingPlan(plan, for: .machine)
    let city = document.city.id
    let register = try await RegisterStore(database).register(of: city, for: .machine)
    var values: [(indicator: CityIndicator, values: [IndicatorValue])] = []
    for indicator in register.indicators where indicator.formula == nil {
      values.append((indicator, try await IndicatorStore(database).values(of: indicator)))
    }
    return WorkbookState(
      document: document, register: register, values: values,
      atlas: try await CityStore(database).atlas(), texts: catalogue.texts(for: .english),
      catalogue: catalogue.languages.map { catalogue.texts(for: $0) },
      practices: try await PracticeStore(database).practices(for: .machine),
      feeds: try await SourceStore(database).sources(of: city).map(\.source)
    ) {
      var random = SystemRandomNumberGenerator()
      let id: ID<Plan> = ID(at: now.milliseconds, using: &random)
      return id.rawValue
    }
  }

  private func take(
    _ draft: WorkbookDraft, _ outcome: WorkbookReader.Outcome, _ database: any Database,
    _ now: Instant
  ) async throws {
    let store = WorkbookStore(database)
    let texts = try TextCatalogue.bundled().texts(for: .english)
    do {
      try await store.add(draft, by: .machine, at: now)
      try await store.run(
        draft,
        WorkbookChanges(writes: outcome.writes, values: outcome.values, counts: outcome.counts),
        by: .machine, at: now)
    } catch let error as StoreError {
      throw CommandFailure(
        .badInput, "\(file): \(error.message.map(texts.sentence) ?? "it cannot be stored.")")
    } catch let error as PlanPhaseError {
      throw CommandFailure(.badInput, "\(file): \(texts.sentence(error.message))")
    }
  }

  private func tell(_ outcome: WorkbookReader.Outcome) throws {
    let texts = try TextCatalogue.bundled().texts(for: .english)
    let problems = outcome.problems.map { problem in
      "\(problem.cell.name) \(problem.heading): \(texts.sentence(problem.message))"
    }
    var object = JSONObject()
    object["format"] = "gradnik-plan-update/1"
    object["taken"] = .bool(takesOver && outcome.problems.isEmpty && !outcome.isEmpty)
    object["problems"] = .array(problems.map { .string($0) })
    object["ignored"] = .array(outcome.ignored.map { .string($0) })
    object["differences"] = .array(
      outcome.sheets.flatMap { sheet in
        sheet.differences.map { difference in
          var entry = JSONObject()
          entry["list"] = .string(sheet.title)
          entry["kind"] = .string("\(difference.kind)")
          entry["name"] = .string(difference.name)
          entry["fields"] = .array(
            difference.fields.map {
              [
                "field": .string($0.label), "before": .string($0.before),
                "after": .string($0.after),
              ]
            })
          return .object(entry)
        }
      })
    let lines = outcome.sheets.flatMap { sheet in
      sheet.differences.flatMap { difference in
        ["\(sheet.title), \(difference.kind): \(difference.name)"]
          + difference.fields.map { "  \($0.label): \($0.before) → \($0.after)" }
      }
    }
    Console.answer(
      (problems + lines + [lines.isEmpty ? "Nothing differs." : ""]).filter { !$0.isEmpty }
        .joined(separator: "\n"), object, as: options.format)
    guard problems.isEmpty else {
      throw CommandFailure(.no, "\(problems.count) cells to mend.")
    }
  }
}
