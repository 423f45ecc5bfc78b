import Civic

/// As much of JSON Schema 2020-12 as the schemas of this project use.
struct JSONSchema {
  private let root: JSONValue

  init(_ root: JSONValue) {
    self.root = root
  }

  /// What in a value is not as the schema has it: pointers with the keyword.
  func violations(in value: JSONValue) -> [String] { check(value, root, at: "") }

  private static let known: Set<String> = [
    "$schema", "$id", "$defs", "$ref", "title", "type", "const", "enum", "pattern", "minimum",
    "required", "properties", "additionalProperties", "items",
  ]

  private func check(_ value: JSONValue, _ schema: JSONValue, at place: String) -> [String] {
    guard let keywords = schema.object else { return ["\(place): schema"] }
    var found = keywords.names.filter { !Self.known.contains($0) }.map { "\(place): \($0) unknown" }
    if let target = schema["$ref"]?.string {
      let name = target.split(separator: "/").last.map(String.init) ?? ""
      found += check(value, root["$defs"]?[name] ?? .null, at: place)
    }
    if let type = schema["type"] {
      let names = type.string.map { [$0] } ?? (type.array ?? []).compactMap(\.string)
      if !names.contains(where: { has(value, type: $0) }) { found.append("\(place): type") }
    }
    if let constant = schema["const"], constant != value { found.append("\(place): const") }
    if let values = schema["enum"]?.array, !values.contains(value) {
      found.append("\(place): enum")
    }
    if let pattern = schema["pattern"]?.string, let text = value.string,
      let expression = try? Regex(pattern), text.firstMatch(of: expression) == nil
    {
      found.append("\(place): pattern")
    }
    if let least = schema["minimum"]?.number, let number = value.number,
      number.double < least.double
    {
      found.append("\(place): minimum")
    }
    return found + checkObject(value, schema, at: place) + checkArray(value, schema, at: place)
  }

  private func checkObject(
    _ value: JSONValue, _ schema: JSONValue, at place: String
  ) -> [String] {
    guard let object = value.object else { return [] }
    var found = (schema["required"]?.array ?? []).compactMap(\.string)
      .filter { object[$0] == nil }.map { "\(place)/\($0): required" }
    for member in object.members {
      if let property = schema["properties"]?[member.name] {
        found += check(member.value, property, at: "\(place)/\(member.name)")
      } else if schema["additionalProperties"] == false {
        found.append("\(place)/\(member.name): additional")
      }
    }
    return found
  }

  private func checkArray(
    _ value: JSONValue, _ schema: JSONValue, at place: String
  ) -> [String] {
    guard let values = value.array, let items = schema["items"] else { return [] }
    return values.enumerated().flatMap { check($1, items, at: "\(place)/\($0)") }
  }

  private func has(_ value: JSONValue, type: String) -> Bool {
    switch value {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .number(let number): type == "number" || (type == "integer" && number.integer != nil)
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    }
  }
}
