import Civic
import Database
import Exact
import FoundationEssentials

/// Reads records from the rows of one answer: one column a property, in snake case; lists and texts in
/// several languages are JSON in a text column.
struct RowDecoder {
  private let places: PropertyPlaces

  init(columns: [String]) {
    places = PropertyPlaces(columns)
  }

  /// - Parameter links: Properties that are not columns, by name: the links to other records.
  func decode<Record: Decodable>(
    _ type: Record.Type, from row: Row, links: [String: [String]]
  ) throws -> Record {
    try Record(from: RecordDecoder(row: PlacedRow(row: row, places: places), links: links))
  }
}

/// Where the properties of a record stand in the rows of an answer: looked for once, for there are
/// many rows.
private final class PropertyPlaces {
  private let columns: [String]
  private var found: [String: Int?] = [:]

  init(_ columns: [String]) {
    self.columns = columns
  }

  func place(of property: String) -> Int? {
    if let known = found[property] { return known }
    let place = columns.firstIndex(of: columnName(of: property))
    found[property] = .some(place)
    return place
  }
}

/// A row whose columns are asked for by the names of properties.
private struct PlacedRow {
  let row: Row
  let places: PropertyPlaces

  subscript(property: String) -> DatabaseValue? {
    places.place(of: property).map { row.values[$0] }
  }

  func value<T: DatabaseConvertible>(_ property: String) throws(DatabaseError) -> T {
    guard let place = places.place(of: property) else {
      throw .missingColumn(columnName(of: property))
    }
    return try row.value(at: place)
  }
}

/// A type that one text column holds as JSON.
protocol JSONColumn: Decodable {
  init(column text: String) throws
}

extension JSONColumn {
  init(column text: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
  }
}

extension Multilingual: JSONColumn {
  /// Read without a decoder: no other kind of column is read so often.
  init(column text: String) throws {
    guard let members = try JSONValue(parsing: text).object,
      let original = members["original"]?.string.flatMap(Language.init(rawValue:)),
      let texts = members["texts"]?.object
    else {
      self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
      return
    }
    var byLanguage: [Language: String] = [:]
    for member in texts.members {
      guard let language = Language(rawValue: member.name), let words = member.value.string else {
        self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
        return
      }
      byLanguage[language] = words
    }
    self.init(original: original, texts: byLanguage)
  }
}

extension Array: JSONColumn where Element: Decodable {
  init(column text: String) throws {
    self = text == "[]" ? [] : try JSONDecoder().decode(Self.self, from: Data(text.utf8))
  }
}

/// A list of identifiers, as links are.
private protocol KeyList {
  init(keys: [String])
}

private protocol RecordKey {
  init(rawValue: String)
}

extension Exact.ID: RecordKey {}

extension Array: KeyList where Element: RecordKey {
  init(keys: [String]) {
    self = keys.map(Element.init(rawValue:))
  }
}

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
  let row: PlacedRow
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
  let row: PlacedRow
  let links: [String: [String]]
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { row.row.columns.compactMap(Key.init(stringValue:)) }

  func contains(_ key: Key) -> Bool { links[key.stringValue] != nil || row[key.stringValue] != nil }

  func decodeNil(forKey key: Key) throws -> Bool {
    links[key.stringValue] == nil && (row[key.stringValue] ?? .null) == .null
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try row.value(key.stringValue) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try row.value(key.stringValue)
  }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try row.value(key.stringValue) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
    try row.value(key.stringValue)
  }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    if let keys = links[key.stringValue] {
      if let list = type as? any KeyList.Type, let read = list.init(keys: keys) as? T {
        return read
      }
      return try JSONDecoder().decode(type, from: JSONEncoder().encode(keys))
    }
    if let column = type as? any JSONColumn.Type {
      let read = try column.init(column: try row.value(key.stringValue))
      if let read = read as? T { return read }
    }
    return try T(from: ValueDecoder(property: key.stringValue, row: row))
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
  let property: String
  let row: PlacedRow
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw composite
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw composite }
  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { (row[property] ?? .null) == .null }
  func decode(_ type: Bool.Type) throws -> Bool { try row.value(property) }
  func decode(_ type: String.Type) throws -> String { try row.value(property) }
  func decode(_ type: Int.Type) throws -> Int { try row.value(property) }
  func decode(_ type: Int64.Type) throws -> Int64 { try row.value(property) }
  func decode(_ type: Double.Type) throws -> Double { try row.value(property) }
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
      .init(codingPath: [], debugDescription: "\(property) holds another kind of value"))
  }
}
