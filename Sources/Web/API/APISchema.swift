import Civic
import Exact

/// What a JSON value of the API may be: the description that is published is the one that is checked.
indirect enum APISchema: Hashable, Sendable {
  /// Whatever JSON there is.
  case any
  case bool
  case whole(ClosedRange<Int64>)
  case number
  case text(APIText)
  /// One of a few texts or whole numbers.
  case choice([JSONValue])
  case list(APISchema, longest: Int)
  case object([APIProperty])
  /// Names of one form, all with values of one kind.
  case map(names: APIText, APISchema)
  /// What stands under a name of its own in the description.
  case named(String)
  case orNull(APISchema)
  /// A text, or several: what a field of a form can hold.
  case field

  /// Whole numbers that every reader of JSON keeps exactly.
  static let exact: ClosedRange<Int64> = -9_007_199_254_740_991...9_007_199_254_740_991

  static let plainText = APISchema.text(APIText())
  static let identifier = APISchema.text(.identifier)
}

/// A named part of an object.
struct APIProperty: Hashable, Sendable {
  let name: String
  var schema: APISchema
  var isRequired: Bool
}

/// What a text may be.
struct APIText: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    case plain, identifier, day, instant, decimal, language, currency, digest, fieldName, pageNumber
  }

  var form = Form.plain
  var longest = 20_000

  static let identifier = APIText(form: .identifier, longest: 64)
  static let language = APIText(form: .language, longest: 35)

  /// A regular expression of ECMA 262.
  var pattern: String {
    switch form {
    case .plain: #"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$"#
    case .identifier: "^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"
    case .day: "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
    case .instant: #"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$"#
    case .decimal: #"^-?[0-9]{1,18}(\.[0-9]{1,12})?$"#
    case .language: "^[a-z]{2,3}(-[a-z0-9]{1,8}){0,3}$"
    case .currency: "^[A-Z]{3}$"
    case .digest: "^sha256:[0-9a-f]{64}$"
    case .pageNumber: "^[1-9][0-9]{0,3}$"
    case .fieldName: #"^[A-Za-z][A-Za-z0-9_.|-]{0,199}$"#
    }
  }

  /// Whether a text is of this form.
  func matches(_ text: String) -> Bool {
    guard text.unicodeScalars.count <= longest else { return false }
    let bytes = Array(text.utf8)
    switch form {
    case .plain:
      return bytes.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || [0x09, 0x0A, 0x0D].contains($0) }
    case .identifier: return Self.isIdentifier(bytes)
    case .day: return bytes.count == 10 && Day(text) != nil
    case .instant: return Instant(canonical: text) != nil
    case .decimal: return Self.isDecimal(text)
    case .language: return Language(rawValue: text)?.rawValue == text && Self.hasFewParts(text)
    case .currency: return bytes.count == 3 && bytes.allSatisfy { (65...90).contains($0) }
    case .digest: return Digest(rawValue: text) != nil
    case .fieldName: return Self.isFieldName(bytes)
    case .pageNumber:
      return Int(text).map { (1...9999).contains($0) && text == String($0) } ?? false
    }
  }

  private static func isFieldName(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, isLetter(first), bytes.count <= 200 else { return false }
    return bytes.allSatisfy { isLetter($0) || (48...57).contains($0) || "_.|-".utf8.contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }

  private static func isIdentifier(_ bytes: [UInt8]) -> Bool {
    let isAlphanumeric = { (byte: UInt8) in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }
    guard let first = bytes.first, isAlphanumeric(first), bytes.count <= 64 else { return false }
    return bytes.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F }
  }

  /// As ``ExactDecimal`` reads it, without a plus sign.
  private static func isDecimal(_ text: String) -> Bool {
    !text.hasPrefix("+") && (ExactDecimal(text).map { _ in text.utf8.count <= 20 } ?? false)
  }

  private static func hasFewParts(_ text: String) -> Bool {
    text.split(separator: "-").count <= 4
  }
}

extension APISchema {
  /// What a merge patch of such a value may be (RFC 7396): every part may be missing, and null takes
  /// away what may be missing.
  var patch: APISchema {
    switch self {
    case .object(let properties):
      .object(
        properties.map {
          APIProperty(name: $0.name, schema: $0.schema.patch, isRequired: false)
        })
    case .map(let names, let value): .map(names: names, .orNull(value.patch))
    case .orNull(let inner): .orNull(inner.patch)
    default: self
    }
  }

  /// As JSON Schema, draft 2020-12.
  var json: JSONValue {
    switch self {
    case .any: .object(JSONObject())
    case .bool: ["type": "boolean"]
    case .whole(let range):
      [
        "type": "integer", "minimum": Self.number(range.lowerBound),
        "maximum": Self.number(range.upperBound),
      ]
    case .number: ["type": "number"]
    case .text(let text): Self.json(of: text)
    case .choice(let values): ["enum": .array(values)]
    case .list(let item, let longest):
      ["type": "array", "items": item.json, "maxItems": Self.number(Int64(longest))]
    case .object(let properties): Self.object(properties)
    case .map(let names, let value):
      [
        "type": "object", "additionalProperties": value.json,
        "propertyNames": ["pattern": .string(names.pattern)],
      ]
    case .named(let name): ["$ref": "#/components/schemas/\(name)"]
    case .orNull(let inner): ["anyOf": [inner.json, ["type": "null"]]]
    case .field: ["anyOf": [Self.plainText.json, Self.list(.plainText, longest: 1000).json]]
    }
  }

  private static func number(_ value: Int64) -> JSONValue {
    JSONNumber(Double(value)).map { .number($0) } ?? .null
  }

  private static func json(of text: APIText) -> JSONValue {
    var schema = JSONObject()
    schema["type"] = "string"
    schema["pattern"] = .string(text.pattern)
    switch text.form {
    case .day: schema["format"] = "date"
    case .instant: schema["format"] = "date-time"
    default: schema["maxLength"] = number(Int64(text.longest))
    }
    return .object(schema)
  }

  private static func object(_ properties: [APIProperty]) -> JSONValue {
    var known = JSONObject()
    for property in properties { known[property.name] = property.schema.json }
    var schema = JSONObject()
    schema["type"] = "object"
    schema["properties"] = .object(known)
    schema["additionalProperties"] = false
    let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return .object(schema)
  }
}
