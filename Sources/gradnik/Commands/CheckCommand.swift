import ArgumentParser
import Civic
import Database
import DatabasePostgres
import DatabaseSQLite

/// Examines the whole database.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Examine every page, index and reference of the database; 1 when something is wrong.")

  @OptionGroup var options: DatabaseOptions

  mutating func run() async throws {
    let place = try options.place()
    let database = try await place.open()
    let problems: [String]
    do {
      problems = try await Self.problems(of: database)
      try await database.close()
    } catch let error as DatabaseError {
      throw place.failure(error)
    }
    var object = JSONObject()
    object["problems"] = .array(problems.map { .string($0) })
    Console.answer(
      problems.isEmpty ? "\(place.name) is sound." : problems.joined(separator: "\n"), object,
      as: options.format)
    if !problems.isEmpty { throw CommandFailure(.no, "\(place.name) is damaged.") }
  }

  private static func problems(of database: any Database) async throws -> [String] {
    switch database {
    case let file as SQLiteDatabase: try await file.integrityCheck()
    case let server as PostgresDatabase: try await server.integrityCheck()
    default: []
    }
  }
}
