import Civic
import Exact
import Maturity

extension FormField {
  static func weight(_ path: Property<Record, ExactDecimal>) -> FormField {
    .required("weight", .assessmentWeight, hint: .frameworkWeightHint, path, .decimal)
  }

  /// Texts in rows, in the language of the content; rows left empty in it stay in the others.
  static func rows(
    _ name: String, _ label: TextKey, hint: TextKey, count: Int,
    _ path: Property<Record, [Multilingual]>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, properties: [name],
      read: { record, context in
        record[keyPath: path].enumerated().map {
          ("\(name)-\($0.offset)", $0.element[context.contentLanguage] ?? "")
        }
      },
      write: { input, record, context in
        let present = record[keyPath: path]
        var rows: [Multilingual] = []
        for index in 0..<count {
          let text = (input["\(name)-\(index)"] ?? "").tidied
          guard text.count <= FormLimits.line else {
            return [FormLimits.tooLong(name, FormLimits.line)]
          }
          let earlier =
            present.indices.contains(index)
            ? present[index] : Multilingual(original: context.contentLanguage, texts: [:])
          let next = earlier.written(text, in: context.contentLanguage)
          if !next.isEmpty { rows.append(next) }
        }
        record[keyPath: path] = rows
        return []
      },
      shown: { record, context in
        record[keyPath: path].map { context.words($0) }.joined(separator: "; ")
      },
      control: { state in
        let present = state.record[keyPath: path]
        let fields = (0..<count).map { index -> HTML in
          let original = present.indices.contains(index) ? present[index] : nil
          let isMissing = original.map { $0[state.context.contentLanguage] == nil } ?? false
          return TextField(
            name: "\(name)-\(index)", label: "\(state.label) \(index + 1)",
            value: state.values["\(name)-\(index)"] ?? "",
            notes: FieldNotes(hint: isMissing ? original.map { state.context.words($0) } : nil),
            language: state.context.typedLanguage
          ).html
        }
        return Fieldset(
          id: Field.id(for: name), legend: state.label, notes: state.notes(),
          content: HTML.joined(fields)
        ).html
      })
  }
}

extension FormField where Record == FrameworkDraft {
  /// The steps a city can reach as a whole: a name and the least score, where one is needed.
  static var frameworkLevels: FormField {
    let count = 7
    return FormField(
      name: "levels", label: .frameworkStepsField, hint: .frameworkStepsHint,
      properties: ["levels"],
      read: { draft, context in
        draft.levels.enumerated().flatMap { index, level in
          [
            ("level-\(index)", level.name[context.contentLanguage] ?? ""),
            ("from-\(index)", level.from?.description ?? ""),
          ]
        }
      },
      write: { input, draft, context in
        var levels: [DraftLevel] = []
        for index in 0..<count {
          let text = (input["level-\(index)"] ?? "").tidied
          let number = (input["from-\(index)"] ?? "").tidied.replacing(",", with: ".")
          guard text.count <= FormLimits.line else { return [FormLimits.tooLong("levels")] }
          let earlier = draft.levels.indices.contains(index) ? draft.levels[index] : nil
          let blank = Multilingual(original: context.contentLanguage, texts: [:])
          let name = (earlier?.name ?? blank).written(text, in: context.contentLanguage)
          guard !name.isEmpty else { continue }
          let from = number.isEmpty ? nil : ExactDecimal(number)
          let isShare = from.map { $0.rational >= .zero && $0.rational <= .one } ?? number.isEmpty
          guard isShare else {
            return [FieldProblem(field: "levels", message: Message("frameworkShareWanted"))]
          }
          let id =
            earlier?.id
            ?? FrameworkDraft.free(
              text, or: "level-\(index + 1)", among: Set((draft.levels + levels).map(\.id)))
          levels.append(DraftLevel(id: id, from: from, name: name))
        }
        draft.levels = levels
        return []
      },
      shown: { draft, context in
        draft.levels.map { context.words($0.name) }.joined(separator: "; ")
      },
      control: { state in
        let rows = (0..<count).map { index -> HTML in
          FieldRow(fields: [
            TextField(
              name: "level-\(index)", label: "\(state.label) \(index + 1)",
              value: state.values["level-\(index)"] ?? "",
              language: state.context.typedLanguage
            ).html,
            TextField(
              name: "from-\(index)", label: "\(state.texts(.frameworkFromField)) \(index + 1)",
              value: state.values["from-\(index)"] ?? "", width: .short, inputMode: "decimal"
            ).html,
          ]).html
        }
        return Fieldset(
          id: "levels", legend: state.label, notes: state.notes(), content: HTML.joined(rows)
        ).html
      })
  }
}
