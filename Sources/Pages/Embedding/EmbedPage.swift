import Civic
import Exact

/// A part of a published plan for the page of another site: no script, no cookie, no frame of ours.
public struct EmbedPage: Sendable {
  /// What is shown.
  public enum Part: String, CaseIterable, Hashable, Sendable {
    case actions, gantt, progress

    var title: TextKey {
      switch self {
      case .actions: .embedActions
      case .gantt: .embedGantt
      case .progress: .embedProgress
      }
    }
  }

  let frame: PageFrame
  let reading: PlanReading
  let part: Part

  public init(frame: PageFrame, reading: PlanReading, part: Part) {
    self.frame = frame
    self.reading = reading
    self.part = part
  }

  private var texts: Texts { frame.texts }
  private var document: PlanDocument { reading.document }
  private var planTitle: String { frame.words(document.plan.title) }

  public var html: HTML {
    let title = "\(texts(part.title)) – \(planTitle)"
    return """
      <!doctype html>
      <html lang="\(texts.language.tag)">
      <head><meta charset="utf-8"><title>\(title)</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">\
      <meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">
      <link rel="stylesheet" href="\(Asset.stylesheet.address)">
      <link rel="stylesheet" href="\(Asset.charts.address)"></head>
      <body class="embed"><main><h1>\(frame.content(document.plan.title))</h1>\
      <p class="kicker">\(texts(part.title))</p>\(demonstration)\(content)</main>\(foot)</body>
      </html>

      """
  }

  private var demonstration: HTML? {
    guard frame.isDemonstration || document.plan.isDemonstration else { return nil }
    return "<p class=\"hint\">\(texts(.frameDemonstration))</p>"
  }

  private var content: HTML {
    switch part {
    case .actions: actions
    case .gantt: gantt
    case .progress: progress
    }
  }

  /// Opens beside the page that shows this, for the frame is too small for a whole page.
  private func link(_ link: Link, _ content: HTML) -> HTML {
    """
    <a href="\(frame.address(link))" target="_blank" rel="noopener">\(content)</a>
    """
  }

  private var foot: HTML {
    let version = reading.version.map { version in
      texts(
        .embedAsOf,
        [
          "day": .day(version.publishedAt.day),
          "version": .text(texts.formats.number(version.number)),
        ])
    }
    return """
      <footer><p>\(link(.plan(document.plan.id), "\(texts(.embedOpen))"))\
      \(version.map { " · \($0)" as HTML })</p></footer>
      """
  }

  private func status(_ action: Action) -> ActionStatus {
    action.status(on: frame.today, tasks: document.tasks(of: action.id))
  }

  private var actions: HTML {
    Table(
      id: "actions", caption: texts(.embedActions), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.actionTitleLabel)),
        Table.Column(title: texts(.actionPeriodLabel)),
        Table.Column(title: texts(.actionStatusLabel)),
      ],
      rows: document.actions.map { action in
        Table.Row(cells: [
          link(
            reading.link(action),
            "<span class=\"code\">\(action.code)</span> \(frame.content(action.title))"),
          PeriodLine(frame: frame, span: document.span(of: action)).html,
          ActionStatusTag(frame: frame, reading: reading, action: action).html,
        ])
      }, empty: EmptyState(title: texts(.actionsNone), text: texts(.actionsNoneText))
    ).html
  }

  private var gantt: HTML {
    var chart = PlanCharts(frame: frame, reading: reading).gantt
    chart.groups = chart.groups.map { group in
      var group = group
      group.rows = group.rows.map { row in
        var row = row
        row.href = nil
        return row
      }
      return group
    }
    let schedule = link(
      .plan(document.plan.id, .latest, .schedule), "\(texts(.planViewSchedule))")
    return "\(chart)<p>\(schedule)</p>"
  }

  private var progress: HTML {
    let statuses = document.actions.map(status)
    let done = statuses.count { $0 == .done }
    let words = texts(
      .embedDone,
      ["count": .count(statuses.count), "done": .text(texts.formats.number(done))])
    let rows = ActionStatus.allCases.compactMap { status -> Table.Row? in
      let count = statuses.count { $0 == status }
      guard count > 0 else { return nil }
      return Table.Row(cells: [
        StatusTag(text: texts.name(of: status), tone: status.tone).html,
        "\(texts.formats.number(count))",
      ])
    }
    let table = Table(
      id: "statuses", caption: texts(.embedStatusTable),
      columns: [
        Table.Column(title: texts(.embedStatus)),
        Table.Column(title: texts(.embedNumber), isNumeric: true),
      ], rows: rows, empty: EmptyState(title: texts(.actionsNone), text: texts(.actionsNoneText)))
    return """
      <div class="progress"><span id="done">\(words)</span>\
      <progress max="\(max(1, statuses.count))" value="\(done)" aria-labelledby="done"></progress>\
      </div>\(table)
      """
  }
}
