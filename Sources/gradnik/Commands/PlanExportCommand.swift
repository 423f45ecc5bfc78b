import ArgumentParser
import Civic
import Database
import Exact
import Exchange
import Foundation
import Pages
import Store

/// In what form a plan goes out.
enum PlanFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case json, csv, xlsx, ics, atom, pdf, docx
}

struct PlanExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract:
      "Write a plan: as JSON with everything, as tables, a calendar, a book, or its city's news.",
    discussion: """
      json holds versions, decisions and files, and comes in again with gradnik plan import; csv is a
      ZIP of tables with CSVW metadata; xlsx a workbook; ics the days that matter; atom what the city
      published; pdf and docx a book of the plan or of one action, which never holds what is internal.
      Without --published, all but news are of the working plan: tables and calendar with what only the
      city's people read, a book marked as a draft. pdf needs WeasyPrint, docx librsvg2-bin.
      """)

  @Option(help: "The folder of the database. \(Setting.data.variable) (default: data)")
  var data: String?

  @Option(
    name: .customLong("database"),
    help: "A PostgreSQL database in place of the folder: postgres://. \(Setting.database.variable)")
  var server: String?

  @Argument(help: "The plan's identifier; gradnik plan list names them.")
  var plan: String

  @Option(help: "json, csv, xlsx, ics, atom, pdf or docx.")
  var format: PlanFormat = .json

  @Option(
    help: "The language of headings: en, fr, mk, sq, cnr, bg, ro or sl; the plan's without it.")
  var language: String?

  @Flag(help: "Only what is public, of the newest published version.")
  var published = false

  @Option(help: "The code of the one action that a book is of.")
  var action: String?

  @Option(help: "Where the site is reached, for addresses in a book: https://plans.example.org")
  var address: String?

  @Flag(help: "Begin CSV files with a byte order mark, for Excel.")
  var bom = false

  @Option(name: .shortAndLong, help: "The file to write; standard output without it.")
  var output: String?

  mutating func run() async throws {
    let database = try await DatabasePlace(data: data, database: server).open()
    let bytes: [UInt8]
    do {
      bytes = try await content(of: ID(rawValue: plan), in: database)
    } catch StoreError.notFound {
      throw CommandFailure(
        .badInput,
        published
          ? "There is no published plan \(plan); gradnik plan list names the plans."
          : "There is no plan \(plan); gradnik plan list names them.")
    }
    try await database.close()
    guard let output else {
      FileHandle.standardOutput.write(Data(bytes))
      return
    }
    do {
      try Data(bytes).write(to: URL(filePath: output), options: .atomic)
    } catch {
      throw CommandFailure(.badInput, "\(output) cannot be written.")
    }
    Console.say("Wrote \(bytes.count) bytes to \(output).")
  }

  private func content(of plan: ID<Plan>, in database: any Database) async throws -> [UInt8] {
    guard format != .json else {
      return try await PlanStore(database).export(plan, for: .machine).bytes()
    }
    let now = Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    let version = published ? try await PlanStore(database).version(of: plan) : nil
    let document: PlanDocument
    if let version {
      document = version.document
    } else {
      document = try await PlanStore(database).workingPlan(plan, for: .machine)
    }
    let texts = try texts(for: document)
    if format == .atom { return try await news(of: document.city, texts, database) }
    if format == .pdf || format == .docx {
      let decisions = try await DecisionStore(database)
        .decisions(behind: document, until: version?.publishedAt)
      return try await DocumentExport(format: format, action: action, address: address)
        .bytes(document, version, decisions, texts, made: now)
    }
    let sheets = try await sheets(of: document, texts, database, today: now.day)
    switch format {
    case .json, .atom, .pdf, .docx: return []
    case .csv:
      return try TableArchive(hasByteOrderMark: bom)
        .bytes(sheets.pack(version: version?.number, made: now))
    case .xlsx: return try XLSXWriter().bytes(sheets.pack(version: version?.number, made: now))
    case .ics:
      let feed = sheets.calendar(changedAt: version?.publishedAt ?? now) { _ in nil }
      return Array(feed.text.utf8)
    }
  }

  private func texts(for document: PlanDocument) throws -> Texts {
    let catalogue = try TextCatalogue.bundled()
    guard let language else { return catalogue.texts(for: document.plan.language) }
    guard let wanted = Language.interface.first(where: { $0.rawValue == language }) else {
      throw CommandFailure(.wrongUse, "\(language) is none of en, fr, mk, sq, cnr, bg, ro, sl.")
    }
    return catalogue.texts(for: wanted)
  }

  private func sheets(
    of document: PlanDocument, _ texts: Texts, _ database: any Database, today: Day
  ) async throws -> PlanSheets {
    let city = document.city.id
    let viewer = published ? Viewer.anonymous : .machine
    let register = try await RegisterStore(database).register(of: city, for: viewer)
    var values: [(indicator: CityIndicator, values: [IndicatorValue])] = []
    for indicator in register.indicators where indicator.formula == nil {
      values.append((indicator, try await IndicatorStore(database).values(of: indicator)))
    }
    return PlanSheets(
      document: document, register: register, values: values,
      atlas: try await CityStore(database).atlas(), texts: texts, today: today,
      isPublic: published, feeds: try await SourceStore(database).sources(of: city).map(\.source))
  }

  private func news(
    of city: City, _ texts: Texts, _ database: any Database
  ) async throws -> [UInt8] {
    let atlas = try await CityStore(database).atlas()
    let items = try await NewsStore(database).news(of: city.id).map { item in
      switch item.matter {
      case .plan(let plan, let version):
        NewsFeed.Item(
          matter: .plan(plan, version: version, city: atlas.city(plan.city)?.name), at: item.at)
      case .decision(let decision): NewsFeed.Item(matter: .decision(decision), at: item.at)
      case .practice(let practice): NewsFeed.Item(matter: .practice(practice), at: item.at)
      }
    }
    let feed = NewsFeed(
      items: items, city: city, texts: texts, base: "http://localhost", installation: "Gradnik")
    return Array(feed.feed.text.utf8)
  }
}
