public import Civic
import Exact
public import Exchange

/// A plan with what its city has and measures, on its way out as tables.
public struct PlanSheets: Sendable {
  let document: PlanDocument
  let register: Register
  /// The values of the city's indicators, measured ones alone.
  let values: [(indicator: CityIndicator, values: [IndicatorValue])]
  let atlas: Atlas
  let texts: Texts
  let today: Day
  /// Only what everybody may read.
  let isPublic: Bool
  /// Where figures are read from, for the city's people.
  let feeds: [IndicatorSource]

  /// - Parameters:
  ///   - document: For the public the published version, else the working plan.
  ///   - register: For the public what is published of it.
  public init(
    document: PlanDocument, register: Register,
    values: [(indicator: CityIndicator, values: [IndicatorValue])], atlas: Atlas, texts: Texts,
    today: Day, isPublic: Bool, feeds: [IndicatorSource] = []
  ) {
    self.feeds = isPublic ? [] : feeds
    self.document = isPublic ? document.published() : document
    self.register = isPublic ? register.published : register
    self.values = isPublic ? values.filter { $0.indicator.isPublic } : values
    self.atlas = atlas
    self.texts = texts
    self.today = today
    self.isPublic = isPublic
  }

  /// Lists of the plan, in the order in which they are written.
  static let kinds: [any EditableRecord.Type] = [
    Challenge.self, Objective.self, Action.self, ActionTask.self, CostLine.self,
    FundingSource.self, FundingCall.self, FundingLine.self, Indicator.self, Risk.self,
    Stakeholder.self, IntegrationAssessment.self, PlanSection.self, Attachment.self,
  ]

  /// Lists of the city.
  static let entryKinds: [EntryKind] = EntryKind.facts + [.indicator, .correction, .pilot]

  public func tables(watch: ExportWatch = .none) throws(ExportError) -> [ExportTable] {
    let total = Self.kinds.count + Self.entryKinds.count + 2
    var tables = [overview, milestones]
    for kind in Self.kinds {
      try watch.reach(.tables, done: tables.count - 2, of: total)
      tables.append(table(kind))
    }
    try watch.reach(.tables, done: tables.count - 2, of: total)
    tables.append(organisationTable)
    for kind in Self.entryKinds {
      try watch.reach(.tables, done: tables.count - 2, of: total)
      tables.append(table(kind.type, kind))
    }
    try watch.reach(.tables, done: tables.count - 2, of: total)
    tables.append(valueTable)
    return tables
  }

  /// How many rows the lists have, without writing them.
  public var rowCount: Int {
    Self.kinds.map { Self.count($0, in: document) }.reduce(document.actions.count, +)
      + document.organisations.count
      + Self.entryKinds.map { $0.entries(of: register).count }.reduce(0, +)
      + values.map(\.values.count).reduce(0, +)
  }

  private static func count<Record: EditableRecord>(
    _ type: Record.Type, in document: PlanDocument
  ) -> Int {
    Record.all(in: document).count
  }

  var context: FormContext {
    var context = FormContext(
      document: document, texts: texts, contentLanguage: document.plan.language)
    context.atlas = atlas
    context.register = register
    context.feeds = feeds
    return context
  }

  private func table<Record: EditableRecord>(_ type: Record.Type) -> ExportTable {
    let records = Record.all(in: document)
    return Record.sheet(records, in: context)
      .table(records, title: texts(Record.words.plural), isPublic: isPublic)
  }

  private var organisationTable: ExportTable {
    OrganisationForm.sheet(document.organisations, in: context)
      .table(document.organisations, title: texts(.organisationsTitle), isPublic: isPublic)
  }

  private func table<Entry: EditableEntry>(_ type: Entry.Type, _ kind: EntryKind) -> ExportTable {
    let entries = kind.entries(of: register).compactMap { $0 as? Entry }
    return Entry.sheet(entries, city: document.city, in: context.ofCity)
      .table(entries, title: texts(kind.title), isPublic: isPublic)
  }

  /// Every measured value, with the code of its indicator.
  private var valueTable: ExportTable {
    ValueSheet(context: context).table(values, isPublic: isPublic)
  }
}

extension EditableRecord {
  /// The fields of the form, and the action it hangs on where the form is reached from there.
  static var tableFields: [FormField<Self>] {
    (Self.self as? any PartOfAction.Type)?.fieldOfAction(Self.self).map { [$0] + form.fields }
      ?? form.fields
  }

  static func sheet(
    _ records: [Self], in context: FormContext, catalogue: [FormContext] = [],
    earlier: [FormContext] = [], everyLanguage: Bool = false
  ) -> RecordSheet<Self> {
    let document = context.document
    let parent = document.actions.first?.id.rawValue
    let sample =
      blank(id: Exact.ID(rawValue: ""), parent: nil, in: document)
      ?? blank(id: Exact.ID(rawValue: ""), parent: parent, in: document)
    return RecordSheet(
      tableFields, records: records, sample: sample, primary: document.plan.language, in: context,
      catalogue: catalogue, earlier: earlier, everyLanguage: everyLanguage)
  }
}

extension EditableEntry {
  static func sheet(
    _ entries: [Self], city: City, in context: FormContext, catalogue: [FormContext] = [],
    earlier: [FormContext] = [], everyLanguage: Bool = false
  ) -> RecordSheet<Self> {
    RecordSheet(
      form.fields, records: entries,
      sample: blank(id: Exact.ID(rawValue: ""), city: city, in: context),
      primary: context.document.plan.language, in: context, catalogue: catalogue,
      earlier: earlier, everyLanguage: everyLanguage)
  }
}

extension OrganisationForm {
  static func sheet(
    _ organisations: [Organisation], in context: FormContext, catalogue: [FormContext] = [],
    everyLanguage: Bool = false
  ) -> RecordSheet<Organisation> {
    RecordSheet(
      form.fields, records: organisations,
      sample: blank(id: Exact.ID(rawValue: ""), in: context.document),
      primary: context.document.plan.language, in: context, catalogue: catalogue,
      everyLanguage: everyLanguage)
  }
}

/// A record that is reached from its action, so that its form does not ask for it.
protocol PartOfAction: EditableRecord {
  var action: Exact.ID<Action> { get set }
}

extension PartOfAction {
  /// The question which action it is of.
  static func fieldOfAction<Record: Sendable>(_ type: Record.Type) -> FormField<Record>? {
    let field = FormField<Self>.reference("action", .riskActionField, required: \.action) {
      _, document in document.actionOptions
    }
    return field as? FormField<Record>
  }
}

extension ActionTask: PartOfAction {}
extension CostLine: PartOfAction {}
extension FundingLine: PartOfAction {}
