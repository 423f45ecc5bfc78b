public import Civic
import Exact
public import Exchange

extension PlanSheets {
  /// The tables with what they are, for a file.
  ///
  /// - Parameter version: The number of the published version; none for the working plan.
  /// - Throws: ``ExportError/stopped`` when whoever watches asks for it.
  public func pack(
    version: Int?, made: Instant, watch: ExportWatch = .none
  ) throws(ExportError) -> ExportPack {
    let plan = document.plan
    let state =
      version.map { texts(.exportVersion, ["number": .text(String($0))]) }
      ?? texts(isPublic ? .exportPublic : .exportWorking)
    let tables = try tables(watch: watch)
    var facts = [
      ExportFact(texts(.exportPlan), plan.title.text(for: texts.language).text),
      ExportFact(texts(.planCity), document.city.name.text(for: texts.language).text),
      ExportFact(texts(.exportState), state),
      ExportFact(texts(.exportReaders), texts(isPublic ? .exportForAll : .exportForCity)),
      ExportFact(texts(.exportMade), "\(texts.formats.instant(made, .medium)) (\(made))"),
      ExportFact(texts(.exportTables), texts.formats.number(tables.count)),
      ExportFact(
        texts(.exportAllRows), texts.formats.number(tables.map(\.rows.count).reduce(0, +))),
    ]
    if plan.isDemonstration {
      facts.append(ExportFact(texts(.exportNote), texts(.exportDemonstration)))
    }
    return ExportPack(
      title: plan.title.text(for: texts.language).text, language: texts.language, made: made,
      facts: facts,
      words: ExportWords(
        about: texts(.exportAbout), table: texts(.exportTable), rows: texts(.exportRows),
        notes: [texts(.exportNoteIdentifier), texts(.exportNoteFormulas)]),
      tables: tables)
  }

  /// The days that matter, as a calendar.
  ///
  /// - Parameters:
  ///   - changedAt: When the plan was published, or last changed.
  ///   - address: The page of an action.
  public func calendar(
    changedAt: Instant, address: (Action) -> String?
  ) -> CalendarFeed {
    let plan = document.plan
    let title = plan.title.text(for: texts.language).text
    let city = document.city.name.text(for: texts.language).text
    return CalendarFeed(
      name: "\(city): \(title)", language: texts.language, changedAt: changedAt,
      events: deadlines.map { deadline in
        let action = deadline.action.label.text(for: texts.language).text
        let task = deadline.title?.text(for: texts.language).text
        let owner = document.organisation(deadline.action.owner)?.name
        return CalendarFeed.Event(
          uid: "\(deadline.key)@\(plan.id.rawValue).gradnik", day: deadline.day,
          summary: "\(texts(deadline.kind)): \(task ?? action)",
          description: [
            task == nil ? nil : action, owner?.text(for: texts.language).text,
            plan.isDemonstration ? texts(.exportDemonstration) : nil,
          ].compactMap(\.self).joined(separator: "\n"),
          category: texts(deadline.kind), address: address(deadline.action))
      })
  }
}
