import Civic
import Exact
import Opinions

/// Reads the votes of a conversation: Polis exports `votes.csv` (a row a vote) and
/// `participants-votes.csv` (a row a participant, a column a statement), and the votes of its API
/// as JSON. 1 is agreement, -1 disagreement, 0 a pass.
public struct VotesReader: Sendable {
  /// Bytes of the file.
  public var limit = 4 << 30

  public init() {}

  /// - Complexity: O(bytes).
  public func read(_ bytes: [UInt8]) throws(OpinionFileError) -> VotesFile {
    guard bytes.count <= limit else { throw OpinionFileError(.fileTooLarge(limit: limit)) }
    if Self.isJSON(bytes) { return try VotesJSON.read(bytes) }
    return try bytes.withUnsafeBufferPointer { buffer throws(OpinionFileError) in
      var rows = DelimitedRows(buffer)
      guard try rows.next() else { throw OpinionFileError(.empty) }
      let names = rows.fields.indices.map { ColumnName.folded(rows.text(of: $0)) }
      if ColumnName.find(ColumnName.vote, in: names) != nil {
        return try VoteList(names, line: rows.line).read(&rows, buffer)
      }
      return try VoteTable(names, &rows, buffer).read(&rows, buffer)
    }
  }

  static func isJSON(_ bytes: [UInt8]) -> Bool {
    let first = bytes.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
  }
}

/// What the columns are called in exports of different age.
enum ColumnName {
  static let vote = ["vote"]
  static let statement = ["comment-id", "statement-id", "tid"]
  static let participant = ["voter-id", "participant-id", "participant", "pid"]
  static let time = ["timestamp", "modified", "created"]
  static let moderated = ["moderated", "mod"]
  static let meta = ["is-meta", "meta"]

  /// In lower case, with hyphens.
  static func folded(_ name: String) -> String {
    name.lowercased().replacing("_", with: "-")
  }

  static func find(_ wanted: [String], in names: [String]) -> Int? {
    for name in wanted {
      if let index = names.firstIndex(of: name) { return index }
    }
    return nil
  }

  static func require(
    _ wanted: [String], in names: [String], line: Int
  ) throws(OpinionFileError) -> Int {
    guard let index = find(wanted, in: names) else {
      throw OpinionFileError(line: line, .missingColumn(wanted))
    }
    guard names.count(where: { $0 == names[index] }) == 1 else {
      throw OpinionFileError(line: line, field: names[index], .repeatedColumn)
    }
    return index
  }
}

/// One field of votes: `1`, `0`, `-1`, also with a plus sign or as `1.0`.
enum VoteText {
  static func stance(_ bytes: UnsafeBufferPointer<UInt8>) -> Stance? {
    var bytes = bytes[...]
    if bytes.count > 2, bytes.suffix(2).elementsEqual([UInt8(ascii: "."), UInt8(ascii: "0")]) {
      bytes = bytes.dropLast(2)
    }
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
    guard bytes.count == 1, let digit = bytes.first else { return nil }
    return switch digit {
    case UInt8(ascii: "0"): .pass
    case UInt8(ascii: "1"): isNegative ? .disagree : .agree
    default: nil
    }
  }
}
