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
    search(
      TextQuery(words: words), found: 0, unmarked: 0, among: .max, limit: limit, in: dialect)
  }

  /// The same with phrases and spellings, and with marks: words that a text must hold beside, and
  /// that say nothing of how good it is.
  ///
  /// - Parameters:
  ///   - among: How many of the texts found are put in order. Of more than that, those of the lowest
  ///     keys are answered, by SQLite in the order of their keys: what it costs does not grow with
  ///     what is found beyond.
  ///   - found: How many texts are found, or any number from `among` on if there are as many.
  ///   - unmarked: The same without the marks.
  public func search(
    _ query: TextQuery, marks: TextQuery = TextQuery([]), found: Int, unmarked: Int, among: Int,
    limit: Int, in dialect: Dialect
  ) -> SQL? {
    if query.isEmpty { return nil }
    let (table, among) = (name, Int64(clamping: among))
    let (words, whole) = (query.text(in: dialect), (query + marks).text(in: dialect))
    switch dialect {
    case .sqlite:
      // What `rank` costs grows with all that hold a word, for it counts how rare each is: marks,
      // which may be in every text, are kept out of it where those without are few.
      let limit = min(Int64(limit), among)
      if found >= among {
        return """
          SELECT rowid AS key FROM \(identifier: table) WHERE content MATCH \(whole)
          ORDER BY rowid LIMIT \(limit)
          """
      }
      if marks.isEmpty || unmarked >= among {
        return """
          SELECT rowid AS key FROM \(identifier: table) WHERE content MATCH \(whole)
          ORDER BY rank, rowid LIMIT \(limit)
          """
      }
      return """
        SELECT rowid AS key FROM \(identifier: table) WHERE content MATCH \(words)
          AND +rowid IN (SELECT rowid FROM \(identifier: table) WHERE content MATCH \(whole))
        ORDER BY rank, rowid LIMIT \(limit)
        """
    case .postgres:
      return """
        SELECT key FROM (
          SELECT rowid AS key, words FROM \(identifier: table)
          WHERE words @@ to_tsquery('simple', \(whole)) LIMIT \(among)
        ) found ORDER BY ts_rank(words, to_tsquery('simple', \(words))) DESC, key LIMIT \(limit)
        """
    }
  }

  /// A query of one number, `count`: how many texts are found, none counted beyond the limit.
  public func count(_ query: TextQuery, upTo limit: Int = .max, in dialect: Dialect) -> SQL? {
    if query.isEmpty { return nil }
    let text = query.text(in: dialect)
    let found: SQL =
      switch dialect {
      case .sqlite: "FROM \(identifier: name) WHERE content MATCH \(text)"
      case .postgres: "FROM \(identifier: name) WHERE words @@ to_tsquery('simple', \(text))"
      }
    if limit == .max { return "SELECT COUNT(*) AS count \(sql: found)" }
    return "SELECT COUNT(*) AS count FROM (SELECT 1 \(sql: found) LIMIT \(Int64(limit))) found"
  }
}
