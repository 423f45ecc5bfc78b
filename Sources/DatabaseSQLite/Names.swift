internal import Database

// GRDB has types of the same names as `Database`. Where both are imported, ours are called by
// these and GRDB's by their full name.
typealias Query = SQL
typealias StoredValue = DatabaseValue
typealias StoreError = DatabaseError
typealias AnswerRow = Row
typealias OpenConnection = Connection
