/// Writes Pabulib files: UTF-8, lines ended by LF, quotation marks only where they are needed.
public enum PabulibWriter {
  /// Everything the file held: unknown keys and columns too, in their order.
  public static func bytes(of file: PabulibFile) -> [UInt8] {
    bytes(
      meta: file.meta, projectColumns: file.projectColumns, projectRows: file.projectRows,
      voteColumns: file.voteColumns, voteRows: file.voteRows)
  }

  /// - Parameters:
  ///   - meta: With at least `budget` and `vote_type`.
  ///   - projectRows: As long as their columns, of which the first is the identifier.
  ///   - voteRows: As long as their columns; lists are divided by commas.
  public static func bytes(
    meta: [PabulibFile.Entry], projectColumns: [String], projectRows: [[String]],
    voteColumns: [String], voteRows: [[String]]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    append(["META"], to: &bytes)
    append(["key", "value"], to: &bytes)
    for entry in meta { append([entry.key, entry.value], to: &bytes) }
    append(["PROJECTS"], to: &bytes)
    append(projectColumns, to: &bytes)
    for row in projectRows { append(row, to: &bytes) }
    append(["VOTES"], to: &bytes)
    append(voteColumns, to: &bytes)
    for row in voteRows { append(row, to: &bytes) }
    return bytes
  }

  private static func append(_ fields: [String], to bytes: inout [UInt8]) {
    for (place, field) in fields.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ";")) }
      append(field, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func append(_ field: String, to bytes: inout [UInt8]) {
    let needsQuotes = field.utf8.contains {
      $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return bytes.append(contentsOf: field.utf8) }
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
