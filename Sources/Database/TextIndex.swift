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
        USING fts5(content, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')
        """
      ]
    case .postgres:
      [
        """
        CREATE TABLE \(identifier: name) (
          rowid BIGINT PRIMARY KEY,
          content TEXT NOT NULL,
          words TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', content)) STORED
        )
        """,
        "CREATE INDEX ON \(identifier: name) USING GIN (words)",
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
    search(TextQuery(words: words), among: .max, limit: limit, in: dialect)
  }

  /// The same with phrases and spellings.
  ///
  /// - Parameter among: How many of the texts found are put in order. Of more than that, those of
  ///   the lowest keys are answered, by SQLite in the order of their keys: what it costs does not
  ///   grow with what is found beyond.
  public func search(
    _ query: TextQuery, among: Int, limit: Int, in dialect: Dialect
  ) -> SQL? {
    if query.isEmpty { return nil }
    let (text, among) = (query.text(in: dialect), Int64(clamping: among))
    switch dialect {
    case .sqlite:
      // What `rank` costs grows with all that is found, for it counts how rare each word is.
      return """
        SELECT key FROM (
          SELECT rowid AS key,
            CASE WHEN (
              SELECT COUNT(*) FROM (
                SELECT 1 FROM \(identifier: name) WHERE content MATCH \(text) LIMIT \(among)
              )
            ) < \(among) THEN rank ELSE 0 END AS place
          FROM \(identifier: name) WHERE content MATCH \(text) LIMIT \(among)
        ) ORDER BY place, key LIMIT \(limit)
        """
    case .postgres:
      return """
        SELECT key FROM (
          SELECT rowid AS key, words FROM \(identifier: name)
          WHERE words @@ to_tsquery('simple', \(text)) LIMIT \(among)
        ) found ORDER BY ts_rank(words, to_tsquery('simple', \(text))) DESC, key LIMIT \(limit)
        """
    }
  }

  /// A query of one number, `count`: how many texts are found.
  public func count(_ query: TextQuery, in dialect: Dialect) -> SQL? {
    if query.isEmpty { return nil }
    let text = query.text(in: dialect)
    switch dialect {
    case .sqlite:
      return "SELECT COUNT(*) AS count FROM \(identifier: name) WHERE content MATCH \(text)"
    case .postgres:
      return """
        SELECT COUNT(*) AS count FROM \(identifier: name)
        WHERE words @@ to_tsquery('simple', \(text))
        """
    }
  }
}
