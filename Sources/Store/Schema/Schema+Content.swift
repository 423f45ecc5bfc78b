import Database

extension Migration {
  /// Cities, networks, plans, their history and decisions.
  ///
  /// References are checked when a transaction ends, so that records may come in any order.
  static let content = Migration(number: 2, name: "cities, networks, plans") { dialect in
    factTables(dialect) + planTables(dialect) + actionTables(dialect) + fundingTables(dialect)
      + journalTables(dialect) + decisionTables(dialect)
  }

  private static func factTables(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE fact_source (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL, title TEXT NOT NULL,
        publisher TEXT NOT NULL, url TEXT, dated TEXT, language TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE city (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL, name TEXT NOT NULL,
        country TEXT NOT NULL CHECK (length(country) = 2), population \(sql: int),
        population_year \(sql: int), latitude TEXT, longitude TEXT, languages TEXT NOT NULL,
        region_category TEXT, about TEXT, website TEXT,
        source TEXT REFERENCES fact_source (id) DEFERRABLE INITIALLY DEFERRED,
        is_demonstration \(sql: int) NOT NULL CHECK (is_demonstration IN (0, 1)))\(sql: strict)
      """,
      """
      CREATE TABLE organisation (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, helix TEXT NOT NULL,
        source TEXT REFERENCES fact_source (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      "CREATE INDEX organisation_city ON organisation (city)",
      """
      CREATE TABLE programme (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL, name TEXT NOT NULL, about TEXT,
        url TEXT, source TEXT REFERENCES fact_source (id) DEFERRABLE INITIALLY DEFERRED,
        is_demonstration \(sql: int) NOT NULL CHECK (is_demonstration IN (0, 1)))\(sql: strict)
      """,
      """
      CREATE TABLE network (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        programme TEXT REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, theme TEXT, start TEXT, "end" TEXT, phases TEXT NOT NULL,
        claims TEXT NOT NULL,
        source TEXT REFERENCES fact_source (id) DEFERRABLE INITIALLY DEFERRED,
        is_demonstration \(sql: int) NOT NULL CHECK (is_demonstration IN (0, 1)))\(sql: strict)
      """,
      """
      CREATE TABLE membership (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        network TEXT NOT NULL REFERENCES network (id) DEFERRABLE INITIALLY DEFERRED,
        city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        organisation TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
        role TEXT NOT NULL CHECK (role IN ('lead', 'partner')),
        status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'withdrawn', 'replaced')),
        "from" TEXT, until TEXT, note TEXT,
        source TEXT REFERENCES fact_source (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      "CREATE INDEX membership_network ON membership (network)",
      "CREATE INDEX membership_city ON membership (city)",
      """
      CREATE TABLE pairing (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        programme TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
        first TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        second TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'withdrawn', 'replaced')),
        "from" TEXT, until TEXT, note TEXT,
        source TEXT REFERENCES fact_source (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
    ]
  }

  private static func planTables(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE plan (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        network TEXT REFERENCES network (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, title TEXT NOT NULL, vision TEXT, first_year \(sql: int) NOT NULL,
        last_year \(sql: int) NOT NULL CHECK (last_year >= first_year), currency TEXT NOT NULL,
        language TEXT NOT NULL,
        phase TEXT NOT NULL CHECK (phase IN ('draft', 'inReview', 'approved', 'published')),
        approved_on TEXT, approved_by TEXT, approval_reference TEXT,
        is_demonstration \(sql: int) NOT NULL CHECK (is_demonstration IN (0, 1)),
        CHECK (phase IN ('draft', 'inReview') OR (approved_on IS NOT NULL
          AND approved_by IS NOT NULL AND approval_reference IS NOT NULL)))\(sql: strict)
      """,
      "CREATE INDEX plan_city ON plan (city)",
      """
      CREATE TABLE plan_section (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, title TEXT, body TEXT, position \(sql: int) NOT NULL,
        is_hidden \(sql: int) NOT NULL CHECK (is_hidden IN (0, 1)))\(sql: strict)
      """,
      "CREATE INDEX plan_section_plan ON plan_section (plan)",
      """
      CREATE TABLE challenge (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        position \(sql: int) NOT NULL, title TEXT NOT NULL, description TEXT, causes TEXT,
        effects TEXT, evidence TEXT, evidence_url TEXT)\(sql: strict)
      """,
      "CREATE INDEX challenge_plan ON challenge (plan)",
      """
      CREATE TABLE objective (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        position \(sql: int) NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, description TEXT,
        parent TEXT REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      "CREATE INDEX objective_plan ON objective (plan)",
      link("objective_challenge", from: "objective", to: "challenge", dialect),
      """
      CREATE TABLE stakeholder (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, helix TEXT NOT NULL,
        power \(sql: int) NOT NULL CHECK (power BETWEEN 1 AND 5),
        interest \(sql: int) NOT NULL CHECK (interest BETWEEN 1 AND 5),
        role TEXT, internal_note TEXT)\(sql: strict)
      """,
      "CREATE INDEX stakeholder_plan ON stakeholder (plan)",
      """
      CREATE TABLE integration_assessment (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        held_on TEXT NOT NULL, title TEXT NOT NULL, scores TEXT NOT NULL)\(sql: strict)
      """,
      "CREATE INDEX integration_assessment_plan ON integration_assessment (plan)",
    ]
  }

  private static func actionTables(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE action (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        position \(sql: int) NOT NULL, code TEXT NOT NULL, title TEXT NOT NULL, description TEXT,
        owner TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
        readiness TEXT, start TEXT, "end" TEXT, district TEXT, latitude TEXT, longitude TEXT,
        staff_load TEXT NOT NULL, economic_effect \(sql: int), economic_reason TEXT,
        social_effect \(sql: int), social_reason TEXT, environmental_effect \(sql: int),
        environmental_reason TEXT, themes TEXT NOT NULL, goals TEXT NOT NULL,
        policy_codes TEXT NOT NULL, manual_status TEXT, status_reason TEXT,
        unblocking_condition TEXT,
        superseded_by TEXT REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
        public_note TEXT, internal_note TEXT,
        CHECK (manual_status IS NULL OR status_reason IS NOT NULL))\(sql: strict)
      """,
      "CREATE INDEX action_plan ON action (plan)",
      link("action_partner", from: "action", to: "organisation", dialect),
      link("action_objective", from: "action", to: "objective", dialect),
      link("action_dependency", from: "action", to: "action", dialect),
      link("action_exclusion", from: "action", to: "action", dialect),
      """
      CREATE TABLE action_task (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        action TEXT NOT NULL REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
        position \(sql: int) NOT NULL, title TEXT NOT NULL, start TEXT, "end" TEXT, done_on TEXT,
        responsible TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      "CREATE INDEX action_task_plan ON action_task (plan)",
      """
      CREATE TABLE risk (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        action TEXT REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT NOT NULL, kind TEXT NOT NULL, likelihood TEXT NOT NULL, impact TEXT NOT NULL,
        mitigation TEXT,
        owner TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      "CREATE INDEX risk_plan ON risk (plan)",
      """
      CREATE TABLE indicator (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        action TEXT REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
        objective TEXT REFERENCES objective (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, kind TEXT NOT NULL, unit TEXT NOT NULL, direction TEXT NOT NULL,
        baseline TEXT, baseline_year \(sql: int), target TEXT, target_year \(sql: int),
        source TEXT, code TEXT)\(sql: strict)
      """,
      "CREATE INDEX indicator_plan ON indicator (plan)",
      """
      CREATE TABLE attachment (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        action TEXT REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT NOT NULL, file_name TEXT NOT NULL, media_type TEXT NOT NULL,
        size \(sql: int) NOT NULL, digest TEXT NOT NULL,
        is_public \(sql: int) NOT NULL CHECK (is_public IN (0, 1)))\(sql: strict)
      """,
      "CREATE INDEX attachment_plan ON attachment (plan)",
      """
      CREATE TABLE file_content (
        digest TEXT PRIMARY KEY, bytes \(sql: dialect.blob) NOT NULL)\(sql: strict)
      """,
    ]
  }

  private static func fundingTables(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE cost_line (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        action TEXT NOT NULL REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
        year \(sql: int) NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('capital', 'operating')),
        category TEXT NOT NULL, title TEXT, planned \(sql: int) NOT NULL CHECK (planned >= 0),
        actual \(sql: int) CHECK (actual >= 0))\(sql: strict)
      """,
      "CREATE INDEX cost_line_plan ON cost_line (plan)",
      """
      CREATE TABLE funding_call (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, version TEXT NOT NULL, ceilings TEXT NOT NULL, url TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE funding_source (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, kind TEXT NOT NULL,
        call TEXT REFERENCES funding_call (id) DEFERRABLE INITIALLY DEFERRED,
        available \(sql: int) CHECK (available >= 0))\(sql: strict)
      """,
      """
      CREATE TABLE funding_line (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        action TEXT NOT NULL REFERENCES action (id) DEFERRABLE INITIALLY DEFERRED,
        source TEXT NOT NULL REFERENCES funding_source (id) DEFERRABLE INITIALLY DEFERRED,
        status TEXT NOT NULL CHECK (status IN ('identified', 'applied', 'secured')),
        share TEXT NOT NULL CHECK (share IN ('rate', 'amount', 'rest')),
        percent TEXT, amount \(sql: int) CHECK (amount >= 0), year \(sql: int), note TEXT,
        CHECK ((share = 'rate') = (percent IS NOT NULL)),
        CHECK ((share = 'amount') = (amount IS NOT NULL)))\(sql: strict)
      """,
      "CREATE INDEX funding_line_plan ON funding_line (plan)",
    ]
  }

  /// A table of references from one kind of record to another.
  private static func link(
    _ name: SQLName, from owner: SQLName, to target: SQLName, _ dialect: Dialect
  ) -> SQL {
    """
    CREATE TABLE \(identifier: name) (
      owner TEXT NOT NULL REFERENCES \(identifier: owner) (id) DEFERRABLE INITIALLY DEFERRED,
      target TEXT NOT NULL REFERENCES \(identifier: target) (id) DEFERRABLE INITIALLY DEFERRED,
      position \(sql: dialect.integer) NOT NULL,
      PRIMARY KEY (owner, target))\(sql: dialect.strict)
    """
  }
}
