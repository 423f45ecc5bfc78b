import ArgumentParser
import Civic
import Database
import DatabaseSQLite
import Store

/// Copies the database while the server runs.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the database into a file, while the server runs; the copy is checked.")

  @OptionGroup var options: DatabaseOptions

  @Argument(help: "The file to write.")
  var file: String

  @Flag(help: "Replace the file when it is there.")
  var overwrite = false

  mutating func run() async throws {
    let database = try await options.place().file(
      orElse: "pg_dump --format=custom --file=\(file) with the address of the database.")
    let progress = ProgressLine("Copied")
    do {
      try await database.backup(to: file, overwriting: overwrite) { state in
        Task { await progress.report(done: state.copiedPages, of: state.totalPages) }
      }
      try await database.close()
    } catch let error as DatabaseError {
      throw DatabaseFile.failure(error, path: database.path)
    }
    var object = JSONObject()
    object["file"] = .string(file)
    Console.answer("Copied \(database.path) to \(file).", object, as: options.format)
  }
}

/// Puts a copy in place of the database.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a copy in place of the database; what was there is kept beside it."
  )

  @OptionGroup var options: DatabaseOptions

  @Argument(help: "The copy to take.")
  var file: String

  mutating func run() async throws {
    let database = try await options.place().file(
      orElse: "pg_restore --clean --if-exists --single-transaction --dbname=ADDRESS \(file)",
      makes: true)
    do {
      let previous = try await database.restore(from: file, accepting: Schema.migrations)
      let applied = try await Schema.migrations.run(on: database)
      try await database.close()
      var object = JSONObject()
      object["previous"] = .string(previous)
      object["applied"] = .array(applied.map { .string(String($0)) })
      Console.answer(
        "Restored \(database.path) from \(file). What was there is in \(previous).", object,
        as: options.format)
    } catch let error as DatabaseError {
      throw DatabaseFile.failure(error, path: file)
    }
  }
}
