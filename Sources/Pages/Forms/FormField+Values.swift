import Civic
import Exact

extension FormField {
  /// A value that has to be there.
  static func required<Value>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Value>,
    _ format: TypedFormat<Value>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, isOptional: false, properties: [name],
      read: { record, context in [(name, format.typed(record[keyPath: path], context))] },
      write: { input, record, context in
        Self.take(name, label, input, format, context, &record) { record, value in
          guard let value else {
            return Message("fieldRequired", ["field": .name(key: label.rawValue)])
          }
          record[keyPath: path] = value
          return nil
        }
      },
      shown: { record, context in format.words(record[keyPath: path], context) },
      control: { $0.input(format) }
    ).cell { $0.kind = format.keyboard.kind(for: Record.self) }
  }

  /// A value that may be missing.
  static func optional<Value>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Value?>,
    _ format: TypedFormat<Value>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, properties: [name],
      read: { record, context in
        [(name, record[keyPath: path].map { format.typed($0, context) } ?? "")]
      },
      write: { input, record, context in
        Self.take(name, label, input, format, context, &record) { record, value in
          record[keyPath: path] = value
          return nil
        }
      },
      shown: { record, context in
        record[keyPath: path].map { format.words($0, context) } ?? ""
      },
      control: { $0.input(format) }
    ).cell { $0.kind = format.keyboard.kind(for: Record.self) }
  }

  /// A number whose zero stands for a new record's empty field.
  static func amount(
    _ name: String, _ label: TextKey, hint: TextKey? = nil,
    _ path: Property<Record, MinorUnits>
  ) -> FormField {
    .required(name, label, hint: hint, path, .money)
  }

  /// Reads one typed value; an empty one is none.
  private static func take<Value>(
    _ name: String, _ label: TextKey, _ input: FormInput, _ format: TypedFormat<Value>,
    _ context: FormContext, _ record: inout Record,
    _ set: (inout Record, Value?) -> Message?
  ) -> [FieldProblem] {
    let text = (input[name] ?? "").tidied
    do throws(TypedFault) {
      let value = text.isEmpty ? nil : try format.parsed(text, context)
      return set(&record, value).map { [FieldProblem(field: name, message: $0)] } ?? []
    } catch {
      return [FieldProblem(field: name, message: error.message)]
    }
  }

  /// Yes or no.
  static func flag(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Bool>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, isOptional: false, properties: [name],
      choices: { _, context in
        [("yes", context.texts(.fieldYes)), ("", context.texts(.fieldNo))]
      },
      read: { record, _ in record[keyPath: path] ? [(name, "yes")] : [] },
      write: { input, record, _ in
        record[keyPath: path] = input[name] == "yes"
        return []
      },
      shown: { record, context in
        context.texts(record[keyPath: path] ? .fieldYes : .fieldNo)
      },
      control: { state in
        Checkbox(
          name: name, label: state.label, isChosen: state.values[name] == "yes",
          notes: state.notes()
        ).html
      }
    ).cell { $0.kind = .flag }
  }

  /// Several lines of text in no particular language, such as an internal note.
  static func note(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, String?>
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, properties: [name],
      read: { record, _ in [(name, record[keyPath: path] ?? "")] },
      write: { input, record, _ in
        let text = (input[name] ?? "").tidied
        guard text.count <= FormLimits.longText else { return [FormLimits.tooLong(name)] }
        record[keyPath: path] = text.isEmpty ? nil : text
        return []
      },
      shown: { record, _ in record[keyPath: path] ?? "" },
      control: { state in
        TextArea(name: name, label: state.label, value: state.value, notes: state.notes()).html
      }
    ).cell { $0.isInternal = true }
  }
}

/// How long texts may be, in characters.
enum FormLimits {
  static let line = 300
  static let longText = 20_000

  static func tooLong(_ field: String, _ limit: Int = longText) -> FieldProblem {
    FieldProblem(field: field, message: Message("fieldTooLong", ["count": .count(limit)]))
  }
}

extension TypedFormat {
  func words(_ value: Value, _ context: FormContext) -> String {
    (shown ?? typed)(value, context)
  }
}

extension FieldState {
  /// The control for a typed value.
  func input<Value>(_ format: TypedFormat<Value>) -> HTML {
    let isRequired = !field.isOptional
    switch format.keyboard {
    case .text:
      return TextField(
        name: field.name, label: label, value: value, notes: notes(), isRequired: isRequired
      ).html
    case .address:
      return TextField(
        name: field.name, label: label, value: value, notes: notes(), kind: .url,
        isRequired: isRequired
      ).html
    case .whole, .decimal:
      return NumberField(
        name: field.name, label: label, value: value, notes: notes(),
        unit: format.unit.map { texts($0) }, allowsFraction: format.keyboard == .decimal,
        isRequired: isRequired
      ).html
    case .money:
      return MoneyField(
        name: field.name, label: label, value: value,
        currency: texts.formats.symbol(of: context.document.plan.currency), notes: notes(),
        isRequired: isRequired
      ).html
    case .day:
      return DateField(
        name: field.name, label: label, value: value, notes: notes(), isRequired: isRequired
      ).html
    }
  }
}
