public import Civic
import Exact

/// Where the work on a plan begins: how far it is, and what to do next.
public struct PlanWorkPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let versions: [PlanVersionEntry]
  let openComments: Int
  /// The last changes, newest first; none where the viewer may not see them.
  let changes: [ChangeRecord]

  public init(
    frame: PageFrame, document: PlanDocument, versions: [PlanVersionEntry], openComments: Int,
    changes: [ChangeRecord] = []
  ) {
    self.frame = frame
    self.document = document
    self.versions = versions
    self.openComments = openComments
    self.changes = changes
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }
  private var plan: Plan { document.plan }

  public var html: HTML {
    var setting = PageSetting(title: work.planTitle)
    setting.isDemonstration = plan.isDemonstration
    setting.crumbs = [Anchor(text: texts(.frameWork), href: frame.address(.work))]
    setting.isWide = true
    return frame.page(
      setting,
      """
      <p class="kicker">\(frame.content(document.city.name)) · \(texts.name(of: plan.kind)) · \
      \(String(plan.firstYear))–\(String(plan.lastYear))</p>\
      <h1>\(plan.title.isEmpty ? "\(work.planTitle)" : frame.content(plan.title))</h1>\
      \(stepper)\(PlanNextStep(work: work))\(findings)\
      <section><h2>\(texts(.workStepsTitle))</h2>\(PlanSteps(work: work))</section>\
      \(lists)\(recent)\(more)
      """)
  }

  private var stepper: HTML {
    let current = PlanPhase.allCases.firstIndex(of: plan.phase) ?? 0
    let items = PlanPhase.allCases.enumerated().map { index, phase -> HTML in
      let isDone = index < current
      return """
        <li\(attribute: "aria-current", index == current ? "step" : nil)>\
        \(isDone ? Icon.check : nil)<span>\(texts.name(of: phase))</span>\
        \(isDone ? "<span class=\"unseen\"> (\(texts(.stepDone)))</span>" as HTML : nil)</li>
        """
    }
    return "<ol class=\"chain phases\" aria-label=\"\(texts(.planPhaseLabel))\">\(items)</ol>"
  }

  private var findings: HTML {
    let all = document.check()
    let errors = all.count { $0.severity == .error }
    let tone: Tone = errors > 0 ? .bad : all.isEmpty ? .good : .warning
    let words =
      all.isEmpty
      ? texts(.checkNothing)
      : texts.formats.list([
        texts(.checkErrorsCount, ["count": .count(errors)]),
        texts(.checkWarningsCount, ["count": .count(all.count - errors)]),
      ])
    return Notice(
      tone: tone, title: texts(.checkTitle),
      content: """
        <p><a href="\(frame.address(.planWork(plan.id, .check)))">\(words)</a></p>
        """
    ).html
  }

  /// Every list of the plan, with the number of its records.
  private var lists: HTML {
    func entry<Record: EditableRecord>(_ type: Record.Type) -> (String, Link, Int) {
      (
        texts(Record.words.plural), .records(Record.entityName, of: plan.id),
        Record.all(in: document).count
      )
    }
    let organisations = (
      texts(.organisationsTitle), Link.organisations(of: plan.id), document.organisations.count
    )
    let all = EditableKinds.all.map { entry($0) } + [organisations]
    let items = all.map { name, link, count in
      """
      <li><a href="\(frame.address(link))">\(name)</a> \
      <span class="badge">\(texts.formats.number(count))</span></li>
      """ as HTML
    }
    return
      "<section><h2>\(texts(.workListsTitle))</h2><ul class=\"link-list\">\(items)</ul></section>"
  }

  private var recent: HTML? {
    guard !changes.isEmpty else { return nil }
    return """
      <section><h2>\(texts(.workRecentTitle))</h2>\
      \(Timeline(entries: changes.prefix(5).map { ChangeLine(work: work, change: $0).entry }))\
      <p><a href="\(frame.address(.planWork(plan.id, .history)))">\(texts(.planHistory))</a></p>\
      </section>
      """
  }

  private var more: HTML {
    var links: [(String, Link)] = [
      (texts(.planSettings), .planWork(plan.id, .settings)),
      (texts(.exportTitle), .export(of: plan.id, isWorking: true)),
      (texts(.investTitle), .fund(plan.id)),
      (texts(.planPreview), .plan(plan.id, .working, .actions)),
      (texts(.decideTitle), .decide(plan.id)),
      (
        openComments > 0
          ? texts(.planReviewOpen, ["count": .count(openComments)]) : texts(.planReviewTitle),
        .planWork(plan.id, .review)
      ),
      (texts(.planHistory), .planWork(plan.id, .history)),
      (texts(.embedTitle), .embedding(of: plan.id)),
    ]
    if work.mayEdit {
      links += [
        (texts(.actionsImportButton), .planWork(plan.id, .import)),
        (texts(.tablesTitle), .tables(of: plan.id)),
      ]
    }
    if !versions.isEmpty { links.append((texts(.planShow), .plan(plan.id))) }
    let items = links.map { name, link in
      "<li><a href=\"\(frame.address(link))\">\(name)</a></li>" as HTML
    }
    return "<section><h2>\(texts(.workMoreTitle))</h2><ul>\(items)</ul></section>"
  }
}
