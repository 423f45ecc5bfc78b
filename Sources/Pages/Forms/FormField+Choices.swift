import Civic
import Exact

/// One thing to choose, as the record has it and as people read it.
struct FormOption<Value: Sendable>: Sendable {
  let value: Value
  /// What the form sends.
  let key: String
  let label: String
  /// The language of the label, where it is not the page's.
  var language: String?
}

extension FormField {
  /// One of the cases of a type.
  static func choice<Value: Named & CaseIterable & Sendable & Equatable>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Value>,
    among cases: [Value] = Array(Value.allCases)
  ) -> FormField {
    .selection(name, label, hint: hint, required: path) { _, context in
      cases.map {
        FormOption(value: $0, key: $0.rawValue, label: context.texts.name(of: $0))
      }
    }
  }

  /// One of the cases of a type, or none.
  static func choice<Value: Named & CaseIterable & Sendable & Equatable>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Value?>,
    among cases: [Value] = Array(Value.allCases)
  ) -> FormField {
    .selection(name, label, hint: hint, path) { _, context in
      cases.map {
        FormOption(value: $0, key: $0.rawValue, label: context.texts.name(of: $0))
      }
    }
  }

  /// One of the options; they must hold the present value, or it cannot be kept.
  static func selection<Value: Equatable & Sendable>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, required path: Property<Record, Value>,
    _ options: @escaping @Sendable (Record, FormContext) -> [FormOption<Value>]
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, isOptional: false, properties: [name],
      choices: { record, context in options(record, context).map { ($0.key, $0.label) } },
      read: { record, context in
        let value = record[keyPath: path]
        return [(name, options(record, context).first { $0.value == value }?.key ?? "")]
      },
      write: { input, record, context in
        let key = input[name] ?? ""
        guard let option = options(record, context).first(where: { $0.key == key }) else {
          let missing = Message("fieldChoose", ["field": .name(key: label.rawValue)])
          return [
            FieldProblem(field: name, message: key.isEmpty ? missing : Message("problemUnknown"))
          ]
        }
        record[keyPath: path] = option.value
        return []
      },
      shown: { record, context in
        let value = record[keyPath: path]
        return options(record, context).first { $0.value == value }?.label ?? ""
      },
      control: { state in state.choose(from: options(state.record, state.context)) })
  }

  /// One of the options or none.
  static func selection<Value: Equatable & Sendable>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Value?>,
    _ options: @escaping @Sendable (Record, FormContext) -> [FormOption<Value>]
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, properties: [name],
      choices: { record, context in options(record, context).map { ($0.key, $0.label) } },
      read: { record, context in
        let value = record[keyPath: path]
        return [(name, options(record, context).first { $0.value == value }?.key ?? "")]
      },
      write: { input, record, context in
        let key = input[name] ?? ""
        let option = options(record, context).first { $0.key == key }
        guard key.isEmpty || option != nil else {
          return [FieldProblem(field: name, message: Message("problemUnknown"))]
        }
        record[keyPath: path] = option?.value
        return []
      },
      shown: { record, context in
        let value = record[keyPath: path]
        return options(record, context).first { $0.value == value }?.label ?? ""
      },
      control: { state in state.choose(from: options(state.record, state.context)) })
  }

  /// Any number of the options, kept in their order.
  static func several<Value: Equatable & Sendable>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, [Value]>,
    _ options: @escaping @Sendable (Record, FormContext) -> [FormOption<Value>]
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, properties: [name],
      choices: { record, context in options(record, context).map { ($0.key, $0.label) } },
      read: { record, context in
        let known = options(record, context)
        return record[keyPath: path].compactMap { value in
          known.first { $0.value == value }.map { (name, $0.key) }
        }
      },
      write: { input, record, context in
        let known = options(record, context)
        let keys = input.all(name).filter { !$0.isEmpty }
        guard keys.allSatisfy({ key in known.contains { $0.key == key } }) else {
          return [FieldProblem(field: name, message: Message("problemUnknown"))]
        }
        record[keyPath: path] = Self.ordered(known, keys, as: record[keyPath: path])
        return []
      },
      shown: { record, context in
        let values = record[keyPath: path]
        return context.texts.formats.list(
          options(record, context).filter { values.contains($0.value) }.map(\.label))
      },
      control: { state in state.tick(options(state.record, state.context)) }
    ).cell { $0.isSeveral = true }
  }

  /// What was chosen before keeps its order; what is new follows in the order of the options.
  private static func ordered<Value: Equatable>(
    _ options: [FormOption<Value>], _ keys: [String], as present: [Value]
  ) -> [Value] {
    let chosen = options.filter { keys.contains($0.key) }.map(\.value)
    return present.filter(chosen.contains) + chosen.filter { !present.contains($0) }
  }
}

extension FieldState {
  /// Up to five in sight, more in a list that opens.
  func choose<Value>(from options: [FormOption<Value>]) -> HTML {
    let choices = choices(options)
    guard !options.isEmpty || field.isOptional else {
      return Select(
        name: field.name, label: label, choices: [],
        notes: notes(hint: texts(.fieldNothingToChoose)),
        placeholder: texts(.fieldChooseOne), isRequired: true
      ).html
    }
    guard options.count <= 5, !options.contains(where: { $0.language != nil }) else {
      return Select(
        name: field.name, label: label, choices: choices, notes: notes(),
        placeholder: texts(field.isOptional ? .fieldNotStated : .fieldChooseOne),
        isRequired: !field.isOptional
      ).html
    }
    let none = Choice(value: "", label: texts(.fieldNotStated), isChosen: value.isEmpty)
    return Radios(
      name: field.name, legend: label, choices: (field.isOptional ? [none] : []) + choices,
      notes: notes(), isRequired: !field.isOptional
    ).html
  }

  func tick<Value>(_ options: [FormOption<Value>]) -> HTML {
    guard !options.isEmpty else {
      return Fieldset(
        id: Field.id(for: field.name), legend: label, notes: notes(),
        content: "<p>\(texts(.fieldNothingToChoose))</p>"
      ).html
    }
    return Checkboxes(
      name: field.name, legend: label, choices: choices(options), notes: notes()
    ).html
  }

  private func choices<Value>(_ options: [FormOption<Value>]) -> [Choice] {
    let chosen = Set(values.all(field.name))
    return options.map { option in
      Choice(
        value: option.key, label: option.label, isChosen: chosen.contains(option.key),
        language: option.language)
    }
  }
}
