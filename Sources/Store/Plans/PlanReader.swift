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
    return document
  }

  private func records<Record: StoredRecord>(_ plan: ID<Plan>) throws -> [Record] {
    try RecordTable<Record>(connection, dialect).all(where: "plan = \(plan.rawValue)")
  }
}
