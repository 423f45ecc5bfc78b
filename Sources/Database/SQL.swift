/// A statement, or a part of one: literals are SQL, every interpolation is bound.
///
/// ```swift
/// let sql: SQL = "SELECT name FROM city WHERE country = \(country) AND id IN \(values: ids)"
/// ```
/// Text known only at run time cannot become SQL: the literal type is `StaticString`.
///
/// - `\(value)` binds one value;
/// - `\(values: list)` binds a list as `(?, ?, …)`; an empty list is `(NULL)`, which no value is in
///   (nor `NOT IN`);
/// - `\(sql: part)` puts another part in place, with its values;
/// - `\(identifier: name)` puts a quoted name of a table or column.
public struct SQL: Hashable, Sendable {
  /// A piece of a statement.
  public enum Segment: Hashable, Sendable {
    case text(String)
    case value(DatabaseValue)
  }

  /// The pieces in order; two texts never follow each other.
  public private(set) var segments: [Segment]

  /// Nothing: a part that may stay empty.
  public init() {
    segments = []
  }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { segments.isEmpty }

  /// The statement as a driver sends it.
  ///
  /// - Parameter placeholder: How the value of this number, from 1, stands in the text: `?` for
  ///   SQLite, `$1` for PostgreSQL.
  public func statement(
    placeholder: (Int) -> String
  ) -> (text: String, values: [DatabaseValue]) {
    var text = ""
    var values: [DatabaseValue] = []
    for segment in segments {
      switch segment {
      case .text(let piece):
        text += piece
      case .value(let value):
        values.append(value)
        text += placeholder(values.count)
      }
    }
    return (text, values)
  }

  /// One part after the other, with nothing between them.
  public static func + (first: SQL, second: SQL) -> SQL {
    var sum = first
    sum += second
    return sum
  }

  public static func += (first: inout SQL, second: SQL) {
    for segment in second.segments { first.append(segment) }
  }

  mutating func append(_ segment: Segment) {
    if case .text(let piece) = segment {
      if piece.isEmpty { return }
      if case .text(let before)? = segments.last {
        segments[segments.count - 1] = .text(before + piece)
        return
      }
    }
    segments.append(segment)
  }
}

extension Sequence<SQL> {
  /// The parts one after the other, with the separator between each two.
  public func joined(separator: SQL = ", ") -> SQL {
    var sum = SQL()
    for (position, part) in enumerated() {
      if position > 0 { sum += separator }
      sum += part
    }
    return sum
  }
}
