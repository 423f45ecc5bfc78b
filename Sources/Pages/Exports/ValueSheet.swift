import Civic
import Exact
import Exchange

/// The values of indicators as a table: one row a value.
struct ValueSheet: Sendable {
  static let name = "indicator_value"

  let context: FormContext

  /// The columns in their order.
  enum Column: String, CaseIterable, Sendable {
    case code, indicator, period, breakdown, value, unit, quality, note

    var label: TextKey {
      switch self {
      case .code: .measureCodeField
      case .indicator: .entryNameField
      case .period: .measurePeriodField
      case .breakdown: .measurePartField
      case .value: .measureValueField
      case .unit: .measureUnitField
      case .quality: .measureQualityField
      case .note: .measureNoteField
      }
    }
  }

  func titles(in context: FormContext) -> [String] {
    Column.allCases.map { context.texts($0.label) }
  }

  func row(_ value: IndicatorValue, of indicator: CityIndicator) -> [ExportValue] {
    [
      .words(indicator.code), .words(context.words(indicator.name)), .words(value.period),
      .words(value.breakdown), value.value.map { .number($0) } ?? .empty, .words(indicator.unit),
      .words(context.texts.name(of: value.quality)), .words(value.note ?? ""),
    ]
  }

  /// - Parameter isPublic: Without the notes, which people of the city write for each other.
  func table(
    _ values: [(indicator: CityIndicator, values: [IndicatorValue])], isPublic: Bool
  ) -> ExportTable {
    let shown = Column.allCases.indices.filter { !isPublic || Column.allCases[$0] != .note }
    let titles = titles(in: context)
    return ExportTable(
      name: Self.name, title: context.texts(.exportValues),
      columns: shown.map { index in
        let column = Column.allCases[index]
        return ExportColumn(
          name: column.rawValue, title: titles[index], kind: column == .value ? .decimal : .text)
      },
      rows: values.flatMap { entry in
        entry.values.map { value in
          let row = row(value, of: entry.indicator)
          return shown.map { row[$0] }
        }
      })
  }
}
