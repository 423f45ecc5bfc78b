import ArgumentParser
import Civic
import Database
import DatabaseSQLite

/// Examines the whole file of the database.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Examine every page, index and reference of the database; 1 when something is wrong.")

  @OptionGroup var options: DatabaseOptions

  mutating func run() async throws {
    let database = try options.open()
    let problems: [String]
    do {
      problems = try await database.integrityCheck()
      try await database.close()
    } catch let error as DatabaseError {
      throw DatabaseFile.failure(error, path: database.path)
    }
    var object = JSONObject()
    object["problems"] = .array(problems.map { .string($0) })
    Console.answer(
      problems.isEmpty ? "\(database.path) is sound." : problems.joined(separator: "\n"), object,
      as: options.format)
    if !problems.isEmpty { throw CommandFailure(.no, "\(database.path) is damaged.") }
  }
}
