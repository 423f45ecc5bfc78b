import Civic
import Exact

/// Tells what JSON a type is coded as, by letting it read from a decoder that notes what is asked.
///
/// So the description of a record cannot differ from the record.
enum APISchemaReader {
  /// The properties of a type that is coded as an object; empty for any other.
  static func properties(of type: any Decodable.Type) -> [APIProperty] {
    let notes = SchemaNotes()
    _ = try? type.init(from: SchemaDecoder(notes: notes))
    return notes.properties
  }

  /// What a property of a type may be.
  static func schema(of type: any Decodable.Type) -> APISchema {
    if let entity = type as? any Entity.Type { return .named(componentName(of: entity)) }
    return sample(type)?.schema ?? .any
  }

  /// `cost_line` is `CostLine`.
  static func componentName(of type: any Entity.Type) -> String {
    type.entityName.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined()
  }

  /// A type's description with some value of it, for a decoder has to give one.
  fileprivate static func sample(
    _ type: any Decodable.Type
  ) -> (schema: APISchema, value: any Decodable)? {
    if let known = leaf(type) { return known }
    if let described = type as? any SchemaSample.Type { return described.sample }
    if let cases = type as? any CaseIterable.Type, let found = choice(cases) { return found }
    let notes = SchemaNotes()
    guard let value = try? type.init(from: SchemaDecoder(notes: notes)) else { return nil }
    return (notes.single ?? .object(notes.properties), value)
  }

  private static func leaf(
    _ type: any Decodable.Type
  ) -> (schema: APISchema, value: any Decodable)? {
    switch type {
    case is Bool.Type: (.bool, false)
    case is Int.Type: (.whole(APISchema.exact), 0)
    case is Int64.Type: (.whole(APISchema.exact), Int64(0))
    case is UInt64.Type: (.whole(0...APISchema.exact.upperBound), UInt64(0))
    case is Double.Type: (.number, 0.0)
    case is String.Type: (.plainText, "")
    case is Day.Type: (.text(APIText(form: .day)), Day(daysSince1970: 0))
    case is Instant.Type: (.text(APIText(form: .instant)), Instant(milliseconds: 0))
    case is ExactDecimal.Type: (.text(APIText(form: .decimal)), ExactDecimal(0))
    case is Language.Type: (.text(.language), Language.english)
    case is Currency.Type: (.text(APIText(form: .currency)), Currency.euro)
    case is Digest.Type: (.text(APIText(form: .digest)), Digest.genesis)
    case is PolicyCode.Type:
      PolicyCode.specificObjectives.first.map { (.plainText, $0) }
    case is Multilingual.Type: (multilingual, Multilingual("", in: .english))
    default: nil
    }
  }

  private static let multilingual = APISchema.object([
    APIProperty(name: "original", schema: .text(.language), isRequired: true),
    APIProperty(
      name: "texts", schema: .map(names: .language, .plainText), isRequired: true),
  ])

  private static func choice<Cases: CaseIterable>(
    _ type: Cases.Type
  ) -> (schema: APISchema, value: any Decodable)? {
    let values = type.allCases.compactMap { value -> JSONValue? in
      switch (value as? any RawRepresentable)?.rawValue {
      case let text as String: .string(text)
      case let number as Int: JSONNumber(Double(number)).map { .number($0) }
      default: nil
      }
    }
    guard values.count == type.allCases.count, let first = type.allCases.first as? any Decodable
    else { return nil }
    return (.choice(values), first)
  }
}

/// A generic type that describes itself.
private protocol SchemaSample {
  static var sample: (schema: APISchema, value: any Decodable) { get }
}

extension Exact.ID: SchemaSample {
  fileprivate static var sample: (schema: APISchema, value: any Decodable) {
    (.identifier, Self(rawValue: ""))
  }
}

extension Array: SchemaSample where Element: Decodable {
  fileprivate static var sample: (schema: APISchema, value: any Decodable) {
    (.list(APISchemaReader.schema(of: Element.self), longest: 1000), Self())
  }
}

extension Dictionary: SchemaSample where Key: Decodable, Value: Decodable {
  fileprivate static var sample: (schema: APISchema, value: any Decodable) {
    // Keys of any other kind are coded as a list.
    let isObject = Key.self == String.self || Key.self == Int.self
    let values = APISchema.map(names: APIText(), APISchemaReader.schema(of: Value.self))
    return (isObject ? values : .any, Self())
  }
}

/// What was asked of the decoder.
private final class SchemaNotes {
  // A class because decoders are copied while a type reads.
  var properties: [APIProperty] = []
  var single: APISchema?

  func note(_ name: String, _ schema: APISchema, isRequired: Bool) {
    let next = isRequired ? schema : APISchema.orNull(schema)
    properties.append(APIProperty(name: name, schema: next, isRequired: isRequired))
  }
}

private struct SchemaDecoder: Decoder {
  let notes: SchemaNotes
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(SchemaColumns<Key>(notes: notes))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw SchemaGap() }
  func singleValueContainer() -> any SingleValueDecodingContainer { SchemaValue(notes: notes) }
}

/// A type that is coded in a way of its own.
private struct SchemaGap: Error {}

private struct SchemaColumns<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let notes: SchemaNotes
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { [] }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) -> Bool { true }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    let found = APISchemaReader.sample(type)
    let schema = type is any Entity.Type ? APISchemaReader.schema(of: type) : found?.schema
    notes.note(key.stringValue, schema ?? .any, isRequired: true)
    guard let value = found?.value as? T else { throw SchemaGap() }
    return value
  }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    notes.note(key.stringValue, .bool, isRequired: true)
    return false
  }

  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    notes.note(key.stringValue, .plainText, isRequired: true)
    return ""
  }

  func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
    notes.note(key.stringValue, .whole(APISchema.exact), isRequired: true)
    return 0
  }

  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
    notes.note(key.stringValue, .whole(APISchema.exact), isRequired: true)
    return 0
  }

  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    notes.note(key.stringValue, APISchemaReader.schema(of: type), isRequired: false)
    return nil
  }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    notes.note(key.stringValue, .bool, isRequired: false)
    return nil
  }

  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    notes.note(key.stringValue, .plainText, isRequired: false)
    return nil
  }

  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    notes.note(key.stringValue, .whole(APISchema.exact), isRequired: false)
    return nil
  }

  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    notes.note(key.stringValue, .whole(APISchema.exact), isRequired: false)
    return nil
  }

  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    notes.note(key.stringValue, .number, isRequired: false)
    return nil
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { throw SchemaGap() }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw SchemaGap()
  }

  func superDecoder() throws -> any Decoder { throw SchemaGap() }
  func superDecoder(forKey key: Key) throws -> any Decoder { throw SchemaGap() }
}

private struct SchemaValue: SingleValueDecodingContainer {
  let notes: SchemaNotes
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }

  func decode(_ type: String.Type) throws -> String {
    notes.single = .plainText
    return ""
  }

  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    guard let found = APISchemaReader.sample(type), let value = found.value as? T else {
      throw SchemaGap()
    }
    notes.single = found.schema
    return value
  }
}
