public import Civic
import Database
public import Exact
import Exchange
import FoundationEssentials

extension PlanStore {
  /// Everything that belongs to a plan, for those who may read its working state.
  public func export(_ plan: ID<Plan>, for viewer: Viewer) async throws -> PlanExport {
    let dialect = database.dialect
    return try await database.read { connection in
      let document = try PlanReader(connection, dialect).document(plan)
      guard viewer.may(.readWorking, .plan(document.plan)) else { throw StoreError.notFound }
      return try PlanPacker(connection, dialect).export(of: document)
    }
  }

  /// Brings a plan in, with its city, network and sources where they are not there yet.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` with `planFileExists` when the plan is there already.
  public func bringIn(_ export: PlanExport, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      try viewer.require(.manageCity, .city(export.document.city.id))
      try PlanPacker(connection, dialect).bringIn(
        export, context: ChangeContext(by: viewer, at: now))
    }
  }
}

/// Gathers a plan from its tables and puts it back.
private struct PlanPacker {
  let connection: any Connection
  let dialect: Dialect

  init(_ connection: any Connection, _ dialect: Dialect) {
    self.connection = connection
    self.dialect = dialect
  }

  func export(of document: PlanDocument) throws -> PlanExport {
    var export = PlanExport(document: document)
    let plan = document.plan.id.rawValue
    export.programme = try document.network?.programme.flatMap {
      try RecordTable<Programme>(connection, dialect).find($0)
    }
    export.versions = try connection.rows(
      "SELECT * FROM plan_version WHERE plan = \(plan) ORDER BY number"
    ).map(PlanStore.version)
    export.decisions = try export.versions.map { version in
      let text: String? = try connection.value(
        "SELECT content FROM decision WHERE id = \(version.decision.rawValue)")
      return PlanExport.JSONText(id: version.decision.rawValue, text: text ?? "")
    }
    let files = (document.attachments + export.versions.flatMap(\.document.attachments))
      .map(\.digest)
    export.files = try Set(files).sorted { $0.rawValue < $1.rawValue }.map { digest in
      let bytes: [UInt8]? = try connection.value(
        "SELECT bytes FROM file_content WHERE digest = \(digest.rawValue)")
      return PlanExport.FileContent(
        digest: digest, base64: Data(bytes ?? []).base64EncodedString())
    }
    export.factSources = try sources(of: document, export.programme)
    let rankings = try rankings(of: plan)
    if !rankings.isEmpty { export.rankings = rankings }
    return export
  }

  private func rankings(of plan: String) throws -> [PlanExport.JSONText] {
    try connection.rows(
      """
      SELECT decision_input.decision, decision_input.content FROM scoring_round
      JOIN decision_input ON decision_input.decision = scoring_round.decision
      WHERE scoring_round.plan = \(plan) AND decision_input.name = \(RankingDecision.inputName)
      ORDER BY scoring_round.accepted_at, scoring_round.id
      """
    ).map { row in
      let bytes: [UInt8] = try row.value("content")
      return PlanExport.JSONText(
        id: try row.value("decision"), text: String(decoding: bytes, as: UTF8.self))
    }
  }

  private func sources(
    of document: PlanDocument, _ programme: Programme?
  ) throws -> [FactSource] {
    var ids: Set<ID<FactSource>> = []
    ids.formUnion(
      [document.city.source, document.network?.source, programme?.source].compactMap { $0 })
    ids.formUnion(document.organisations.compactMap(\.source))
    ids.formUnion(document.network?.claims.map(\.source) ?? [])
    ids.formUnion(document.network?.phases.compactMap(\.source) ?? [])
    return try ids.sorted().compactMap { try RecordTable<FactSource>(connection, dialect).find($0) }
  }

  func bringIn(_ export: PlanExport, context: ChangeContext) throws {
    let document = export.document
    let plan = document.plan.id
    let present = try RecordTable<Plan>(connection, dialect).find(plan)
    guard present == nil else {
      throw StoreError.invalid([FieldFault(field: "", message: Message("planFileExists"))])
    }
    let journal = ChangeJournal(connection: connection, dialect: dialect, context: context)
    for source in export.factSources { try addOnce(source, journal) }
    if let programme = export.programme { try addOnce(programme, journal) }
    if let network = document.network { try addOnce(network, journal) }
    try addOnce(document.city, journal)
    for organisation in document.organisations { try addOnce(organisation, journal) }
    try journal.add(document.plan, in: plan)
    try addRecords(of: document, journal)
    for file in export.files { try put(file) }
    for version in export.versions { try put(version, of: export) }
    if let newest = export.versions.max(by: { $0.number < $1.number }) {
      try SearchIndex(connection, dialect).publish(newest.document)
    }
  }

  private func addOnce<Record: StoredRecord>(
    _ record: Record, _ journal: ChangeJournal
  ) throws {
    guard try RecordTable<Record>(connection, dialect).find(record.id) == nil else { return }
    try journal.add(record, in: nil)
  }

  private func addRecords(of document: PlanDocument, _ journal: ChangeJournal) throws {
    let plan = document.plan.id
    for record in document.sections { try journal.add(record, in: plan) }
    for record in document.challenges { try journal.add(record, in: plan) }
    for record in document.objectives { try journal.add(record, in: plan) }
    for record in document.actions { try journal.add(record, in: plan) }
    for record in document.tasks { try journal.add(record, in: plan) }
    for record in document.costLines { try journal.add(record, in: plan) }
    for record in document.fundingCalls { try journal.add(record, in: plan) }
    for record in document.fundingSources { try journal.add(record, in: plan) }
    for record in document.fundingLines { try journal.add(record, in: plan) }
    for record in document.risks { try journal.add(record, in: plan) }
    for record in document.indicators { try journal.add(record, in: plan) }
    for record in document.stakeholders { try journal.add(record, in: plan) }
    for record in document.integration { try journal.add(record, in: plan) }
    for record in document.attachments { try journal.add(record, in: plan) }
  }

  private func put(_ file: PlanExport.FileContent) throws {
    guard let data = Data(base64Encoded: file.base64), Digest(of: data) == file.digest else {
      throw StoreError.invalid([
        FieldFault(
          field: "files", message: Message("planFileField", ["path": .text(".files")]))
      ])
    }
    try connection.execute(
      """
      INSERT INTO file_content (digest, bytes) VALUES (\(file.digest.rawValue), \(Array(data)))
      ON CONFLICT (digest) DO NOTHING
      """)
  }

  private func put(_ version: PlanVersion, of export: PlanExport) throws {
    guard let text = export.decisions.first(where: { $0.id == version.decision.rawValue })?.text,
      let json = try? JSONValue(parsing: text, limits: .records),
      let decision = try? Decision(json: json)
    else {
      throw StoreError.invalid([
        FieldFault(
          field: "decisions", message: Message("planFileField", ["path": .text(".decisions")]))
      ])
    }
    try DecisionWriter(connection).take(
      decision, subject: "plan \(version.plan) version \(version.number)")
    try connection.execute(
      """
      INSERT INTO plan_version (plan, number, published_at, document, digest, decision)
      VALUES (\(version.plan.rawValue), \(version.number), \(version.publishedAt.milliseconds),
        \(CanonicalJSON.text(of: try JSONValue(encoding: version.document))),
        \(version.digest.rawValue), \(version.decision.rawValue))
      """)
  }
}
