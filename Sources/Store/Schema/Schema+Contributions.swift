import Database

extension Migration {
  /// What moves an indicator of a plan, and how sure that is.
  static let contributions = Migration(number: 9, name: "contributions") { _ in
    [
      "ALTER TABLE indicator ADD COLUMN leads_to TEXT",
      "ALTER TABLE indicator ADD COLUMN confidence TEXT",
      "ALTER TABLE indicator ADD COLUMN ground TEXT",
    ]
  }
}
