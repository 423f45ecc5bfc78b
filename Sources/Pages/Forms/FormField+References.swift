import Civic
import Exact

extension FormField {
  /// A year of the plan; one outside that the record has already can stay until it is changed.
  static func planYear(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Int>
  ) -> FormField {
    .selection(name, label, hint: hint, required: path) { record, context in
      Self.years([record[keyPath: path]], context)
    }
  }

  /// A year of the plan, or none.
  static func planYear(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, Int?>
  ) -> FormField {
    .selection(name, label, hint: hint, path) { record, context in
      Self.years(record[keyPath: path].map { [$0] } ?? [], context)
    }
  }

  private static func years(_ present: [Int], _ context: FormContext) -> [FormOption<Int>] {
    Set(Array(context.document.plan.years) + present).sorted().map {
      FormOption(value: $0, key: String($0), label: String($0))
    }
  }

  /// Another record of the plan, or none.
  static func reference<Other: Entity>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil,
    _ path: Property<Record, Exact.ID<Other>?>,
    _ others:
      @escaping @Sendable (Record, PlanDocument) -> [(id: Exact.ID<Other>, label: Multilingual)]
  ) -> FormField {
    FormField.selection(name, label, hint: hint, path) { record, context in
      Self.options(others(record, context.document), context)
    }
    .cell {
      $0.keys = { record in record[keyPath: path].map { [$0.rawValue] } ?? [] }
      $0.assign = { keys, record in
        record[keyPath: path] = keys.first.map { Exact.ID(rawValue: $0) }
      }
    }
  }

  /// Another record of the plan.
  static func reference<Other: Entity>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil,
    required path: Property<Record, Exact.ID<Other>>,
    _ others:
      @escaping @Sendable (Record, PlanDocument) -> [(id: Exact.ID<Other>, label: Multilingual)]
  ) -> FormField {
    FormField.selection(name, label, hint: hint, required: path) { record, context in
      Self.options(others(record, context.document), context)
    }
    .cell {
      $0.keys = { record in [record[keyPath: path].rawValue] }
      $0.assign = { keys, record in
        if let key = keys.first { record[keyPath: path] = Exact.ID(rawValue: key) }
      }
    }
  }

  /// Several other records of the plan.
  static func references<Other: Entity>(
    _ name: String, _ label: TextKey, hint: TextKey? = nil,
    _ path: Property<Record, [Exact.ID<Other>]>,
    _ others:
      @escaping @Sendable (Record, PlanDocument) -> [(id: Exact.ID<Other>, label: Multilingual)]
  ) -> FormField {
    FormField.several(name, label, hint: hint, path) { record, context in
      Self.options(others(record, context.document), context)
    }
    .cell {
      $0.keys = { record in record[keyPath: path].map(\.rawValue) }
      $0.assign = { keys, record in
        record[keyPath: path] = keys.map { Exact.ID(rawValue: $0) }
      }
    }
  }

  private static func options<Other: Entity>(
    _ others: [(id: Exact.ID<Other>, label: Multilingual)], _ context: FormContext
  ) -> [FormOption<Exact.ID<Other>>] {
    others.map { other in
      let (text, language) = other.label.text(for: context.texts.language)
      return FormOption(
        value: other.id, key: other.id.rawValue, label: text,
        language: language == context.texts.language ? nil : language.tag)
    }
  }
}

extension PlanDocument {
  var organisationOptions: [(id: Exact.ID<Organisation>, label: Multilingual)] {
    organisations.map { ($0.id, $0.name) }
  }

  var actionOptions: [(id: Exact.ID<Action>, label: Multilingual)] {
    actions.map { ($0.id, $0.label) }
  }
}
