import ArgumentParser
import Database
import DatabaseSQLite
import Foundation

/// Where the data is and how the result is written: what commands on the database share.
struct DatabaseOptions: ParsableArguments {
  @Option(help: "The folder of the database. \(Setting.data.variable) (default: data)")
  var data: String?

  @Option(help: "How the result is written: text or json.")
  var format: OutputFormat = .text

  /// The folder by flag, environment or default.
  func folder() throws -> String { try Self.folder(data) }

  static func folder(_ data: String?) throws -> String {
    do {
      let flags = data.map { [Setting.data: $0] } ?? [:]
      let sources = try SettingSources(
        flags: flags, environment: ProcessInfo.processInfo.environment, file: nil)
      return try sources.text(.data) ?? Setting.data.fallback
    } catch {
      throw CommandFailure(.wrongUse, "\(error)")
    }
  }

  /// Opens the database, which must be there.
  func open() throws -> SQLiteDatabase { try Self.open(data) }

  static func open(_ data: String?) throws -> SQLiteDatabase {
    let path = DatabaseFile.path(in: try folder(data))
    guard FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(.badInput, "There is no database \(path).")
    }
    return try DatabaseFile.open(path)
  }
}

/// The file of the database in its folder.
enum DatabaseFile {
  static func path(in folder: String) -> String { "\(folder)/gradnik.db" }

  /// Opens the database of a folder, and makes both when they are not there.
  static func make(in folder: String) throws -> SQLiteDatabase {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure(.badInput, "The folder \(folder) cannot be made.")
    }
    return try open(path(in: folder))
  }

  static func open(_ path: String) throws -> SQLiteDatabase {
    do {
      return try SQLiteDatabase(path: path)
    } catch {
      throw failure(error, path: path)
    }
  }

  /// What went wrong with a database, as a sentence.
  static func failure(_ error: any Error, path: String) -> CommandFailure {
    guard let error = error as? DatabaseError else {
      return CommandFailure(.badInput, "\(path): \(error)")
    }
    switch error {
    case .damaged(let reason): return CommandFailure(.badInput, "\(path) is damaged: \(reason)")
    case .databaseNewer(let number):
      return CommandFailure(
        .badInput, "\(path) was written by a newer version of Gradnik (migration \(number)).")
    case .fileExists(let file):
      return CommandFailure(.badInput, "\(file) is already there. Add --overwrite to replace it.")
    case .busy:
      return CommandFailure(.badInput, "\(path) is in use by another process; try again.")
    case .diskFull: return CommandFailure(.badInput, "There is no room left on the disk.")
    default: return CommandFailure(.badInput, "\(path): \(error)")
    }
  }
}
