internal import Database
internal import GRDB

/// Runs work of GRDB and passes on its errors as ours.
func translatingErrors<T>(_ work: () throws -> T) throws -> T {
  do {
    return try work()
  } catch let error as GRDB.DatabaseError {
    throw StoreError(error)
  }
}

func translatingErrors<T: Sendable>(_ work: () async throws -> T) async throws -> T {
  do {
    return try await work()
  } catch let error as GRDB.DatabaseError {
    throw StoreError(error)
  }
}

extension StoreError {
  /// What SQLite's result code and message say, in the terms both databases share.
  init(_ error: GRDB.DatabaseError) {
    let reason = error.message ?? error.resultCode.description
    // SQLite says "UNIQUE constraint failed: city.name"; only the last part is a fact.
    let subject = reason.split(separator: ": ", maxSplits: 1).last.map(String.init) ?? reason
    switch error.extendedResultCode {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
      self = .uniqueViolation(subject)
    case .SQLITE_CONSTRAINT_FOREIGNKEY:
      self = .foreignKeyViolation
    case .SQLITE_CONSTRAINT_CHECK:
      self = .checkViolation(subject)
    case .SQLITE_CONSTRAINT_NOTNULL:
      self = .notNullViolation(subject)
    case .SQLITE_CONSTRAINT_DATATYPE, .SQLITE_MISMATCH:
      self = .wrongType(reason)
    default:
      self.init(error.resultCode, reason: reason)
    }
  }

  private init(_ code: ResultCode, reason: String) {
    switch code {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_READONLY: self = .readOnly
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(reason)
    case .SQLITE_FULL: self = .diskFull
    case .SQLITE_MISUSE where reason == "Connection is closed": self = .closed
    default: self = .other(reason)
    }
  }
}
