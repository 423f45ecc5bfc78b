import Civic
import Database
import Exact

/// Keeps what can be found in step with the records, within the transaction that writes them.
struct SearchIndex {
  let connection: any Connection
  let dialect: Dialect

  init(_ connection: any Connection, _ dialect: Dialect) {
    self.connection = connection
    self.dialect = dialect
  }

  /// Changes when texts are folded otherwise, or more is found: everything is then read anew.
  static let version = 1

  static func titles(_ scope: SearchScope) -> TextIndex {
    switch scope {
    case .published: TextIndex("search_published_title")
    case .working: TextIndex("search_working_title")
    }
  }

  static func texts(_ scope: SearchScope) -> TextIndex {
    switch scope {
    case .published: TextIndex("search_published_text")
    case .working: TextIndex("search_working_text")
    }
  }

  static var tables: [TextIndex] { SearchScope.allCases.flatMap { [titles($0), texts($0)] } }

  static func mark(_ kind: SearchKind) -> String { "qzxkind" + kind.rawValue }
  static func mark(_ plan: ID<Plan>) -> String { "qzxplan" + letters(of: plan.rawValue) }
  static func mark(_ city: ID<City>) -> String { "qzxcity" + letters(of: city.rawValue) }

  /// Letters and digits; what stands between them is written by its number, so that different
  /// identifiers stay different.
  private static func letters(of id: String) -> String {
    id.lowercased().unicodeScalars.map { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        ? String(scalar) : "q\(scalar.value)q"
    }.joined()
  }

  /// After a record was added or changed.
  ///
  /// - Parameter earlier: As it was; nothing is written when it is found by the same words.
  func wrote<Record: StoredRecord>(
    _ record: Record, from earlier: Record? = nil, in plan: ID<Plan>?
  ) throws {
    guard let found = record as? any Searchable else { return }
    if let earlier = earlier as? any Searchable,
      earlier.searchEntry(in: nil) == found.searchEntry(in: nil)
    {
      return
    }
    try keep(found, in: plan)
  }

  /// After a record was removed.
  func removed<Record: StoredRecord>(_ record: Record) throws {
    guard let found = record as? any Searchable else { return }
    let type = type(of: found)
    try remove(type.searchKind, record.id.rawValue, from: type.searchScope)
  }

  private func keep<Record: Searchable>(_ record: Record, in plan: ID<Plan>?) throws {
    let city: String? = try plan.flatMap {
      try connection.value("SELECT city FROM plan WHERE id = \($0.rawValue)")
    }
    if let entry = record.searchEntry(in: city.map(ID.init(rawValue:))) {
      try put(entry, in: Record.searchScope)
    } else {
      try remove(Record.searchKind, record.id.rawValue, from: Record.searchScope)
    }
  }

  /// In place of what was published of the plan before.
  func publish(_ document: PlanDocument) throws {
    let plan = document.plan
    let old = try connection.rows(
      """
      SELECT number FROM search_entry WHERE scope = \(SearchScope.published.rawValue)
        AND plan = \(plan.id.rawValue)
      """)
    for row in old { try remove(try row.value("number", as: Int64.self), from: .published) }
    let records: [any Searchable] =
      [plan] + document.challenges + document.objectives + document.actions
    for record in records {
      if let entry = record.searchEntry(in: plan.city) { try put(entry, in: .published) }
    }
  }

  /// Puts a record in place of how it was found before.
  func put(_ entry: SearchEntry, in scope: SearchScope) throws {
    let title = try Self.json(entry.title)
    let text = try entry.text.map(Self.json)
    let number: Int64? = try connection.value(
      """
      INSERT INTO search_entry (scope, kind, record, plan, city, title, content)
      VALUES (\(scope.rawValue), \(entry.kind.rawValue), \(entry.record),
        \(entry.plan?.rawValue), \(entry.city?.rawValue), \(title), \(text))
      ON CONFLICT (scope, kind, record) DO UPDATE SET plan = excluded.plan,
        city = excluded.city, title = excluded.title, content = excluded.content
      RETURNING number
      """)
    guard let number else { throw StoreError.unstorable("search_entry") }
    let marks = " . " + entry.marks.joined(separator: " . ")
    let words = entry.foldedWords
    for (table, words) in [(Self.titles(scope), words.title), (Self.texts(scope), words.all)] {
      for statement in table.put(words + marks, for: number) { try connection.execute(statement) }
    }
  }

  private func remove(_ kind: SearchKind, _ record: String, from scope: SearchScope) throws {
    let number: Int64? = try connection.value(
      """
      SELECT number FROM search_entry WHERE scope = \(scope.rawValue)
        AND kind = \(kind.rawValue) AND record = \(record)
      """)
    if let number { try remove(number, from: scope) }
  }

  private func remove(_ number: Int64, from scope: SearchScope) throws {
    try connection.execute(Self.titles(scope).remove(number))
    try connection.execute(Self.texts(scope).remove(number))
    try connection.execute("DELETE FROM search_entry WHERE number = \(number)")
  }

  private static func json(_ text: Multilingual) throws -> String {
    CanonicalJSON.text(of: try JSONValue(encoding: text))
  }
}
