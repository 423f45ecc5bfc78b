public import Civic
import Exact

/// Shows what will be frozen and public before it is.
public struct PublicationPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let previous: PlanVersion?

  public init(frame: PageFrame, document: PlanDocument, previous: PlanVersion?) {
    self.frame = frame
    self.document = document
    self.previous = previous
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }
  private var plan: Plan { document.plan }

  public var html: HTML {
    work.page(
      texts(.planPublish),
      """
      <p class="lead">\(texts(.publicationText))</p>\(summary)\(hidden)\(changes)\
      \(Form(
        action: frame.address(.planWork(plan.id, .publication)), token: frame.csrfField,
        content: .empty,
        buttons: [
          Button(label: texts(.publicationConfirm)),
          Button(
            label: texts(.formCancel), act: .link(frame.address(.plan(plan.id, .working))),
            kind: .quiet),
        ]))
      """)
  }

  private var summary: HTML {
    let total = document.fundingCheck().total
    let number = (previous?.number ?? 0) + 1
    let approval = [
      plan.approvedBy, plan.approvedOn.map { texts.formats.day($0) }, plan.approvalReference,
    ].compactMap(\.self)
    return SummaryList(rows: [
      SummaryList.Row(name: texts(.publicationVersion), value: "\(texts.formats.number(number))"),
      SummaryList.Row(
        name: texts(.publicationApproval), value: "\(approval.joined(separator: ", "))"),
      SummaryList.Row(
        name: texts(.actionsTitle), value: "\(texts.formats.number(document.actions.count))"),
      SummaryList.Row(name: texts(.fundingCost), value: "\(work.money(total.cost))"),
      SummaryList.Row(name: texts(.fundingGap), value: "\(work.money(total.gap))"),
    ]).html
  }

  /// What stays with the people who work on the plan.
  private var hidden: HTML {
    let files = document.attachments.filter { !$0.isPublic }.count
    let notes =
      document.actions.filter { $0.internalNote != nil }.count
      + document.stakeholders.filter { $0.internalNote != nil }.count
    return """
      <section><h2>\(texts(.publicationHiddenTitle))</h2><ul>\
      <li>\(texts(.publicationHiddenNotes, ["count": .count(notes)]))</li>\
      <li>\(texts(.publicationHiddenFiles, ["count": .count(files)]))</li></ul></section>
      """
  }

  private var changes: HTML? {
    guard let previous else { return nil }
    let comparison = PlanComparison(from: previous.document, to: document.published())
    let items = comparison.entries.map { entry -> HTML in
      """
      <li>\(StatusTag(text: texts.name(of: entry.kind), tone: entry.kind.tone)) \
      \(frame.content(entry.label))</li>
      """
    }
    return """
      <section><h2>\(texts(.publicationChangesTitle, ["number": .text(String(previous.number))]))</h2>\
      <p>\(texts(.publicationCostChange, ["before": .text(work.money(comparison.before.cost)), "after": .text(work.money(comparison.after.cost))]))</p>\
      \(items.isEmpty ? "<p>\(texts(.publicationNoChanges))</p>" as HTML : "<ul class=\"changes\">\(items)</ul>")\
      </section>
      """
  }
}

extension PlanComparison.Kind {
  var tone: Tone {
    switch self {
    case .added: .good
    case .removed: .warning
    case .changed: .progress
    }
  }
}
