import Civic
public import Exact
public import Opinions

/// Reads which statements are moderated out or meta: the Polis export `comments.csv`, or the
/// comments of its API as JSON.
public struct StatementsReader: Sendable {
  /// Bytes of the file.
  public var limit = 256 << 20

  public init() {}

  /// What a file says about statements.
  public struct Outcome: Hashable, Sendable {
    public let moderation: Moderation
    /// All that the file knows.
    public let statements: Set<ID<Statement>>
  }

  public func read(_ bytes: [UInt8]) throws(OpinionFileError) -> Outcome {
    guard bytes.count <= limit else { throw OpinionFileError(.fileTooLarge(limit: limit)) }
    var records = Records()
    if VotesReader.isJSON(bytes) {
      try readJSON(bytes, &records)
    } else {
      try bytes.withUnsafeBufferPointer { buffer throws(OpinionFileError) in
        try readRows(buffer, &records)
      }
    }
    return Outcome(
      moderation: Moderation(
        excluded: Set(records.flags.filter(\.value.isExcluded).keys),
        meta: Set(records.flags.filter(\.value.isMeta).keys)),
      statements: Set(records.flags.keys))
  }

  private func readRows(
    _ bytes: UnsafeBufferPointer<UInt8>, _ records: inout Records
  ) throws(OpinionFileError) {
    var rows = DelimitedRows(bytes)
    guard try rows.next() else { throw OpinionFileError(.empty) }
    let names = rows.fields.indices.map { ColumnName.folded(rows.text(of: $0)) }
    let statement = try ColumnName.require(ColumnName.statement, in: names, line: rows.line)
    let moderated = ColumnName.find(ColumnName.moderated, in: names)
    let meta = ColumnName.find(ColumnName.meta, in: names)
    guard moderated != nil || meta != nil else {
      throw OpinionFileError(line: rows.line, .missingColumn(ColumnName.moderated))
    }
    while try rows.next() {
      func text(_ column: Int?) -> String? {
        column.flatMap { $0 < rows.fields.count ? rows.text(of: $0) : "" }
      }
      guard let name = text(statement), !name.isEmpty else {
        throw OpinionFileError(line: rows.line, field: names[statement], .missingValue)
      }
      let flags = Flags(moderated: text(moderated) ?? "1", meta: text(meta) ?? "false")
      guard let flags else {
        throw OpinionFileError(
          line: rows.line, field: names[moderated ?? meta ?? 0],
          .notAModeration(text(moderated) ?? ""))
      }
      guard records.add(name, flags) else {
        throw OpinionFileError(
          line: rows.line, field: names[statement], .contradictoryStatement(name))
      }
    }
  }

  private func readJSON(_ bytes: [UInt8], _ records: inout Records) throws(OpinionFileError) {
    for (index, value) in try VotesJSON.records(bytes).enumerated() {
      let record = try JSONRecord(value, at: "/\(index)")
      let name = try record.identifier(ColumnName.statement)
      let moderated = record.optionalText(ColumnName.moderated)
      let meta = record.optionalText(ColumnName.meta)
      guard let flags = Flags(moderated: moderated ?? "1", meta: meta ?? "false") else {
        throw OpinionFileError(field: record.pointer, .notAModeration(moderated ?? ""))
      }
      guard records.add(name, flags) else {
        throw OpinionFileError(field: record.pointer, .contradictoryStatement(name))
      }
    }
  }

  private struct Flags: Hashable {
    let isExcluded: Bool
    let isMeta: Bool

    /// - Parameters:
    ///   - moderated: -1 out, 0 not looked at, 1 in.
    ///   - meta: `true`, `false`, `1`, `0` or nothing.
    init?(moderated: String, meta: String) {
      switch moderated {
      case "-1", "-1.0": isExcluded = true
      case "0", "1", "0.0", "1.0", "": isExcluded = false
      default: return nil
      }
      switch meta.lowercased() {
      case "true", "t", "1": isMeta = true
      case "false", "f", "0", "": isMeta = false
      default: return nil
      }
    }
  }

  private struct Records {
    var flags: [ID<Statement>: Flags] = [:]

    /// `false` for a statement that was moderated differently before.
    mutating func add(_ name: String, _ new: Flags) -> Bool {
      let old = flags.updateValue(new, forKey: ID(rawValue: name))
      return old == nil || old == new
    }
  }
}
