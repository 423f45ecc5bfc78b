import Civic
import Exact

/// What comes in: the first actions, what is new besides them, and the rows that bring none.
struct ImportContent: Component {
  let frame: PageFrame
  let document: PlanDocument
  let table: TableImport
  let outcome: ImportOutcome

  /// So many actions are shown.
  private static let limit = 20

  private var texts: Texts { frame.texts }
  private var additions: PlanAdditions { outcome.additions }

  var html: HTML {
    """
    \(actions)\(new(.importNewObjectives, additions.objectives.map(\.label)))\
    \(new(.importNewOrganisations, additions.organisations.map(\.name)))\
    \(new(.importNewSources, additions.fundingSources.map(\.name), notes: kinds))\
    \(skipped)
    """
  }

  /// What kind of money each new source was taken for.
  private var kinds: [String] { additions.fundingSources.map { texts.name(of: $0.kind) } }

  private var actions: HTML {
    let wrong = Set(outcome.problems.compactMap { outcome.actions[$0.address.row] })
    let sound = additions.actions.filter { !wrong.contains($0.id) }
    guard !sound.isEmpty else { return .empty }
    let currency = document.plan.currency
    let costs = Dictionary(grouping: additions.costLines, by: \.action)
    let after = additions.added(to: document)
    let list = Table(
      id: "actions", caption: texts(.importRowsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.importFigureActions)),
        Table.Column(title: texts.sentence(ActionField.owner.label)),
        Table.Column(title: texts(.importDatesLabel)),
        Table.Column(title: texts(.importCostLabel), isNumeric: true),
      ],
      rows: sound.prefix(Self.limit).map { action in
        let amounts = (costs[action.id] ?? []).map {
          Money(minorUnits: $0.planned, currency: currency)
        }
        let cost = (try? amounts.total(in: currency)).map { texts.formats.money($0) } ?? "–"
        let dates = [action.start, action.end].map { day in
          day.map { texts.formats.day($0, .medium) } ?? "…"
        }
        return Table.Row(cells: [
          frame.content(action.label), frame.content(after.organisation(action.owner)?.name),
          action.start == nil && action.end == nil
            ? .empty : "\(dates.joined(separator: " – "))",
          amounts.isEmpty ? .empty : "\(cost)",
        ])
      },
      note: sound.count > Self.limit
        ? texts(
          .importRowsFirst, ["shown": .text(String(Self.limit)), "count": .count(sound.count)])
        : nil)
    return "<section><h2>\(texts(.importRowsTitle))</h2>\(list)</section>"
  }

  private func new(_ title: TextKey, _ names: [Multilingual], notes: [String] = []) -> HTML {
    guard !names.isEmpty else { return .empty }
    let items = names.enumerated().map { index, name in
      """
      <li>\(frame.content(name))\(notes.indices.contains(index) ? " (\(notes[index]))" : "")</li>
      """ as HTML
    }
    return Details(summary: "\(texts(title)) (\(names.count))", content: "<ul>\(items)</ul>").html
  }

  private var skipped: HTML {
    let rows = outcome.skipped.filter { $0.value != .empty }.sorted { $0.key < $1.key }
    guard !rows.isEmpty else { return .empty }
    let list = Table(
      id: "skipped", caption: texts(.importSkippedTitle, ["count": .count(rows.count)]),
      hidesCaption: true,
      columns: [
        Table.Column(title: texts(.importSkippedRow), isNumeric: true),
        Table.Column(title: texts(.importSkippedReason)),
        Table.Column(title: texts(.importSkippedText)),
      ],
      rows: rows.prefix(200).map { row, reason in
        let words = table.table.rows[row].filter { !$0.isBlank }.prefix(4)
          .map { texts.shown($0, limit: 40) }.joined(separator: " · ")
        return Table.Row(cells: [
          "\(row + 1)", "\(texts.name(of: reason))",
          "<span lang=\"\(table.settings.language.tag)\">\(words)</span>",
        ])
      })
    return Details(
      summary: texts(.importSkippedTitle, ["count": .count(rows.count)]), content: list.html
    ).html
  }
}
