import Civic
import Exact

/// One number of a field that asks for several.
struct NumberCell<Key: Hashable & Sendable>: Sendable {
  let key: Key
  /// The value's name in the form.
  let name: String
  let label: String
}

extension FormField {
  /// Person-months of the city's own staff in each year of the plan.
  static func staffLoad(
    _ name: String, _ label: TextKey, hint: TextKey? = nil, _ path: Property<Record, [StaffLoad]>
  ) -> FormField {
    .numbers(
      name, label, hint: hint, .personMonths,
      cells: { record, context in
        Set(Array(context.document.plan.years) + record[keyPath: path].map(\.year)).sorted().map {
          NumberCell(key: $0, name: "\(name)-\($0)", label: String($0))
        }
      },
      read: { record, year in record[keyPath: path].first { $0.year == year }?.personMonths },
      write: { record, values in
        record[keyPath: path] = values.map { StaffLoad(year: $0.key, personMonths: $0.value) }
      })
  }

  /// The largest share a call co-finances, for each category of region.
  static func ceilings(
    _ name: String, _ label: TextKey, hint: TextKey? = nil,
    _ path: Property<Record, [CofinancingCeiling]>
  ) -> FormField {
    .numbers(
      name, label, hint: hint, .percent,
      cells: { _, context in
        RegionCategory.allCases.map {
          NumberCell(
            key: $0, name: "\(name)-\($0.rawValue)", label: context.texts.name(of: $0))
        }
      },
      read: { record, category in
        record[keyPath: path].first { $0.category == category }?.percent
      },
      write: { record, values in
        record[keyPath: path] = values.map {
          CofinancingCeiling(category: $0.key, percent: $0.value)
        }
      })
  }

  /// A place on the map, in degrees.
  static func position(
    _ name: String, _ label: TextKey, hint: TextKey? = nil,
    _ latitude: Property<Record, ExactDecimal?>, _ longitude: Property<Record, ExactDecimal?>
  ) -> FormField {
    let north = FormField.optional(
      "latitude", .fieldLatitude, latitude, .degrees(-90...90))
    let east = FormField.optional(
      "longitude", .fieldLongitude, longitude, .degrees(-180...180))
    return FormField(
      name: name, label: label, hint: hint, properties: ["latitude", "longitude"],
      read: { record, context in north.read(record, context) + east.read(record, context) },
      write: { input, record, context in
        north.write(input, &record, context) + east.write(input, &record, context)
      },
      shown: { record, context in
        [north.shown(record, context), east.shown(record, context)].filter { !$0.isEmpty }
          .joined(separator: "; ")
      },
      control: { state in
        let parts = [north, east].map { part in
          var inner = state
          inner.field = part
          return part.control(inner)
        }
        return Fieldset(
          id: Field.id(for: name), legend: state.label, notes: FieldNotes(hint: state.notes().hint),
          content: FieldRow(fields: parts).html
        ).html
      }
    ).cell {
      $0.kind = .decimal
      $0.parts = { _, context in
        [
          ("latitude", context.texts(.fieldLatitude)),
          ("longitude", context.texts(.fieldLongitude)),
        ]
      }
    }
  }

  /// Several numbers side by side, each of which may be missing.
  private static func numbers<Key: Hashable & Sendable>(
    _ name: String, _ label: TextKey, hint: TextKey?, _ format: TypedFormat<ExactDecimal>,
    cells: @escaping @Sendable (Record, FormContext) -> [NumberCell<Key>],
    read: @escaping @Sendable (Record, Key) -> ExactDecimal?,
    write: @escaping @Sendable (inout Record, [(key: Key, value: ExactDecimal)]) -> Void
  ) -> FormField {
    FormField(
      name: name, label: label, hint: hint, properties: [name],
      read: { record, context in
        cells(record, context).map { cell in
          (cell.name, read(record, cell.key).map { format.typed($0, context) } ?? "")
        }
      },
      write: { input, record, context in
        let (values, problems) = Self.numbers(cells(record, context), input, format, context)
        if problems.isEmpty { write(&record, values) }
        return problems
      },
      shown: { record, context in
        cells(record, context).compactMap { cell in
          read(record, cell.key).map { "\(cell.label): \(format.words($0, context))" }
        }.joined(separator: "\n")
      },
      control: { state in state.numbers(cells(state.record, state.context), format) }
    ).cell {
      $0.kind = .decimal
      $0.parts = { record, context in
        cells(record, context).map { cell in
          (cell.name, "\(context.texts(label)): \(cell.label)")
        }
      }
    }
  }

  private static func numbers<Key>(
    _ cells: [NumberCell<Key>], _ input: FormInput, _ format: TypedFormat<ExactDecimal>,
    _ context: FormContext
  ) -> (values: [(key: Key, value: ExactDecimal)], problems: [FieldProblem]) {
    var values: [(key: Key, value: ExactDecimal)] = []
    var problems: [FieldProblem] = []
    for cell in cells {
      let text = (input[cell.name] ?? "").tidied
      guard !text.isEmpty else { continue }
      do throws(TypedFault) {
        values.append((cell.key, try format.parsed(text, context)))
      } catch {
        problems.append(FieldProblem(field: cell.name, message: error.message))
      }
    }
    return (values, problems)
  }
}

extension FieldState {
  /// Numbers side by side under one legend.
  func numbers<Key>(_ cells: [NumberCell<Key>], _ format: TypedFormat<ExactDecimal>) -> HTML {
    let fields = cells.map { cell in
      NumberField(
        name: cell.name, label: cell.label, value: values[cell.name] ?? "",
        notes: FieldNotes(error: problem(at: cell.name)), unit: format.unit.map { texts($0) },
        allowsFraction: true
      ).html
    }
    return Fieldset(
      id: Field.id(for: field.name), legend: label, notes: notes(),
      content: FieldRow(fields: fields).html
    ).html
  }
}
