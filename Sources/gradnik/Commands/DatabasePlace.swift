import Database
import DatabasePostgres
import DatabaseSQLite
import Foundation

/// Where the database is: a file in a folder, or on a server.
enum DatabasePlace: Sendable {
  case folder(String)
  case server(PostgresAddress)

  /// As people call it; without a password.
  var name: String {
    switch self {
    case .folder(let folder): DatabaseFile.path(in: folder)
    case .server(let address): address.name
    }
  }

  /// Opens a database that must be there.
  func open() async throws -> any Database {
    if case .folder(let folder) = self {
      let path = DatabaseFile.path(in: folder)
      guard FileManager.default.fileExists(atPath: path) else {
        throw CommandFailure(.badInput, "There is no database \(path).")
      }
    }
    return try await make()
  }

  /// Opens a database; a file is made when it is not there, on a server it must be.
  func make() async throws -> any Database {
    do {
      switch self {
      case .folder(let folder): return try DatabaseFile.make(in: folder)
      case .server(let address): return try await PostgresDatabase(address)
      }
    } catch let error as DatabaseError {
      throw failure(error)
    }
  }

  /// The file's database, for what only files can do.
  ///
  /// - Parameter command: What people do in its place on a server.
  func file(orElse command: String, makes: Bool = false) async throws -> SQLiteDatabase {
    if case .server = self {
      throw CommandFailure(
        .wrongUse,
        "\(name) is on a PostgreSQL server, which has tools of its own for this: \(command)")
    }
    let database = try await makes ? make() : open()
    guard let file = database as? SQLiteDatabase else {
      throw CommandFailure(.wrongUse, "\(name) is no file.")
    }
    return file
  }

  /// What went wrong with the database, as a sentence.
  func failure(_ error: any Error) -> CommandFailure { DatabaseFile.failure(error, path: name) }
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
    return try SQLiteDatabase(path: path(in: folder))
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
    case .unreachable(let reason):
      return CommandFailure(.badInput, "\(path) cannot be reached: \(reason)")
    case .connectionLost:
      return CommandFailure(.badInput, "The connection to \(path) broke; try again.")
    case .other(let reason): return CommandFailure(.badInput, "\(path): \(reason)")
    default: return CommandFailure(.badInput, "\(path): \(error)")
    }
  }
}
