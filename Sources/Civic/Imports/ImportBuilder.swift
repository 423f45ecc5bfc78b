import Exact

/// Makes the records of a plan from the rows of a table, gathering what cannot be understood.
struct ImportBuilder {
  let table: Table
  let settings: ImportSettings
  let document: PlanDocument
  let newKey: () -> String
  let columns: [ActionField: Int]
  let headings: [String]
  var outcome = ImportOutcome()
  /// The cells that have found their place.
  var placed: Set<CellAddress> = []
  var organisations = ImportNames<Organisation>()
  var objectives = ImportNames<Objective>()
  var sources = ImportNames<FundingSource>()
  var amounts: [ActionField: ImportAmount] = [:]
  var ratesAreFractions = false
  var roundedAmounts = 0
  private var reported: Set<CellAddress> = []
  /// The codes of the plan.
  private let knownCodes: Set<String>
  private let lastPosition: Int
  /// Where each code of the file stands first.
  private var codes: [String: CellAddress] = [:]
  private var madeUpCodes = 0

  init(
    table: Table, settings: ImportSettings, document: PlanDocument,
    newKey: @escaping () -> String
  ) {
    self.table = table
    self.settings = settings
    self.document = document
    self.newKey = newKey
    columns = Dictionary(settings.fields.map { ($1, $0) }) { min($0, $1) }
    headings = table.headings(settings.headerRows)
    knownCodes = Set(document.actions.map(\.code))
    lastPosition = document.actions.map(\.position).max() ?? 0
    for organisation in document.organisations {
      organisations.add(organisation.name, organisation.id)
    }
    for objective in document.objectives {
      objectives.add(objective.code, objective.id)
      objectives.add(objective.title, objective.id)
      objectives.add(objective.label, objective.id)
    }
    for source in document.fundingSources { sources.add(source.name, source.id) }
  }

  var language: Language { settings.language }
  var plan: Plan { document.plan }

  func id<Record>() -> Exact.ID<Record> { Exact.ID(rawValue: newKey()) }

  mutating func build() {
    prepareAmounts()
    let sorter = ImportRowSorter(table: table, settings: settings, columns: columns) {
      [amounts] row, field in
      guard let cell = row.cell(field), let reader = amounts[field],
        case .amount(let units, _) = reader.read(cell)
      else { return nil }
      return units
    }
    outcome.skipped = sorter.skipped()
    let rows = table.rows.indices.dropFirst(settings.headerRows.upperBound)
      .filter { outcome.skipped[$0] == nil }
      .map { ImportRow(index: $0, table: table, columns: columns) }
    guard columns[.title] != nil else {
      let address = CellAddress(row: settings.firstHeaderRow, column: 0)
      outcome.problems = [ImportProblem(address, .title, Message("importProblemNoTitle"))]
      return
    }
    checkHeadings(rows)
    prepareRates(rows)
    gatherCodes(rows)
    for row in rows { add(row) }
    if roundedAmounts > 0 {
      outcome.remarks.append(Message("importRemarkRounded", ["count": .count(roundedAmounts)]))
    }
    outcome.problems.sort { $0.address < $1.address }
  }

  private mutating func add(_ row: ImportRow) {
    let title = take(row, .title)?.text.trimmed ?? ""
    if title.isEmpty { report(row, .title, Message("importProblemTitle")) }
    var action = Action(
      id: id(), plan: plan.id,
      position: lastPosition + outcome.additions.actions.count + 1,
      code: code(row), title: Multilingual(title, in: language))
    outcome.actions[row.index] = action.id
    describe(&action, row)
    date(&action, row)
    addCosts(of: action, row)
    addFunding(of: action, row)
    addResults(of: action, row)
    note(&action, row)
    outcome.additions.actions.append(action)
  }

  /// The cell of a field, which thereby has found its place.
  mutating func take(_ row: ImportRow, _ field: ActionField) -> Cell? {
    guard let cell = row.cell(field), let address = row.address(field) else { return nil }
    placed.insert(address)
    if case .formulaError(let error) = cell.content {
      report(row, field, Message("importProblemFormula", ["text": .text(error)]))
      return nil
    }
    return cell
  }

  mutating func takeText(_ row: ImportRow, _ field: ActionField) -> Multilingual? {
    take(row, field).map { Multilingual($0.text.trimmed, in: language) }
  }

  /// A problem at the cell of a field; one cell has one problem.
  mutating func report(
    _ row: ImportRow, _ field: ActionField, _ message: Message, readings: [String] = []
  ) {
    guard let address = row.address(field), reported.insert(address).inserted else { return }
    placed.insert(address)
    outcome.problems.append(ImportProblem(address, field, message, readings: readings))
  }

  /// What a message needs to say which values a cell can have: the name of each, and its text.
  func choices<Value: Named & CaseIterable>(
    _ type: Value.Type, _ cell: Cell
  ) -> [String: Message.Argument] {
    var arguments: [String: Message.Argument] = ["text": .text(cell.text.trimmed)]
    for value in Value.allCases { arguments[value.rawValue] = .name(value) }
    return arguments
  }

  /// Whether a part is all that the cell of the field holds, so that a reading can replace it.
  func isWhole(_ part: Cell, _ row: ImportRow, _ field: ActionField) -> Bool {
    row.text(field) == part.text.trimmed
  }

  private mutating func gatherCodes(_ rows: [ImportRow]) {
    for row in rows {
      guard let code = row.text(.code), let address = row.address(.code) else { continue }
      if knownCodes.contains(code) {
        report(row, .code, Message("problemCodeTaken", ["code": .text(code)]))
      } else if let first = codes[code] {
        report(
          row, .code,
          Message(
            "importProblemCodeTwice",
            ["code": .text(code), "cell": .text(first.description)]))
      } else {
        codes[code] = address
      }
    }
  }

  /// The code of the row, or else the next that is free.
  private mutating func code(_ row: ImportRow) -> String {
    if let cell = take(row, .code) { return cell.text.trimmed }
    var made = ""
    repeat {
      madeUpCodes += 1
      made = "A\(madeUpCodes)"
    } while codes[made] != nil || knownCodes.contains(made)
    return made
  }
}
