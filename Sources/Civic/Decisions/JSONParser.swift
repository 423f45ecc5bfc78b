extension JSONValue {
  /// Reads JSON strictly (RFC 8259, I-JSON's unique names): UTF-8 without a byte order mark, no
  /// comments, no trailing commas, no name twice in an object, no half of a surrogate pair.
  ///
  /// - Complexity: O(*n* log *n*) in the number of bytes.
  public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes, limits: limits)
    self = try parser.document()
  }

  public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONSyntaxError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }
}

struct JSONParser {
  let bytes: [UInt8]
  var index = 0
  private let limits: JSONLimits

  init(_ bytes: [UInt8], limits: JSONLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSONSyntaxError) -> JSONValue {
    guard bytes.count <= limits.bytes else { throw error(.tooLarge(limit: limits.bytes), at: 0) }
    let value = try value(depth: 0)
    skipSpace()
    guard next == nil else { throw error(.unexpectedCharacter) }
    return value
  }

  private mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONValue {
    skipSpace()
    guard let byte = next else { throw error(.unexpectedEnd) }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object(depth: try deeper(depth)))
    case UInt8(ascii: "["): return .array(try array(depth: try deeper(depth)))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try number())
    default: throw unexpected()
    }
  }

  private func deeper(_ depth: Int) throws(JSONSyntaxError) -> Int {
    guard depth < limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
    return depth + 1
  }

  private mutating func object(depth: Int) throws(JSONSyntaxError) -> JSONObject {
    var members: [(member: JSONObject.Member, offset: Int)] = []
    index += 1
    if take("}") { return JSONObject() }
    repeat {
      skipSpace()
      let offset = index
      guard next == UInt8(ascii: "\"") else { throw unexpected() }
      let name = try string()
      guard take(":") else { throw unexpected() }
      members.append((JSONObject.Member(name: name, value: try value(depth: depth)), offset))
    } while take(",")
    guard take("}") else { throw unexpected() }
    members.sort { JSONObject.precedes($0.member.name, $1.member.name) }
    for (one, other) in zip(members, members.dropFirst()) {
      guard JSONObject.precedes(one.member.name, other.member.name) else {
        throw error(.duplicateName(one.member.name), at: max(one.offset, other.offset))
      }
    }
    return JSONObject(inOrder: members.map(\.member))
  }

  private mutating func array(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
    var values: [JSONValue] = []
    index += 1
    if take("]") { return values }
    repeat {
      values.append(try value(depth: depth))
    } while take(",")
    guard take("]") else { throw unexpected() }
    return values
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONSyntaxError) -> JSONValue {
    for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
      guard next == byte else { throw unexpected() }
      index += 1
    }
    return value
  }
}

extension JSONParser {
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  /// Skips space and then the mark, if it comes next.
  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: mark) else { return false }
    index += 1
    return true
  }

  func error(_ reason: JSONSyntaxError.Reason, at offset: Int? = nil) -> JSONSyntaxError {
    JSONSyntaxError(reason, at: offset ?? index, in: bytes)
  }

  func unexpected() -> JSONSyntaxError {
    error(next == nil ? .unexpectedEnd : .unexpectedCharacter)
  }
}
