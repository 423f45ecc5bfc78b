internal import CPostgres
internal import Database

/// Reads libpq's answers as rows.
enum AnswerReader {
  static func read(_ result: OpaquePointer) throws -> Answer {
    var answer = Answer()
    let verb = String(cString: PQcmdStatus(result)).prefix { $0 != " " }
    if ["INSERT", "UPDATE", "DELETE", "MERGE"].contains(verb) {
      answer.changed = Int(String(cString: PQcmdTuples(result))) ?? 0
    }
    let columns = PQnfields(result)
    let types = (0..<columns).map { PQftype(result, $0) }
    answer.columns = (0..<columns).map { String(cString: PQfname(result, $0)) }
    let count = PQntuples(result)
    answer.rows.reserveCapacity(Int(count))
    for row in 0..<count {
      var values: [DatabaseValue] = []
      values.reserveCapacity(types.count)
      for column in 0..<columns {
        values.append(try value(result, row, column, types[Int(column)]))
      }
      answer.rows.append(Row(columns: answer.columns, values: values))
    }
    return answer
  }

  private static func value(
    _ result: OpaquePointer, _ row: Int32, _ column: Int32, _ type: Oid
  ) throws -> DatabaseValue {
    if PQgetisnull(result, row, column) == 1 { return .null }
    let bytes = UnsafeRawBufferPointer(
      start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
    switch type {
    case ServerType.int8, ServerType.int4, ServerType.int2, ServerType.oid:
      return .integer(try whole(bytes))
    case ServerType.bool: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
    case ServerType.float8, ServerType.float4: return .real(try real(bytes))
    case ServerType.numeric:
      // Sums of whole numbers come so; an average has digits behind its point even when they are 0.
      return bytes.contains(UInt8(ascii: "."))
        ? .real(try real(bytes)) : .integer(try whole(bytes))
    case ServerType.bytea: return .blob(try blob(bytes))
    default: return .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  private static func whole(_ bytes: UnsafeRawBufferPointer) throws -> Int64 {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let number = Int64(text) else {
      throw DatabaseError.wrongType("\(text) is no 64-bit whole number")
    }
    return number
  }

  private static func real(_ bytes: UnsafeRawBufferPointer) throws -> Double {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let number = Double(text) else { throw DatabaseError.wrongType("\(text) is no number") }
    return number
  }

  /// Bytes as the server spells them: `\x`, then two digits each.
  private static func blob(_ spelling: UnsafeRawBufferPointer) throws -> [UInt8] {
    guard spelling.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "x")]),
      spelling.count.isMultiple(of: 2)
    else { throw DatabaseError.wrongType("bytes are not spelt in hexadecimal") }
    return [UInt8](unsafeUninitializedCapacity: spelling.count / 2 - 1) { bytes, count in
      count = spelling.count / 2 - 1
      for position in 0..<count {
        let (high, low) = (spelling[2 * position + 2], spelling[2 * position + 3])
        bytes[position] = digit(high) << 4 | digit(low)
      }
    }
  }

  private static func digit(_ letter: UInt8) -> UInt8 {
    letter <= UInt8(ascii: "9")
      ? letter - UInt8(ascii: "0") : (letter | 0x20) - UInt8(ascii: "a") + 10
  }
}
