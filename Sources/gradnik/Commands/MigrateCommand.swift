import ArgumentParser
import Civic
import Database
import Store

/// Brings the database to the schema of this program, or only says what is missing.
struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate",
    abstract: "Bring the database to the schema of this version; serve does so by itself.")

  @OptionGroup var options: DatabaseOptions

  @Flag(help: "Change nothing; exit with 1 when something is pending.")
  var dryRun = false

  mutating func run() async throws {
    let place = try options.place()
    let database = try await place.open()
    do {
      if dryRun {
        let pending = try await Schema.migrations.pending(on: database)
        report(applied: [], pending: pending)
        try await database.close()
        if !pending.isEmpty { throw CommandFailure(.no, "Run gradnik migrate to apply them.") }
        return
      }
      report(applied: try await Schema.migrations.run(on: database), pending: [])
      try await database.close()
    } catch let error as DatabaseError {
      throw place.failure(error)
    }
  }

  private func report(applied: [Int], pending: [Int]) {
    var lines = ["Applied: \(names(of: applied))."]
    if dryRun { lines = ["Pending: \(names(of: pending))."] }
    var object = JSONObject()
    object["applied"] = .array(applied.map { .string(String($0)) })
    object["pending"] = .array(pending.map { .string(String($0)) })
    Console.answer(lines.joined(separator: "\n"), object, as: options.format)
  }

  private func names(of numbers: [Int]) -> String {
    let steps = Schema.migrations.migrations.filter { numbers.contains($0.number) }
    return steps.isEmpty
      ? "none" : steps.map { "\($0.number) (\($0.name))" }.joined(separator: ", ")
  }
}
