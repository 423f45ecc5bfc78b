import ArgumentParser
import Civic
import Database
import Exact
import Exchange
import Foundation
import Store

/// Practices from the command line.
struct PracticesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "practices", abstract: "Bring in facts about practices of a named source.",
    subcommands: [PracticesImportCommand.self])
}

struct PracticesImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "List practices from a CSV table, each labelled with where its facts are from.",
    discussion: """
      Columns: name, city, country; population, start, budget_eur, keywords, latitude and longitude \
      where known. The practices are shown to everybody as facts from a source that nobody here has \
      reviewed; nothing is said of their outcome. Rows that are there already stay as they are.
      """)

  @OptionGroup var options: DatabaseOptions

  @Argument(help: "The table: CSV in UTF-8 with a header.")
  var file: String

  @Option(help: "Where the facts are from, as it is shown beside each practice.")
  var source: String

  mutating func run() async throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(.badInput, "\(file) cannot be read.")
    }
    let label = source.trimmingCharacters(in: .whitespacesAndNewlines)
    guard !label.isEmpty, label.count <= 200 else {
      throw CommandFailure(.wrongUse, "--source needs a name of at most 200 characters.")
    }
    let database = try await options.make()
    _ = try await Schema.migrations.run(on: database)
    let now = Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    let known = try await CityStore(database).atlas().cities
    let facts = try facts(Array(data), label, known, now)
    let added = try await PracticeStore(database).list(
      facts.practices, of: facts.atlas, by: .machine, at: now)
    try await database.close()
    var object = JSONObject()
    object["format"] = "gradnik-practices-import/1"
    object["rows"] = .string("\(facts.practices.count)")
    object["practices"] = .string("\(added)")
    object["cities"] = .string("\(facts.atlas.cities.count)")
    object["source"] = .string(label)
    Console.answer(
      "\(facts.practices.count) rows: \(added) practices and \(facts.atlas.cities.count) cities are new.",
      object, as: options.format)
  }

  private func facts(
    _ bytes: [UInt8], _ label: String, _ known: [City], _ now: Instant
  ) throws -> PracticeFacts {
    do throws(PracticeFacts.Failure) {
      return try PracticeFacts.read(bytes, source: label, known: known, on: now.day)
    } catch {
      let reason =
        switch error {
        case .table: "it is no CSV table"
        case .columnMissing(let name): "it has no column \(name)"
        case .cellMissing(let name, let line): "line \(line) has no \(name)"
        case .country(let text, let line): "line \(line) has the country \(text), no two letters"
        }
      throw CommandFailure(.badInput, "\(file): \(reason).")
    }
  }
}
