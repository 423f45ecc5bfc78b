public import Civic
import Exact

/// The rounds of a plan, and the way to a new one.
public struct DecidePage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let rounds: [ScoringRound]

  public init(frame: PageFrame, document: PlanDocument, rounds: [ScoringRound]) {
    self.frame = frame
    self.document = document
    self.rounds = rounds
  }

  private var texts: Texts { frame.texts }
  private var plan: ID<Plan> { document.plan.id }

  public var html: HTML {
    let mayChair = ScoringRound.mayChair(document.plan, frame.viewer)
    let new =
      mayChair
      ? [Button(label: texts(.decideNew), act: .link(frame.address(.newRound(of: plan))))] : []
    let table = Table(
      id: "rounds", caption: texts(.decideTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.decideNameField)), Table.Column(title: texts(.decidePhase)),
        Table.Column(title: texts(.decideMembers), isNumeric: true),
      ],
      rows: rounds.map { round in
        Table.Row(cells: [
          "<a href=\"\(frame.address(.round(round.id, of: plan)))\">\(round.name)</a>",
          ScoringPhaseTag(texts: texts, phase: round.phase).html,
          "\(texts.formats.number(round.members.count))",
        ])
      }, empty: EmptyState(title: texts(.decideNone), text: texts(.decideNoneText), acts: new))
    return WorkFrame(frame: frame, document: document).page(
      texts(.decideTitle),
      """
      <p class="lead">\(texts(.decideLead))</p>\
      \(rounds.isEmpty || new.isEmpty ? nil : ButtonRow(buttons: new).html)\(table)
      """)
  }
}

struct ScoringPhaseTag: Component {
  let texts: Texts
  let phase: ScoringPhase

  var html: HTML {
    let tone: Tone =
      switch phase {
      case .draft: .neutral
      case .alone, .again: .progress
      case .together: .info
      case .accepted: .good
      }
    return StatusTag(text: texts.name(of: phase), tone: tone).html
  }
}
