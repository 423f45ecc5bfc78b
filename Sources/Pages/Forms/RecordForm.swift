import Civic

/// All questions about a record, in groups, with the rules between them.
public struct RecordForm<Record: Sendable>: Sendable {
  /// Questions under one legend; the first group may do without.
  struct Group: Sendable {
    var legend: TextKey?
    var fields: [FormField<Record>]

    init(_ legend: TextKey? = nil, _ fields: [FormField<Record>]) {
      self.legend = legend
      self.fields = fields
    }
  }

  let groups: [Group]
  /// The rules of the domain that the written record breaks.
  let rules: @Sendable (Record, FormContext) -> [(field: String, message: Message)]

  var fields: [FormField<Record>] { groups.flatMap(\.fields) }

  /// The record's values as they would be typed.
  public func input(of record: Record, in context: FormContext) -> FormInput {
    FormInput(fields.flatMap { $0.read(record, context) })
  }

  /// Takes over what was typed; where something is wrong, the record keeps what it had.
  ///
  /// Rules about properties that the form does not hold are left to whoever saves the record.
  public func read(
    _ input: FormInput, into record: Record, in context: FormContext
  ) -> (record: Record, problems: [FieldProblem]) {
    var written = record
    var problems = fields.flatMap { $0.write(input, &written, context) }
    let wrong = Set(problems.map(\.field))
    let held = Set(fields.flatMap { [$0.name] + $0.properties })
    for rule in rules(written, context)
    where held.contains(rule.field) && !wrong.contains(rule.field) {
      problems.append(FieldProblem(field: rule.field, message: rule.message))
    }
    return (written, problems)
  }

  /// The groups of fields, to be put into a form.
  func html(_ state: FormState<Record>, in context: FormContext) -> HTML {
    groups.enumerated().map { number, group in
      let content = group.fields.map { field in
        field.control(
          FieldState(
            field: field, record: state.record, values: state.values, problems: state.problems,
            conflict: state.conflict, context: context))
      }.joined()
      guard let legend = group.legend else { return content }
      return Fieldset(
        id: "group-\(number + 1)", legend: context.texts(legend), content: content, isQuestion: true
      ).html
    }.joined()
  }
}

extension RecordForm where Record: PlanRecord {
  init(_ groups: [Group]) {
    self.init(groups: groups) { record, context in
      record.problems(in: context.document.with(record))
    }
  }
}

/// A record in its form: what it is, what was typed, and what came of that.
struct FormState<Record: Sendable>: Sendable {
  let record: Record
  let values: FormInput
  var problems: [FieldProblem] = []
  var conflict: (saved: Record, words: String)?

  init(record: Record, values: FormInput) {
    self.record = record
    self.values = values
  }
}
