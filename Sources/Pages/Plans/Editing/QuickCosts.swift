public import Civic
public import Exact

/// All costs of an action as they are typed into one table.
public struct QuickCosts: Sendable {
  /// What saving the table would do.
  public struct Changes: Sendable {
    public var added: [CostLine] = []
    public var changed: [CostLine] = []
    public var removed: [CostLine] = []
    public var problems: [FieldProblem] = []
  }

  public let action: Action
  public let context: FormContext

  public init(action: Action, context: FormContext) {
    self.action = action
    self.context = context
  }

  /// The lines there are, in the order of the table.
  var lines: [CostLine] { context.document.costLines(of: action.id) }

  static let fields = ["year", "kind", "category", "title", "planned", "actual"]
  /// More rows than this no form sends.
  static let limit = 200

  static func name(_ field: String, row: Int) -> String { "cost-\(row)-\(field)" }

  /// The table as it stands when it is opened: the lines and a few empty rows.
  var input: FormInput {
    let values = lines.enumerated().flatMap { row, line in
      CostLine.form.input(of: line, in: context).named(row: row)
        + [
          (name: Self.name("id", row: row), value: line.id.rawValue),
          (name: Self.name("revision", row: row), value: String(line.revision)),
        ]
    }
    return FormInput(values + [(name: "rows", value: String(lines.count + 3))])
  }

  /// How many rows a form has.
  public static func rows(of input: FormInput) -> Int {
    min(max(Int(input["rows"] ?? "") ?? 0, 0), limit)
  }

  /// What was typed, with more empty rows.
  public static func adding(rows: Int, to input: FormInput) -> FormInput {
    let kept = Set(input.names).subtracting(["rows"]).flatMap { name in
      input.all(name).map { (name: name, value: $0) }
    }
    return FormInput(
      kept + [(name: "rows", value: String(min(Self.rows(of: input) + rows, limit)))])
  }

  /// Reads the table: a row without amounts and title is no cost; one that was a cost is removed.
  ///
  /// Nothing is to be saved while there are problems.
  ///
  /// - Parameter newID: Makes the identifiers of new lines.
  public func read(_ input: FormInput, newID: () -> Exact.ID<CostLine>) -> Changes {
    var changes = Changes()
    for row in 0..<Self.rows(of: input) {
      let id = input[Self.name("id", row: row)] ?? ""
      let present = lines.first { $0.id.rawValue == id }
      if let present, let problem = meanwhile(present, row, input) {
        changes.problems.append(problem)
      }
      guard !isEmpty(row, input) else {
        if let present { changes.removed.append(present) }
        continue
      }
      guard
        let start = present
          ?? CostLine.blank(id: newID(), parent: action.id.rawValue, in: context.document)
      else { continue }
      let values = FormInput(
        Self.fields.map { ($0, input[Self.name($0, row: row)] ?? "") })
      let (line, problems) = CostLine.form.read(values, into: start, in: context)
      changes.problems += problems.map {
        FieldProblem(field: Self.name($0.field, row: row), message: $0.message)
      }
      if present == nil {
        changes.added.append(line)
      } else if line != present {
        changes.changed.append(line)
      }
    }
    return changes
  }

  /// What somebody else saved since the table was opened.
  private func meanwhile(_ line: CostLine, _ row: Int, _ input: FormInput) -> FieldProblem? {
    guard input[Self.name("revision", row: row)] != String(line.revision) else { return nil }
    return FieldProblem(
      field: Self.name("planned", row: row),
      message: Message("problemCostChanged", ["amount": .money(context.money(line.planned))]))
  }

  private func isEmpty(_ row: Int, _ input: FormInput) -> Bool {
    ["title", "planned", "actual"].allSatisfy { input.text(Self.name($0, row: row)) == nil }
  }
}

extension FormInput {
  /// The values under the names of one row.
  fileprivate func named(row: Int) -> [(name: String, value: String)] {
    names.flatMap { name in
      all(name).map { (name: QuickCosts.name(name, row: row), value: $0) }
    }
  }
}
