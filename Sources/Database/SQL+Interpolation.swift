extension SQL: ExpressibleByStringInterpolation {
  public init(stringLiteral literal: StaticString) {
    self.init()
    append(.text(literal.description))
  }

  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.sql
  }

  /// Gathers the literals and interpolations of one statement.
  public struct StringInterpolation: StringInterpolationProtocol {
    var sql = SQL()

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: StaticString) {
      sql.append(.text(literal.description))
    }

    /// Binds one value.
    public mutating func appendInterpolation(_ value: some DatabaseConvertible) {
      sql.append(.value(value.databaseValue))
    }

    /// Binds one value, or null.
    public mutating func appendInterpolation(_ value: (some DatabaseConvertible)?) {
      sql.append(.value(value.databaseValue))
    }

    /// Binds a list in brackets, `(?, ?, …)`; an empty list is `(NULL)`.
    public mutating func appendInterpolation(values: [some DatabaseConvertible]) {
      sql.append(.text("("))
      if values.isEmpty { sql.append(.text("NULL")) }
      for (position, value) in values.enumerated() {
        if position > 0 { sql.append(.text(", ")) }
        sql.append(.value(value.databaseValue))
      }
      sql.append(.text(")"))
    }

    /// Puts another part in place, with the values it binds.
    public mutating func appendInterpolation(sql part: SQL) {
      sql += part
    }

    /// Puts the quoted name of a table or column.
    public mutating func appendInterpolation(identifier: SQLName) {
      sql.append(.text(identifier.quoted))
    }
  }
}
