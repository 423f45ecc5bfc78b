import Civic
import Exact

/// A JSON document whose numbers keep their digits and whose members keep their order.
///
/// Statistics are decimal: 0.1 in a file stays 0.1 here, which a double is not.
enum ExactJSON {
  case null
  case bool(Bool)
  case number(DecimalReading)
  case string(String)
  case array([ExactJSON])
  case object(ExactJSONObject)

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var array: [ExactJSON]? { if case .array(let values) = self { values } else { nil } }
  var object: ExactJSONObject? { if case .object(let object) = self { object } else { nil } }
  var isNull: Bool { if case .null = self { true } else { false } }

  /// A whole number from 0 up to what an array can have.
  var count: Int? {
    guard case .number(.exact(let value)) = self, value.scale == 0, value.significand >= 0 else {
      return nil
    }
    return Int(value.significand)
  }

  subscript(name: String) -> ExactJSON? { object?[name] }
}

/// The members of an object in the order of the file; names are unique.
struct ExactJSONObject {
  let names: [String]
  let values: [ExactJSON]

  var count: Int { names.count }

  /// - Complexity: O(members).
  subscript(name: String) -> ExactJSON? {
    names.firstIndex { $0.utf8.elementsEqual(name.utf8) }.map { values[$0] }
  }
}

/// Reads JSON strictly (RFC 8259, I-JSON's unique names), with a byte order mark allowed.
struct ExactJSONParser {
  private let bytes: [UInt8]
  private let limits: ObservationLimits
  private var index = 0
  private var values = 0

