import Civic
import Database
import FoundationEssentials

/// Reads a record from a row: one column a property, in snake case; lists and texts in several
/// languages are JSON in a text column.
struct RowDecoder {
  /// Properties that are not columns, by name: the links to other records.
  let links: [String: [String]]

  func decode<Record: Decodable>(_ type: Record.Type, from row: Row) throws -> Record {
    try Record(from: RecordDecoder(row: row, links: links))
  }
}

/// A type that one text column holds as JSON.
protocol JSONColumn {}

extension Multilingual: JSONColumn {}
extension Array: JSONColumn {}
extension ObservationMapping: JSONColumn {}
extension RecordReference: JSONColumn {}
extension MatchSettings: JSONColumn {}
extension PracticeCodes: JSONColumn {}
extension FrameworkDraft: JSONColumn {}

extension CodingKey {
  /// The name of the column: `evidenceURL` is `evidence_url`.
  var column: String { columnName(of: stringValue) }
}

/// The snake case of a property's name, which is ASCII; a run of capitals counts as one word.
///
/// Asked for every value that is read, so without the tables of Unicode.
func columnName(of property: String) -> String {
  let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
  var name: [UInt8] = []
  name.reserveCapacity(property.utf8.count + 4)
  var previousIsCapital = true
  for byte in property.utf8 {
    let isCapital = capitals.contains(byte)
    if isCapital && !previousIsCapital { name.append(UInt8(ascii: "_")) }
    name.append(isCapital ? byte | 0x20 : byte)
    previousIsCapital = isCapital
  }
  return String(decoding: name, as: UTF8.self)
}

private struct RecordDecoder: Decoder {
  let row: Row
  let links: [String: [String]]
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(Columns(row: row, links: links))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw notARecord }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { throw notARecord }

  private var notARecord: DecodingError {
    DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "a record has properties"))
  }
}

private struct Columns<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let row: Row
  let links: [String: [String]]
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { row.columns.compactMap(Key.init(stringValue:)) }

  func contains(_ key: Key) -> Bool { links[key.stringValue] != nil || row[key.column] != nil }

  func decodeNil(forKey key: Key) throws -> Bool {
    links[key.stringValue] == nil && (row[key.column] ?? .null) == .null
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try row.value(key.column) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try row.value(key.column) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try row.value(key.column) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try row.value(key.column) }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    if let keys = links[key.stringValue] {
      return try JSONDecoder().decode(type, from: JSONEncoder().encode(keys))
    }
    if type is any JSONColumn.Type {
      let text: String = try row.value(key.column)
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    }
    return try T(from: ValueDecoder(column: key.column, row: row))
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { throw nested(key) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw nested(key)
  }

  func superDecoder() throws -> any Decoder { RecordDecoder(row: row, links: links) }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw nested(key) }

  private func nested(_ key: Key) -> DecodingError {
    .dataCorruptedError(forKey: key, in: self, debugDescription: "a column holds one value")
  }
}

/// One column that holds a plain value: an identifier, a day, a case of an enumeration.
private struct ValueDecoder: Decoder, SingleValueDecodingContainer {
  let column: String
  let row: Row
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw composite
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw composite }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { (row[column] ?? .null) == .null }
  func decode(_ type: Bool.Type) throws -> Bool { try row.value(column) }
  func decode(_ type: String.Type) throws -> String { try row.value(column) }
  func decode(_ type: Int.Type) throws -> Int { try row.value(column) }
  func decode(_ type: Int64.Type) throws -> Int64 { try row.value(column) }
  func decode(_ type: Double.Type) throws -> Double { try row.value(column) }
  func decode(_ type: Float.Type) throws -> Float { throw composite }
  func decode(_ type: Int8.Type) throws -> Int8 { throw composite }
  func decode(_ type: Int16.Type) throws -> Int16 { throw composite }
  func decode(_ type: Int32.Type) throws -> Int32 { throw composite }
  func decode(_ type: UInt.Type) throws -> UInt { throw composite }
  func decode(_ type: UInt8.Type) throws -> UInt8 { throw composite }
  func decode(_ type: UInt16.Type) throws -> UInt16 { throw composite }
  func decode(_ type: UInt32.Type) throws -> UInt32 { throw composite }
  func decode(_ type: UInt64.Type) throws -> UInt64 { throw composite }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try T(from: self) }

  private var composite: DecodingError {
    DecodingError.dataCorrupted(
      .init(codingPath: [], debugDescription: "column \(column) holds another kind of value"))
  }
}
