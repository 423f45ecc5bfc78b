import Civic
import Database
import Exact

/// Reads whole plans within one transaction.
struct PlanReader {
  let connection: any Connection
  let dialect: Dialect

  init(_ connection: any Connection, _ dialect: Dialect) {
    self.connection = connection
    self.dialect = dialect
  }

  /// - Throws: ``StoreError/notFound``.
  func plan(_ id: ID<Plan>) throws -> Plan {
    guard let plan = try RecordTable<Plan>(connection, dialect).find(id) else {
      throw StoreError.notFound
    }
    return plan
  }

  func document(_ id: ID<Plan>) throws -> PlanDocument {
    var document = try cover(id)
    try readRecords(into: &document)
    return document
  }

  /// The same, with the records from a shelf where they are there as they are here.
  func document(_ id: ID<Plan>, from shelf: WorkingShelf) throws -> PlanDocument {
    var document = try cover(id)
    guard let stamp = try lastChange(of: id) else {
      try readRecords(into: &document)
      return document
    }
    if let known = shelf.document(id, after: stamp) {
      let cover = document
      document = known
      (document.plan, document.city) = (cover.plan, cover.city)
      (document.network, document.organisations) = (cover.network, cover.organisations)
      return document
    }
    try readRecords(into: &document)
    shelf.put(document, after: stamp)
    return document
  }

  /// How the plan's history ends; every change of its records is in it.
  func lastChange(of id: ID<Plan>) throws -> WorkingShelf.Stamp? {
    try connection.row(
      """
      SELECT id, at, record, after FROM change WHERE plan = \(id.rawValue)
      ORDER BY id DESC LIMIT 1
      """
    ).map { row in
      WorkingShelf.Stamp(
        change: try row.value("id"), at: try row.value("at"), record: try row.value("record"),
        after: try row.value("after"))
    }
  }

  /// The plan with what it stands in: city, network, organisations.
  private func cover(_ id: ID<Plan>) throws -> PlanDocument {
    let plan = try plan(id)
    guard let city = try RecordTable<City>(connection, dialect).find(plan.city) else {
      throw StoreError.notFound
    }
    var document = PlanDocument(plan: plan, city: city)
    document.network = try plan.network.flatMap {
      try RecordTable<Network>(connection, dialect).find($0)
    }
    document.organisations = try RecordTable<Organisation>(connection, dialect)
      .all(where: "city = \(city.id.rawValue)")
    return document
  }

  private func readRecords(into document: inout PlanDocument) throws {
    let id = document.plan.id
    document.sections = try records(id)
    document.challenges = try records(id)
    document.objectives = try records(id)
    document.actions = try records(id)
    document.tasks = try records(id)
    document.costLines = try records(id)
    document.fundingCalls = try records(id)
    document.fundingSources = try records(id)
    document.fundingLines = try records(id)
    document.risks = try records(id)
    document.indicators = try records(id)
    document.stakeholders = try records(id)
    document.integration = try records(id)
    document.attachments = try records(id)
    document.sort()
  }

  private func records<Record: StoredRecord>(_ plan: ID<Plan>) throws -> [Record] {
    try RecordTable<Record>(connection, dialect).all(where: "plan = \(plan.rawValue)")
  }
}
