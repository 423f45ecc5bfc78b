public import ArgumentParser
public import Civic
import Database
import Exact
import Exchange
import Foundation
import Pages
import Store
import Web

/// Brings figures of a statistical source into the database.
struct FiguresCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "figures",
    abstract: "Bring figures of a source into the database, or list sources.",
    subcommands: [FiguresListCommand.self, FiguresImportCommand.self])
}

struct FiguresListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Name the platform's sources of figures with their state.")

  @OptionGroup var options: DatabaseOptions

  mutating func run() async throws {
    let database = try await options.open()
    let entries = try await SourceStore(database).sources(of: nil)
    try await database.close()
    var object = JSONObject()
    object["sources"] = .array(
      entries.map { entry in
        [
          "id": .string(entry.source.id.rawValue), "title": .string(entry.source.title),
          "health": .string(entry.state.health.rawValue),
          "figures": .string(String(entry.state.figures)),
        ]
      })
    let lines = entries.map { entry in
      "\(entry.source.id)  \(entry.source.title): \(entry.state.figures), \(entry.state.health.rawValue)"
    }
    Console.answer(lines.joined(separator: "\n"), object, as: options.format)
  }
}

struct FiguresImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read a file into one of the platform's sources.",
    discussion: """
      Names a new source by --title and --publisher, or a known one by --source. Exit status 1 when \
      the source changed its form; then nothing is stored, unless --confirm is given.
      """)

  @Argument(help: "The file: CSV, XLSX, JSON or TSV, also gzip.")
  var file: String

  @Option(help: "The identifier of a known source.")
  var source: String?

  @Option(help: "The title of a new source.")
  var title: String?

  @Option(help: "Who publishes it.")
  var publisher: String?

  @Option(help: "The form: table, jsonStat, eurostat, sdmxJSON, sdmxCSV or ngsi.")
  var form: SourceFormat = .table

  @Option(help: "What the columns of a table mean: urban-audit, or a file with a mapping.")
  var mapping: String?

  @Flag(help: "Accept that the source has changed its form.")
  var confirm = false

  @OptionGroup var options: DatabaseOptions

  mutating func run() async throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(.badInput, "\(file) cannot be read.")
    }
    let database = try await options.open()
    let now = Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    let store = SourceStore(database)
    let found = try await known(store, CityStore(database), now)
    let desk = SourceDesk(sources: store, clock: { now })
    let outcome = try await desk.take(
      Array(data), of: found, isConfirmed: confirm, by: .machine)
    let figures = try await store.source(found.id).state.figures
    try await database.close()
    try answer(outcome, found, figures)
  }

  private func known(
    _ store: SourceStore, _ cities: CityStore, _ now: Instant
  ) async throws -> IndicatorSource {
    if let source {
      do {
        return try await store.source(ID(rawValue: source)).source
      } catch StoreError.notFound {
        throw CommandFailure(.badInput, "There is no source \(source).")
      }
    }
    guard let title, let publisher else {
      throw CommandFailure(.wrongUse, "Give --source, or --title and --publisher of a new one.")
    }
    var random = SystemRandomNumberGenerator()
    var new = IndicatorSource(
      id: ID(at: now.milliseconds, using: &random), city: nil, title: title,
      publisher: publisher, format: form)
    new.mapping = try readMapping()
    try await cities.add(new, by: .machine, at: now)
    return new
  }

  private func readMapping() throws -> ObservationMapping? {
    guard let mapping else {
      if form == .table {
        throw CommandFailure(.wrongUse, "A table needs --mapping: urban-audit, or a file.")
      }
      return nil
    }
    if mapping == "urban-audit" { return .urbanAudit }
    guard let data = FileManager.default.contents(atPath: mapping),
      let read = try? JSONDecoder().decode(ObservationMapping.self, from: data)
    else { throw CommandFailure(.badInput, "\(mapping) is not a mapping.") }
    return read
  }

  private func answer(
    _ outcome: SourceDesk.Outcome, _ source: IndicatorSource, _ figures: Int
  ) throws {
    var object = JSONObject()
    object["source"] = .string(source.id.rawValue)
    object["figures"] = .string(String(figures))
    switch outcome {
    case .accepted(let count):
      object["changed"] = .string(String(count))
      Console.answer(
        "\(source.id): \(count) figures new or different, \(figures) in all", object,
        as: options.format)
    case .nothingNew:
      object["changed"] = "0"
      Console.answer("\(source.id): nothing new, \(figures) in all", object, as: options.format)
    case .waits:
      throw CommandFailure(
        .no, "The source changed its form; nothing is stored. Look, then give --confirm.")
    case .refused(let message):
      let texts = try TextCatalogue.bundled().texts(for: .english)
      throw CommandFailure(.badInput, "\(file): \(texts.sentence(message))")
    }
  }
}

extension SourceFormat: ExpressibleByArgument {}
