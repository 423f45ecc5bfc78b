/// One row of an answer.
public struct Row: Hashable, Sendable {
  /// The names of the columns, in the order of the statement.
  public let columns: [String]

  /// The values, one a column, in the same order.
  public let values: [DatabaseValue]

  /// Makes a row; for drivers and tests.
  public init(columns: [String], values: [DatabaseValue]) {
    precondition(columns.count == values.count, "a row has one value a column")
    self.columns = columns
    self.values = values
  }

  /// The value of the first column of this name; nil when there is none.
  public subscript(column: String) -> DatabaseValue? {
    columns.firstIndex(of: column).map { values[$0] }
  }

  /// The value of a column in the type asked for.
  ///
  /// - Throws: ``DatabaseError/missingColumn(_:)``, or ``DatabaseError/unexpectedValue(column:)``
  ///   when the value is of another kind, out of range, or null for a type that is not optional.
  public func value<T: DatabaseConvertible>(
    _ column: String, as type: T.Type = T.self
  ) throws(DatabaseError) -> T {
    guard let stored = self[column] else { throw .missingColumn(column) }
    guard let value = T(databaseValue: stored) else { throw .unexpectedValue(column: column) }
    return value
  }

  /// The value at a position, from zero, in the type asked for.
  ///
  /// - Throws: As ``value(_:as:)``; a position beyond the row is a missing column.
  public func value<T: DatabaseConvertible>(
    at position: Int, as type: T.Type = T.self
  ) throws(DatabaseError) -> T {
    guard values.indices.contains(position) else { throw .missingColumn("\(position)") }
    guard let value = T(databaseValue: values[position]) else {
      throw .unexpectedValue(column: columns[position])
    }
    return value
  }
}
