import Database

extension Migration {
  /// What is asked of published versions without their documents, so that it need not be looked for
  /// behind them.
  static let versionHeads = Migration(number: 24, name: "versionHeads") { _ in
    ["CREATE INDEX plan_version_head ON plan_version (plan, number, published_at, digest)"]
  }
}
