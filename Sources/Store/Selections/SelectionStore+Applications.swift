public import Civic
import Database
public import Exact

/// An application as one viewer may see it.
public struct ApplicationView: Sendable {
  public let call: SelectionCall
  public let application: CityApplication
  public let city: City
  public let facts: ApplicantFacts
  /// The sheets that the viewer may see.
  public let sheets: [AssessorSheet]
  /// Who is assigned, for those who lead the call and, as themselves alone, for an assessor.
  public let assessors: [Assessor]
  public let ruling: SelectionRuling?
  public let files: [HandedFile]
  /// Since when assessors may revise their scores; nil for those who see none.
  public let discussedSince: Instant?

  /// Somebody assigned, and how far they are; never what they gave.
  public struct Assessor: Hashable, Sendable {
    public let account: ID<Account>
    public let name: String
    public let isDone: Bool
    public let conflict: String?
  }

  public var findings: [EligibilityFinding] {
    call.rules.eligibility.findings(on: facts)
  }
}

extension SelectionStore {
  /// The applications of a call that somebody may see: a city its own, who leads the call what was
  /// submitted, an assessor what they are assigned.
  public func applications(
    of id: ID<SelectionCall>, for viewer: Viewer
  ) async throws -> [ApplicationView] {
    let dialect = database.dialect
    return try await database.read { connection in
      let call = try Self.call(id, for: viewer, connection, dialect)
      return try Self.views(of: call, for: viewer, connection, dialect)
    }
  }

  /// The applications of open and closed calls that an assessor is assigned.
  public func assigned(to viewer: Viewer) async throws -> [ApplicationView] {
    let dialect = database.dialect
    guard let account = viewer.account else { return [] }
    return try await database.read { connection in
      try RecordTable<SelectionCall>(connection, dialect).all(
        where: """
          id IN (SELECT city_application.call FROM city_application
            JOIN assessor_sheet ON assessor_sheet.application = city_application.id
            WHERE assessor_sheet.account = \(account.rawValue))
          """
      ).filter { viewer.may(.assess, .programme($0.programme)) }.flatMap { call in
        try Self.views(of: call, for: viewer, connection, dialect, withConflicts: true)
          .filter { view in view.assessors.contains { $0.account == account } }
      }
    }
  }

  /// - Throws: ``StoreError/notFound`` also when the viewer may not see it.
  public func application(
    _ id: ID<CityApplication>, for viewer: Viewer
  ) async throws -> ApplicationView {
    let dialect = database.dialect
    return try await database.read { try Self.view(of: id, for: viewer, $0, dialect) }
  }

  static func view(
    of id: ID<CityApplication>, for viewer: Viewer, _ connection: any Connection,
    _ dialect: Dialect
  ) throws -> ApplicationView {
    guard let application = try RecordTable<CityApplication>(connection, dialect).find(id),
      let call = try RecordTable<SelectionCall>(connection, dialect).find(application.call),
      let view = try views(of: call, for: viewer, connection, dialect)
        .first(where: { $0.application.id == id })
    else { throw StoreError.notFound }
    return view
  }

  /// - Parameter withConflicts: Whether an assessor finds also what a conflict keeps them from.
  static func views(
    of call: SelectionCall, for viewer: Viewer, _ connection: any Connection, _ dialect: Dialect,
    withConflicts: Bool = false
  ) throws -> [ApplicationView] {
    let applications = try RecordTable<CityApplication>(connection, dialect)
      .all(where: "call = \(call.id.rawValue)")
    let sheets = try sheets(of: call.id, connection)
    let rulings = try rulings(of: call.id, connection)
    let files = try HandedFiles(connection).all(in: call.id)
    let discussions = try discussions(of: call.id, connection)
    let cities = try applicants(to: call, connection, dialect)
    let leads = call.isLed(by: viewer)
    return applications.compactMap { application in
      let own = sheets.filter { $0.sheet.application == application.id }
      let mine = own.first { $0.sheet.account == viewer.account }
      let isKept = mine?.sheet.hasConflict == true && !withConflicts
      let isOfCity = viewer.may(.readWorking, .city(application.city))
      let isAssessor = mine != nil && viewer.may(.assess, .programme(call.programme))
      let wasSubmitted = application.submittedAt != nil
      guard isOfCity || (wasSubmitted && (leads || (isAssessor && !isKept))),
        let city = cities.first(where: { $0.id == application.city })
      else { return nil }
      let shown = own.map(\.sheet).visible(
        to: isAssessor ? viewer.account : nil, leads: leads, needing: call.assessors)
      let known = leads ? own : own.filter { isAssessor && $0.sheet.account == viewer.account }
      let handed = files.filter { $0.owner == .application(application.id) }
      return ApplicationView(
        call: call, application: application, city: city,
        facts: facts(
          of: application, from: city, in: call, among: applications, files: handed),
        sheets: shown, assessors: known.map(\.assessor),
        ruling: leads ? rulings.first { $0.application == application.id.rawValue } : nil,
        files: handed,
        discussedSince: leads || isAssessor ? discussions[application.id] : nil)
    }
  }

  private static func applicants(
    to call: SelectionCall, _ connection: any Connection, _ dialect: Dialect
  ) throws -> [City] {
    try RecordTable<City>(connection, dialect).all(
      where: """
        id IN (SELECT city FROM city_application WHERE call = \(call.id.rawValue))
        """)
  }

  static func facts(
    of application: CityApplication, from city: City, in call: SelectionCall,
    among all: [CityApplication], files: [HandedFile]
  ) -> ApplicantFacts {
    let others = all.count {
      $0.city == city.id && $0.id != application.id && $0.status == .submitted
    }
    var facts = ApplicantFacts(
      of: application, from: city, documents: call.documentNames.count, others: others)
    for document in files.compactMap(\.document) where facts.documents.indices.contains(document) {
      facts.documents[document] = true
    }
    return facts
  }
}
