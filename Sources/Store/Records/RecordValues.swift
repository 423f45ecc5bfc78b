import Civic
import Database

/// A record's values by column, and its links by property, taken from its coded form.
struct RecordValues {
  private(set) var columns: [(name: SQLName, value: DatabaseValue)] = []
  private(set) var links: [String: [String]] = [:]

  /// - Parameter coded: The record's coded form.
  /// - Throws: ``StoreError/unstorable(_:)`` for a value no column can hold.
  init<Record: StoredRecord>(
    of type: Record.Type, coded: JSONValue, columns names: [String]
  ) throws {
    guard let object = coded.object else {
      throw StoreError.unstorable(Record.entityName)
    }
    let linked = Set(Record.links.map(\.property))
    var values: [String: DatabaseValue] = [:]
    for member in object.members {
      if linked.contains(member.name) {
        links[member.name] = member.value.array?.compactMap(\.string) ?? []
      } else {
        values[columnName(of: member.name)] = try Self.value(of: member.value)
      }
    }
    columns = try names.map { name in
      guard let checked = SQLName(checking: name) else { throw StoreError.unstorable(name) }
      return (checked, values[name] ?? .null)
    }
  }

  private static func value(of json: JSONValue) throws -> DatabaseValue {
    switch json {
    case .null: .null
    case .bool(let flag): .integer(flag ? 1 : 0)
    case .number(let number):
      if let integer = number.integer { .integer(integer) } else { .real(number.double) }
    case .string(let text): .text(text)
    case .array, .object: .text(CanonicalJSON.text(of: json))
    }
  }
}
