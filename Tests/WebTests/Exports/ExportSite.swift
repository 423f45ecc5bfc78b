import Civic
import Exact
import Exchange
import Foundation
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

/// A site with the demonstration's plan and register, its coordinator, a reader and a stranger.
struct ExportSite: Sendable {
  let site: TestSite
  let plan: ID<Plan>
  let coordinator: SecretToken
  let reader: SecretToken
  let stranger: SecretToken

  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/gradnik/Demonstration")

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  init(_ change: (inout PlanDocument) -> Void = { _ in }) async throws {
    site = try await TestSite()
    var export = try PlanExport(reading: Self.bytes("plan.json"))
    change(&export.document)
    let now = site.clock.now
    try await site.services.plans.bringIn(export, by: .machine, at: now)
    plan = export.document.plan.id
    let city = export.document.city.id
    let register: Register = try JSONValue(
      parsing: Self.bytes("register.json"), limits: .records
    ).decoded()
    let store = site.services.register
    try await store.add(register.contracts, batch: nil, by: .machine, at: now)
    try await store.add(register.systems, batch: nil, by: .machine, at: now)
    try await store.add(register.services, batch: nil, by: .machine, at: now)
    try await store.add(register.skills, batch: nil, by: .machine, at: now)
    var indicator = CityIndicator(
      id: ID(rawValue: "water"), city: city, name: Multilingual("Water lost", in: .english))
    indicator.code = "WATER"
    indicator.unit = "%"
    try await store.add([indicator], batch: nil, by: .machine, at: now)
    try await site.services.indicators.write(
      [IndicatorValue(period: "2025", value: ExactDecimal("31.5"), note: "secret note", at: now)],
      of: indicator.id, by: .machine, at: now)
    coordinator = try await site.signIn("cvetka", as: Grant(.cityCoordinator, in: .city(city)))
    reader = try await site.signIn("vida", as: Grant(.cityViewer, in: .city(city)))
    stranger = try await site.signIn(
      "boris", as: Grant(.cityCoordinator, in: .city(ID(rawValue: "elsewhere"))))
  }

  var document: PlanDocument {
    get async throws { try await site.services.plans.workingPlan(plan, for: .machine) }
  }

  /// The tables of the working plan, or of what is public.
  func sheets(_ language: Language, isPublic: Bool = false) async throws -> PlanSheets {
    try await site.services.sheets(
      of: document, in: language, for: isPublic ? .anonymous : .machine)
  }

  func workbook(_ language: Language = .english) async throws -> [Table] {
    let pack = try await sheets(language).pack(version: nil, made: site.clock.now)
    return try XLSXReader().read(XLSXWriter().bytes(pack))
  }

  /// What tables would change.
  func outcome(
    _ tables: [Table], removes: Bool = false, corrections: [WorkbookCell: String] = [:]
  ) async throws -> WorkbookReader.Outcome {
    var draft = WorkbookDraft(
      id: ID(rawValue: "draft"), plan: plan, fileName: "t.xlsx", createdAt: site.clock.now,
      tables: tables)
    draft.settings.removes = removes
    draft.settings.corrections = corrections
    return WorkbookReader(draft).read(into: try await state())
  }

  private func state() async throws -> WorkbookState {
    let services = site.services
    let document = try await document
    let register = try await services.register.register(of: document.city.id, for: .machine)
    var values: [(indicator: CityIndicator, values: [IndicatorValue])] = []
    for indicator in register.indicators {
      values.append((indicator, try await services.indicators.values(of: indicator)))
    }
    return WorkbookState(
      document: document, register: register, values: values,
      atlas: try await services.cities.atlas(), texts: services.catalogue.texts(for: .english),
      catalogue: services.catalogue.languages.map { services.catalogue.texts(for: $0) }
    ) {
      let id: ID<Plan> = services.id()
      return id.rawValue
    }
  }

  /// A workbook of plain tables, as another program would save it.
  func file(_ tables: [Table]) throws -> [UInt8] {
    try XLSXWriter().bytes(
      ExportPack(
        title: "T", language: .english, made: site.clock.now, facts: [],
        words: ExportWords(about: "About", table: "Table", rows: "Rows", notes: []),
        tables: tables.map { table in
          let rows = table.rows
          let width = table.columnCount
          return ExportTable(
            name: table.name, title: table.name,
            columns: (0..<width).map { column in
              let title = rows[0].indices.contains(column) ? rows[0][column].text : ""
              return ExportColumn(name: "c\(column)", title: title, kind: .text)
            },
            rows: rows.dropFirst().map { row in
              (0..<width).map { row.indices.contains($0) ? Self.value(row[$0]) : .empty }
            })
        }))
  }

  private static func value(_ cell: Cell) -> ExportValue {
    switch cell.content {
    case .empty: .empty
    case .text(let text), .formulaError(let text): .words(text)
    case .number(let number): ExactDecimal(number).map { .number($0) } ?? .words(number)
    case .date(let day): .day(day)
    case .boolean(let value): .words(value ? "TRUE" : "FALSE")
    }
  }
}

extension [Table] {
  /// The tables with one of them changed.
  func changing(_ name: String, _ change: (Table) throws -> Table) throws -> [Table] {
    try map { $0.name == name ? try change($0) : $0 }
  }
}

extension Table {
  func column(_ heading: String) throws -> Int {
    try #require(rows[0].firstIndex { $0.text == heading })
  }

  /// The table with one cell below a heading changed.
  func setting(_ heading: String, row: Int, to cell: Cell) throws -> Table {
    replacing(CellAddress(row: row, column: try column(heading)), with: cell)
  }
}
