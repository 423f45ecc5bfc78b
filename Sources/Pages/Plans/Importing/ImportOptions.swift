import Civic
import Exact

/// How the content of a table is to be read: years, marks, language, objective.
struct ImportOptions: Component {
  let frame: PageFrame
  let document: PlanDocument
  let settings: ImportSettings

  private var texts: Texts { frame.texts }

  var html: HTML {
    """
    <section class="form-group"><h2>\(texts(.importOptionsTitle))</h2>\
    \(FieldRow(fields: [year, mark]))\(FieldRow(fields: [language, objective]))\
    \(Checkbox(
      name: "keepsOthers", label: texts(.importOthersLabel), isChosen: settings.keepsOthers))\
    </section>
    """
  }

  private var year: HTML {
    Select(
      name: "costYear", label: texts(.importYearLabel),
      choices: document.plan.years.map {
        Choice(value: String($0), label: String($0), isChosen: $0 == settings.costYear)
      },
      placeholder: texts(.importYearStart)
    ).html
  }

  private var mark: HTML {
    Select(
      name: "decimalMark", label: texts(.importMarkLabel),
      choices: [
        Choice(
          value: AmountText.DecimalMark.comma.name, label: texts(.importMarkComma),
          isChosen: settings.decimalMark == .comma),
        Choice(
          value: AmountText.DecimalMark.point.name, label: texts(.importMarkPoint),
          isChosen: settings.decimalMark == .point),
      ],
      placeholder: texts(.importMarkAuto)
    ).html
  }

  private var language: HTML {
    Select(
      name: "language", label: texts(.importLanguageLabel),
      choices: Language.interface.map {
        Choice(
          value: $0.rawValue, label: texts.name(of: $0), isChosen: $0 == settings.language)
      }
    ).html
  }

  private var objective: HTML {
    Select(
      name: "objective", label: texts(.importObjectiveLabel),
      choices: document.objectives.map {
        Choice(
          value: $0.id.rawValue, label: frame.words($0.label),
          isChosen: $0.id == settings.objective)
      },
      placeholder: texts(.importObjectiveNone)
    ).html
  }
}

extension Texts {
  /// What a cell holds, as it is shown in a list: dates as the language writes them, long texts cut.
  func shown(_ cell: Cell, limit: Int) -> String {
    let text =
      if case .date(let day) = cell.content { formats.day(day, .medium) } else { cell.text }
    return text.count > limit ? text.prefix(limit - 1) + "…" : text
  }
}
