public import Exact
public import Tally

/// An election as a Pabulib file has it: everything a tally needs, and everything else it says.
///
/// Source: Faliszewski et al. (2023), "Participatory budgeting: data, tools and analysis", IJCAI;
/// the format: <https://pabulib.org/format>.
public struct PabulibFile: Sendable {
  /// A line of META.
  public struct Entry: Hashable, Sendable {
    public let key: String
    public let value: String

    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  public let meta: [Entry]
  public let projectColumns: [String]
  /// A row for each project, as long as the columns.
  public let projectRows: [[String]]
  public let voteColumns: [String]
  public let election: Election
  /// By project, the column `selected`: 1 funded, 0 not, 2 and 3 funded in part; `nil` without.
  public let selected: [Int?]
  public let notes: [PabulibNote]
  let voteTable: PabulibVoteTable

  /// The value of a key in META; `nil` when there is none, or "None", or nothing.
  public func value(of key: String) -> String? {
    meta.first { $0.key.lowercased() == key }.flatMap { entry in
      entry.value.isEmpty || entry.value == "None" ? nil : entry.value
    }
  }

  /// The rule the election was held by.
  public var rule: String? { value(of: "rule")?.lowercased() }

  /// The least score with which a project was funded.
  public var scoreThreshold: Rational? {
    value(of: "min_project_score_threshold").flatMap { PabulibNumber($0)?.rational }
  }

  /// The projects that were funded in full; `nil` when the file does not say.
  public func officialWinners(marks: Set<Int> = [1]) -> Set<Int>? {
    guard selected.contains(where: { $0 != nil }) else { return nil }
    return Set(selected.indices.filter { selected[$0].map(marks.contains) ?? false })
  }

  /// Every row of VOTES with all its columns, in the order of the file.
  public var voteRows: [[String]] { voteTable.rows(columns: voteColumns.count) }
}

/// The rows of VOTES, left in the bytes of the file until somebody asks.
struct PabulibVoteTable: Sendable {
  let bytes: [UInt8]
  let range: Range<Int>

  func rows(columns: Int) -> [[String]] {
    bytes.withUnsafeBufferPointer { buffer in
      var scanner = PabulibRows(buffer, from: range.lowerBound, line: 1)
      var rows: [[String]] = []
      while scanner.position < range.upperBound, (try? scanner.next()) == true {
        if scanner.isBlank { continue }
        rows.append((0..<columns).map { scanner.text($0) })
      }
      return rows
    }
  }
}
