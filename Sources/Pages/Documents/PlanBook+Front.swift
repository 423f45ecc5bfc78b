import Civic
import Exact
import Exchange

extension PlanBook {
  var cover: BookCover {
    BookCover(
      kicker: texts.name(of: plan.kind), title: text(plan.title),
      subtitle: text(document.city.name) + BookText(" · \(plan.firstYear)–\(plan.lastYear)"),
      facts: coverFacts, notices: notices)
  }

  func cover(of action: Action) -> BookCover {
    BookCover(
      kicker: texts(.bookAction, ["code": .text(action.code)]), title: text(action.title),
      subtitle: text(document.city.name) + " · " + text(plan.title), facts: coverFacts,
      notices: notices)
  }

  private var notices: [String] {
    (version == nil ? [texts(.bookDraftText)] : [])
      + (plan.isDemonstration ? [texts(.frameDemonstration)] : [])
  }

  private var coverFacts: [BookFact] {
    var facts = [
      BookFact(texts(.exportState), [BookText(stateLine)]),
      BookFact(texts(.bookLanguage), [BookText(texts.name(of: texts.language))]),
      BookFact(texts(.exportMade), [BookText(texts.formats.instant(made, .medium))]),
    ]
    if let approval { facts.insert(BookFact(texts(.bookApproval), [BookText(approval)]), at: 1) }
    if let network = document.network {
      facts.insert(BookFact(texts(.bookNetwork), [BookText(network.name)]), at: 0)
    }
    return facts
  }

  /// The version with its day, or the phase of the working plan.
  var stateLine: String {
    guard let version else { return texts.name(of: plan.phase) }
    return texts(
      .planVersionLine,
      [
        "number": .text(String(version.number)),
        "day": .day(texts.formats.localDay(of: version.publishedAt)),
      ])
  }

  /// Who approved it, when and by which decision; of a version alone.
  var approval: String? {
    guard version != nil, let body = plan.approvedBy, let day = plan.approvedOn else { return nil }
    return texts(
      .planApprovedLine,
      [
        "body": .text(body), "day": .day(day),
        "reference": .text(plan.approvalReference ?? "–"),
      ])
  }

  /// Before the first chapter: the vision and the few figures that say most.
  var glance: [BookBlock] {
    let total = document.fundingCheck().total
    let late = document.actions.count {
      $0.status(on: frame.today, tasks: document.tasks(of: $0.id)) == .late
    }
    let figures = [
      BookFact(
        texts(.planViewActions),
        [
          BookText(texts.formats.number(document.actions.count)),
          BookText(texts(.planLateCount, ["count": .count(late)])),
        ]),
      BookFact(texts(.fundingCost), [wholeMoney(total.cost)]),
      BookFact(texts(.fundingSecured), [wholeMoney(total.secured)]),
      BookFact(texts(.fundingGap), [wholeMoney(total.gap)]),
    ]
    let heading = BookHeading(level: 1, id: "glance", text: BookText(texts(.bookGlance)))
    return [.heading(heading)] + prose(plan.vision, .quote) + [.figures(figures)]
  }
}