  /// - Throws: ``ObservationFault`` with line and character.
  static func parse(
    _ bytes: [UInt8], limits: ObservationLimits
  ) throws(ObservationFault) -> ExactJSON {
    guard bytes.count <= limits.bytes else {
      throw ObservationFault(.tooLarge(limit: limits.bytes), at: .wholeFile)
    }
    var parser = ExactJSONParser(bytes: bytes, limits: limits)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.index = 3 }
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.next == nil else { throw parser.fault(.unexpectedCharacter) }
    return value
  }

  private init(bytes: [UInt8], limits: ObservationLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  private mutating func value(depth: Int) throws(ObservationFault) -> ExactJSON {
    skipSpace()
    guard let byte = next else { throw fault(.unexpectedEnd) }
    values += 1
    // Names and values of a sparse cube, and as much again for all else.
    guard values / 4 <= limits.values else {
      throw ObservationFault(.tooManyValues(limit: limits.values), at: place(index))
    }
    switch byte {
    case UInt8(ascii: "{"): return .object(try object(depth: try deeper(depth)))
    case UInt8(ascii: "["): return .array(try array(depth: try deeper(depth)))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case UInt8(ascii: "-"), 48...57: return .number(try number())
    default: throw fault(.unexpectedCharacter)
    }
  }

  private func deeper(_ depth: Int) throws(ObservationFault) -> Int {
    guard depth < limits.depth else { throw fault(.tooDeep(limit: limits.depth)) }
    return depth + 1
  }

  private mutating func object(depth: Int) throws(ObservationFault) -> ExactJSONObject {
    var names: [String] = []
    var values: [ExactJSON] = []
    index += 1
    if take(UInt8(ascii: "}")) { return ExactJSONObject(names: [], values: []) }
    var known = ExactJSONNames()
    repeat {
      skipSpace()
      let start = index
      guard next == UInt8(ascii: "\"") else { throw unexpected() }
      let name = try string()
      guard known.insert(name, after: names) else { throw fault(.duplicateName(name), at: start) }
      guard take(UInt8(ascii: ":")) else { throw unexpected() }
      names.append(name)
      values.append(try value(depth: depth))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw unexpected() }
    return ExactJSONObject(names: names, values: values)
  }

  private mutating func array(depth: Int) throws(ObservationFault) -> [ExactJSON] {
    var values: [ExactJSON] = []
    index += 1
    if take(UInt8(ascii: "]")) { return values }
    repeat {
      values.append(try value(depth: depth))
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw unexpected() }
    return values
  }

  private mutating func literal(
    _ word: String, _ value: ExactJSON
  ) throws(ObservationFault) -> ExactJSON {
    guard bytes[index...].starts(with: word.utf8) else { throw fault(.unexpectedCharacter) }
    index += word.utf8.count
    return value
  }

  private mutating func number() throws(ObservationFault) -> DecimalReading {
    let start = index
    if next == UInt8(ascii: "-") { index += 1 }
    let whole = index
    try digits()
    guard bytes[whole] != 48 || index == whole + 1 else { throw fault(.badNumber, at: whole) }
    if next == UInt8(ascii: ".") {
      index += 1
      try digits()
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      index += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
      try digits()
    }
    return DecimalReading(bytes[start..<index])
  }

  private mutating func digits() throws(ObservationFault) {
    guard let byte = next else { throw fault(.unexpectedEnd) }
    guard (48...57).contains(byte) else { throw fault(.badNumber) }
    while let byte = next, (48...57).contains(byte) { index += 1 }
  }

  private mutating func string() throws(ObservationFault) -> String {
    let start = index
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        guard let text = String(validating: bytes[start + 1..<index], as: UTF8.self) else {
          throw fault(.notUTF8, at: start)
        }
        index += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      guard byte >= 0x20 else { throw fault(.controlCharacter) }
      index += 1
    }
    throw fault(.unexpectedEnd)
  }

  /// A string with escapes is read by Civic's parser, which knows them all.
  private mutating func escapedString(from start: Int) throws(ObservationFault) -> String {
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard index < bytes.count else {
      index = bytes.count
      throw fault(.unexpectedEnd)
    }
    index += 1
    do throws(JSONSyntaxError) {
      let value = try JSONValue(parsing: Array(bytes[start..<index]))
      return value.string ?? ""
    } catch {
      throw fault(error.reason, at: start)
    }
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() {
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index += 1
    }
  }

  private mutating func take(_ mark: UInt8) -> Bool {
    skipSpace()
    guard next == mark else { return false }
    index += 1
    return true
  }

  private func unexpected() -> ObservationFault {
    fault(next == nil ? .unexpectedEnd : .unexpectedCharacter)
  }

  private func fault(_ reason: JSONSyntaxError.Reason, at offset: Int? = nil) -> ObservationFault {
    ObservationFault(.json(reason), at: place(offset ?? index))
  }

  private func place(_ offset: Int) -> ObservationFault.Place {
    let before = bytes.prefix(offset)
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[start...].count { $0 & 0b1100_0000 != 0b1000_0000 } + 1
    return .character(line: before.count { $0 == 0x0A } + 1, column: column)
  }
}

/// The names an object has so far: few are compared one by one, many are kept by their bytes.
private struct ExactJSONNames {
  private struct Bytes: Hashable {
    let text: String

    static func == (left: Bytes, right: Bytes) -> Bool {
      left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
      var copy = text
      copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  private var set: Set<Bytes> = []
  /// Whether each name so far was longer than the one before, or as long and later in the alphabet:
  /// as the numbers of a sparse cube's cells. Such names cannot repeat.
  private var isRising = true

  /// - Returns: Whether the name is new.
  mutating func insert(_ name: String, after names: [String]) -> Bool {
    if isRising {
      guard let last = names.last else { return true }
      let (old, new) = (last.utf8, name.utf8)
      isRising =
        old.count < new.count || old.count == new.count && old.lexicographicallyPrecedes(new)
      if isRising { return true }
    }
    guard names.count >= 12 else {
      return !names.contains { $0.utf8.elementsEqual(name.utf8) }
    }
    if set.isEmpty { set = Set(names.map { Bytes(text: $0) }) }
    return set.insert(Bytes(text: name)).inserted
  }
}
