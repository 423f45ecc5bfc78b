import Civic

extension FormField {
  /// Sustainable Development Goals.
  static func goals(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, [Int]>
  ) -> FormField {
    .several(name, label, hint: hint, path) { _, context in
      Goal.allCases.map { goal in
        FormOption(
          value: goal.number, key: goal.rawValue,
          label: "\(goal.rawValue) \(context.texts.name(of: goal))")
      }
    }
  }

  /// How strongly something is affected, for better or worse.
  static func effect(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Effect?>
  ) -> FormField {
    .selection(name, label, hint: hint, path) { _, context in
      Effect.allCases.map {
        FormOption(value: $0, key: String($0.rawValue), label: context.texts($0.textKey))
      }
    }
  }

  /// A level from 1 to 5.
  static func level(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Int>
  ) -> FormField {
    .selection(name, label, hint: hint, required: path) { _, _ in
      (1...5).map { FormOption(value: $0, key: String($0), label: String($0)) }
    }
  }

  /// A common indicator of cohesion policy, or none.
  static func indicatorCode(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, PolicyCode?>
  ) -> FormField {
    .selection(name, label, hint: hint, path) { _, context in
      (PolicyCode.outputIndicators + PolicyCode.resultIndicators).map {
        FormOption(
          value: $0, key: $0.rawValue, label: "\($0.rawValue) \(context.texts.name(of: $0))")
      }
    }
  }

  /// Specific objectives of cohesion policy, grouped by policy objective.
  static func policyCodes(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, [PolicyCode]>
  ) -> FormField {
    let plain = FormField.several(name, label, hint: hint, path) { _, context in
      PolicyCode.specificObjectives.map {
        FormOption(
          value: $0, key: $0.rawValue, label: "\($0.rawValue) \(context.texts.name(of: $0))")
      }
    }
    return FormField(
      name: name, label: label, hint: hint, properties: [name], choices: plain.choices,
      read: plain.read, write: plain.write, shown: plain.shown,
      control: { PolicyCodeBoxes(state: $0).html }
    ).cell { $0.isSeveral = true }
  }

  /// Words parted by commas.
  static func words(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, [String]>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, properties: [name],
      read: { record, _ in [(name, record[keyPath: path].joined(separator: ", "))] },
      write: { input, record, _ in
        let words = (input[name] ?? "").split(whereSeparator: { ",;\n\r\n".contains($0) })
          .map { String($0).tidied }.filter { !$0.isEmpty }
        guard words.count <= 20, words.allSatisfy({ $0.count <= 60 }) else {
          return [
            FieldProblem(
              field: name,
              message: Message("fieldWordsWrong", ["count": .count(20), "length": .text("60")]))
          ]
        }
        record[keyPath: path] = words.reduce(into: []) { unique, word in
          if !unique.contains(word) { unique.append(word) }
        }
        return []
      },
      shown: { record, context in context.texts.formats.list(record[keyPath: path]) },
      control: { state in
        TextField(name: name, label: state.label, value: state.value, notes: state.notes()).html
      })
  }
}

extension Effect {
  var textKey: TextKey {
    switch self {
    case .veryNegative: .effectVeryNegative
    case .negative: .effectNegative
    case .neutral: .effectNeutral
    case .positive: .effectPositive
    case .veryPositive: .effectVeryPositive
    }
  }
}

/// Boxes of specific objectives under the policy objectives they belong to.
struct PolicyCodeBoxes<Record: Sendable>: Component {
  let state: FieldState<Record>

  private var id: String { Field.id(for: state.field.name) }

  var html: HTML {
    let groups = PolicyObjective.allCases.map { objective in
      group(state.texts.name(of: objective), objective.number)
    }
    return Fieldset(
      id: id, legend: state.label, notes: state.notes(),
      content: groups.joined() + group(state.texts(.policyCodesInterreg), nil)
    ).html
  }

  private func group(_ name: String, _ number: Int?) -> HTML {
    let heading = "\(id)-group-\(number ?? 0)"
    let codes = PolicyCode.specificObjectives.filter { $0.policyObjective == number }
    return """
      <div class="choices" role="group" aria-labelledby="\(heading)">\
      <p class="choices-title" id="\(heading)">\(name)</p>\(codes.map(box))</div>
      """
  }

  private func box(_ code: PolicyCode) -> HTML {
    let item = "\(id)-\(Field.id(for: code.rawValue))"
    let isChosen = state.values.all(state.field.name).contains(code.rawValue)
    return """
      <div class="choice"><input type="checkbox" id="\(item)" name="\(state.field.name)" \
      value="\(code.rawValue)"\(attribute: "checked", if: isChosen)>\
      <label for="\(item)">\(code.rawValue) \(state.texts.name(of: code))</label></div>
      """
  }
}
