import ArgumentParser
import Database
import Foundation

/// Where the data is and how the result is written: what commands on the database share.
struct DatabaseOptions: ParsableArguments {
  @Option(help: "The folder of the database. \(Setting.data.variable) (default: data)")
  var data: String?

  @Option(
    help: "A PostgreSQL database in place of the folder: postgres://. \(Setting.database.variable)")
  var database: String?

  @Option(help: "How the result is written: text or json.")
  var format: OutputFormat = .text

  /// The place by flag, environment or default. A folder named by flag goes before a server named
  /// by the environment.
  func place() throws -> DatabasePlace { try DatabasePlace(data: data, database: database) }

  /// Opens the database, which must be there.
  func open() async throws -> any Database {
    try await place().open()
  }

  /// Opens the database, and makes a file when there is none.
  func make() async throws -> any Database {
    try await place().make()
  }
}

extension DatabasePlace {
  /// The place by flag, environment or default.
  init(data: String?, database: String?) throws {
    do {
      var flags = data.map { [Setting.data: $0] } ?? [:]
      flags[.database] = database
      let sources = try SettingSources(
        flags: flags, environment: ProcessInfo.processInfo.environment, file: nil)
      if let data, database == nil {
        self = .folder(data)
      } else if let server = try sources.database() {
        self = .server(server)
      } else {
        self = .folder(try sources.text(.data) ?? Setting.data.fallback)
      }
    } catch {
      throw CommandFailure(.wrongUse, "\(error)")
    }
  }
}
