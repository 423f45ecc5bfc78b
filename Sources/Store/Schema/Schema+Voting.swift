import Database

extension Migration {
  /// The time of a city, when voting begins and ends by it, the plan that a vote is for, and the
  /// codes on the stubs of ballots on paper.
  static let votingTimes = Migration(number: 20, name: "voting times") { dialect in
    [
      "ALTER TABLE city ADD COLUMN time_zone TEXT",
      "ALTER TABLE consultation ADD COLUMN time_zone TEXT",
      "ALTER TABLE consultation ADD COLUMN voting_starts TEXT",
      "ALTER TABLE consultation ADD COLUMN voting_ends TEXT",
      """
      ALTER TABLE consultation ADD COLUMN plan TEXT REFERENCES plan (id)
        DEFERRABLE INITIALLY DEFERRED
      """,
      """
      CREATE TABLE paper_receipt (
        consultation TEXT NOT NULL, serial \(sql: dialect.integer) NOT NULL, receipt TEXT NOT NULL,
        PRIMARY KEY (consultation, serial))\(sql: dialect.strictByKey)
      """,
    ]
  }
}
