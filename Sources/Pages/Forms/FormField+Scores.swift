import Civic

extension FormField {
  /// The twelve aspects of integration: now, as aimed at, and why.
  static func scores(
    _ name: String, _ label: TextKey, hint: TextKey? = nil,
    _ path: Property<Record, [IntegrationScore]>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, properties: [name],
      read: { record, context in
        IntegrationAspect.allCases.flatMap { aspect in
          let score = record[keyPath: path].first { $0.aspect == aspect }
          return [
            (ScoreNames.now(name, aspect), score.map { String($0.now) } ?? ""),
            (ScoreNames.ambition(name, aspect), score.map { String($0.ambition) } ?? ""),
            (ScoreNames.reason(name, aspect), score?.reason?[context.contentLanguage] ?? ""),
          ]
        }
      },
      write: { input, record, context in
        var problems: [FieldProblem] = []
        let scores = IntegrationAspect.allCases.compactMap { aspect in
          Self.score(
            of: aspect, name, input, context,
            present: record[keyPath: path].first { $0.aspect == aspect }, &problems)
        }
        if problems.isEmpty { record[keyPath: path] = scores }
        return problems
      },
      shown: { record, context in
        record[keyPath: path].map { score in
          "\(context.texts.name(of: score.aspect)): \(score.now) → \(score.ambition)"
            + (score.reason.map { " (\(context.words($0)))" } ?? "")
        }.joined(separator: "\n")
      },
      control: { ScoreTable(state: $0).html }
    ).cell {
      $0.parts = { _, context in
        IntegrationAspect.allCases.flatMap { aspect in
          let title = context.texts.name(of: aspect)
          return [
            (ScoreNames.now(name, aspect), "\(title): \(context.texts(.scoreNow))"),
            (ScoreNames.ambition(name, aspect), "\(title): \(context.texts(.scoreAmbition))"),
            (ScoreNames.reason(name, aspect), "\(title): \(context.texts(.scoreReason))"),
          ]
        }
      }
    }
  }

  /// - Returns: None for an aspect that was left out, or where something is wrong.
  private static func score(
    of aspect: IntegrationAspect, _ name: String, _ input: FormInput, _ context: FormContext,
    present: IntegrationScore?, _ problems: inout [FieldProblem]
  ) -> IntegrationScore? {
    let names = [ScoreNames.now(name, aspect), ScoreNames.ambition(name, aspect)]
    let typed = names.map { (input[$0] ?? "").tidied }
    let reasonName = ScoreNames.reason(name, aspect)
    let reason = (input[reasonName] ?? "").tidied
    if typed.allSatisfy(\.isEmpty) && reason.isEmpty { return nil }
    let levels = typed.map { text in Int(text).flatMap { (0...5).contains($0) ? $0 : nil } }
    for (name, level) in zip(names, levels) where level == nil {
      problems.append(FieldProblem(field: name, message: Message("problemScores")))
    }
    if reason.count > FormLimits.longText { problems.append(FormLimits.tooLong(reasonName)) }
    guard let now = levels[0], let ambition = levels[1] else { return nil }
    return IntegrationScore(
      aspect: aspect, now: now, ambition: ambition,
      reason: .written(reason, over: present?.reason, in: context.contentLanguage))
  }
}

/// The names of the values of one aspect.
private enum ScoreNames {
  static func now(_ name: String, _ aspect: IntegrationAspect) -> String {
    "\(name)-\(aspect.rawValue)-now"
  }

  static func ambition(_ name: String, _ aspect: IntegrationAspect) -> String {
    "\(name)-\(aspect.rawValue)-ambition"
  }

  static func reason(_ name: String, _ aspect: IntegrationAspect) -> String {
    "\(name)-\(aspect.rawValue)-reason"
  }
}

/// One row for each aspect: two levels and a reason.
private struct ScoreTable<Record: Sendable>: Component {
  let state: FieldState<Record>

  var html: HTML {
    let texts = state.texts
    let id = Field.id(for: state.field.name)
    return Fieldset(
      id: id, legend: state.label, notes: state.notes(),
      content: Table(
        id: "\(id)-table", caption: state.label, hidesCaption: true,
        columns: [
          Table.Column(title: texts(.scoreAspect)), Table.Column(title: texts(.scoreNow)),
          Table.Column(title: texts(.scoreAmbition)), Table.Column(title: texts(.scoreReason)),
        ], rows: IntegrationAspect.allCases.map(row)
      ).html
    ).html
  }

  private func row(_ aspect: IntegrationAspect) -> Table.Row {
    let name = state.texts.name(of: aspect)
    let field = state.field.name
    return Table.Row(cells: [
      "\(name)", level(ScoreNames.now(field, aspect), "\(name): \(state.texts(.scoreNow))"),
      level(ScoreNames.ambition(field, aspect), "\(name): \(state.texts(.scoreAmbition))"),
      reason(aspect, "\(name): \(state.texts(.scoreReason))"),
    ])
  }

  private func level(_ name: String, _ label: String) -> HTML {
    let value = state.values[name] ?? ""
    var levels = (0...5).map(String.init)
    // What cannot be read stays in sight.
    if !value.isEmpty && !levels.contains(value) { levels.append(value) }
    return Select(
      name: name, label: label,
      choices: levels.map { Choice(value: $0, label: $0, isChosen: $0 == value) },
      notes: FieldNotes(error: state.problem(at: name)), placeholder: "–", hidesLabel: true
    ).html
  }

  private func reason(_ aspect: IntegrationAspect, _ label: String) -> HTML {
    let name = ScoreNames.reason(state.field.name, aspect)
    return TextArea(
      name: name, label: label, value: state.values[name] ?? "",
      notes: FieldNotes(error: state.problem(at: name)), rows: 2,
      language: state.context.typedLanguage, hidesLabel: true
    ).html
  }
}
