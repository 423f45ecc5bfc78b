import Database

extension Migration {
  /// The files that decisions were taken from, for their bundles.
  static let decisionInputs = Migration(number: 8, name: "decision inputs") { dialect in
    [
      """
      CREATE TABLE decision_input (
        decision TEXT NOT NULL REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, content \(sql: dialect.blob) NOT NULL,
        PRIMARY KEY (decision, name))\(sql: dialect.strict)
      """
    ]
  }
}
