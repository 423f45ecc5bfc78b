/// A full-text index: a table of its own, with one searchable text for each key.
///
/// Texts and words are searched as given, without regard to case; folding of scripts and
/// diacritics is done by the caller, the same for both.
public struct TextIndex: Hashable, Sendable {
  /// The name of the table.
  public let name: SQLName

  public init(_ name: SQLName) {
    self.name = name
  }

  /// The statements of the migration that makes it.
  public func create(in dialect: Dialect) -> [SQL] {
    switch dialect {
    case .sqlite:
      [
        """
        CREATE VIRTUAL TABLE \(identifier: name)
        USING fts5(content, tokenize = 'unicode61 remove_diacritics 2')
        """
      ]
    case .postgres:
      [
        """
        CREATE TABLE \(identifier: name) (
          rowid BIGINT PRIMARY KEY,
          content TEXT NOT NULL
        )
        """,
        "CREATE INDEX ON \(identifier: name) USING GIN (to_tsvector('simple', content))",
      ]
    }
  }

  /// The statements that put a text under a key, in place of the one before.
  public func put(_ text: String, for key: Int64) -> [SQL] {
    [
      remove(key),
      "INSERT INTO \(identifier: name) (rowid, content) VALUES (\(key), \(text))",
    ]
  }

  /// The statement that takes a key out.
  public func remove(_ key: Int64) -> SQL {
    "DELETE FROM \(identifier: name) WHERE rowid = \(key)"
  }

  /// A query of one column, `key`, with the texts that hold every word, the best first and equal
  /// ones by key.
  ///
  /// - Parameters:
  ///   - words: As a person typed them; each matches whole words and beginnings of words. Signs
  ///     that are neither letter nor digit separate words and mean nothing else.
  ///   - limit: The most keys to answer.
  /// - Returns: Nil when there is no word in it.
  public func search(_ words: String, limit: Int, in dialect: Dialect) -> SQL? {
    let words = words.split { !$0.isLetter && !$0.isNumber }
    if words.isEmpty { return nil }
    switch dialect {
    case .sqlite:
      let query = words.map { "\"\($0)\"*" }.joined(separator: " ")
      return """
        SELECT rowid AS key FROM \(identifier: name) WHERE content MATCH \(query)
        ORDER BY rank, rowid LIMIT \(limit)
        """
    case .postgres:
      let query = words.map { "'\($0)':*" }.joined(separator: " & ")
      return """
        SELECT rowid AS key FROM \(identifier: name)
        WHERE to_tsvector('simple', content) @@ to_tsquery('simple', \(query))
        ORDER BY ts_rank(to_tsvector('simple', content), to_tsquery('simple', \(query))) DESC, rowid
        LIMIT \(limit)
        """
    }
  }
}
