public import Civic
import Exact

/// A plan with its city while tables are read into it: what one sheet brings, the next can refer to.
public struct WorkbookState: Sendable {
  public var document: PlanDocument
  public var register: Register
  let values: [(indicator: CityIndicator, values: [IndicatorValue])]
  let atlas: Atlas
  /// In the reader's language.
  let texts: Texts
  /// In every language, for headings and choices.
  let catalogue: [Texts]
  let practices: [Practice]
  let feeds: [IndicatorSource]
  /// What was there before the tables, by whose names they still refer to it.
  private let start: (document: PlanDocument, register: Register)
  /// Gives a new identifier each time.
  let newKey: @Sendable () -> String

  public init(
    document: PlanDocument, register: Register,
    values: [(indicator: CityIndicator, values: [IndicatorValue])], atlas: Atlas, texts: Texts,
    catalogue: [Texts], practices: [Practice] = [], feeds: [IndicatorSource] = [],
    newKey: @escaping @Sendable () -> String
  ) {
    self.document = document
    self.register = register
    start = (document, register)
    self.values = values
    self.atlas = atlas
    self.texts = texts
    self.catalogue = catalogue
    self.practices = practices
    self.feeds = feeds
    self.newKey = newKey
  }

  private func form(
    of document: PlanDocument, _ register: Register, in texts: Texts
  ) -> FormContext {
    var context = FormContext(
      document: document, texts: texts, contentLanguage: document.plan.language)
    context.atlas = atlas
    context.register = register
    context.practices = practices
    context.feeds = feeds
    return context
  }

  var context: FormContext { form(of: document, register, in: texts) }
  var contexts: [FormContext] { catalogue.map { form(of: document, register, in: $0) } }
  var earlier: [FormContext] { catalogue.map { form(of: start.document, start.register, in: $0) } }
}

/// A cell that cannot be taken.
public struct WorkbookProblem: Hashable, Sendable {
  public let cell: WorkbookCell
  public let heading: String
  public let message: Message
  /// What can be chosen instead; none where one types.
  public let choices: [String]?
}

/// A record that tables bring, change or take out.
public struct RecordDifference: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case added, changed, removed }

  public struct Field: Hashable, Sendable {
    public let label: String
    public let before: String
    public let after: String
  }

  public let kind: Kind
  public let name: String
  public let fields: [Field]
}

/// What comes of one sheet.
public struct SheetOutcome: Sendable {
  /// The name of the sheet in the file.
  public let sheet: String
  /// The list it belongs to.
  public let title: String
  public var writes: [RecordWrite] = []
  public var values: [ValueWrite] = []
  public var differences: [RecordDifference] = []
  public var unchanged = 0
  /// How many records of the list are not in the sheet, where it has their identifiers.
  public var absent = 0
  public var problems: [WorkbookProblem] = []
  /// Headings under which something stands that is not read.
  public var otherColumns: [String] = []

  init(sheet: String, title: String) {
    self.sheet = sheet
    self.title = title
  }

  public func count(_ kind: RecordDifference.Kind) -> Int { differences.count { $0.kind == kind } }
}
