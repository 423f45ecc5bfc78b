import Civic
import Exact
import Exchange
import Tracking

extension PlanBook {
  /// Each challenge with its causes and effects, as a drawing and in words.
  var challenges: [BookBlock] {
    document.challenges.flatMap { challenge -> [BookBlock] in
      let id = "challenge-\(challenge.id.rawValue)"
      return [.heading(BookHeading(level: 2, id: id, text: text(challenge.title)))]
        + prose(challenge.description) + tree(challenge) + evidence(challenge)
    }
  }

  private func tree(_ challenge: Challenge) -> [BookBlock] {
    let lines: [(TextKey, [Multilingual])] = [
      (.challengeEffects, challenge.effects?.lines ?? []),
      (.challengeCauses, challenge.causes?.lines ?? []),
    ]
    guard lines.contains(where: { !$0.1.isEmpty }) else { return [] }
    let caption = "\(texts(.challengeTreeGroup)): \(frame.words(challenge.title))"
    let table = BookTable(
      caption,
      columns: [
        BookTable.Column(texts(.riskKindLabel), share: 2),
        BookTable.Column(texts(.challengeTreeGroup), share: 8),
      ],
      rows: lines.flatMap { key, lines in
        lines.map { BookTable.Row([BookText(texts(key)), text($0)]) }
      })
    return picture(charts.problemTree(challenge), caption: caption) + [.table(table)]
  }

  private func evidence(_ challenge: Challenge) -> [BookBlock] {
    let source = challenge.evidenceURL.map { address in
      [
        BookBlock.paragraph(BookText([BookRun(address, target: .web(address))]), .small)
      ]
    }
    let words = prose(challenge.evidence) + (source ?? [])
    guard !words.isEmpty else { return [] }
    let id = "evidence-\(challenge.id.rawValue)"
    return [part(texts(.challengeEvidence), id, level: 3, isListed: false)] + words
  }

  /// Strategic objectives with their specific ones, what they answer and what serves them.
  var objectives: [BookBlock] {
    document.objectiveTree.flatMap { entry -> [BookBlock] in
      blocks(of: entry.objective, level: 2)
        + entry.specific.flatMap { blocks(of: $0, level: 3) }
    } + ways
  }

  private func blocks(of objective: Objective, level: Int) -> [BookBlock] {
    let id = "objective-\(objective.id.rawValue)"
    let answered = document.challenges.filter { objective.challenges.contains($0.id) }
    let answers: [BookBlock] =
      answered.isEmpty
      ? []
      : [
        .paragraph(
          BookText([BookRun(texts(.objectiveAnswers) + " ", look: .strong)])
            + answered.map { text($0.title) }.joined(separator: "; "), .body)
      ]
    let actions = document.actions(serving: objective.id)
    return [.heading(BookHeading(level: level, id: id, text: label(objective)))]
      + prose(objective.description) + answers
      + (actions.isEmpty
        ? [] : [.list(actions.map { label($0) + " – " + status(of: $0) })])
  }

  /// What the plan says that moves what, and how sure that is.
  private var ways: [BookBlock] {
    let found = PlanContributions(document)
    guard !found.ways.isEmpty else { return [] }
    let table = BookTable(
      texts(.causesWays), note: found.isCut ? texts(.causesCut) : texts(.causesNote),
      columns: [
        BookTable.Column(texts(.causesWay), share: 9),
        BookTable.Column(texts(.causesSure), isNumeric: true, share: 1),
      ],
      rows: found.ways.map { way in
        BookTable.Row([
          way.nodes.map { name($0, found) }.joined(separator: " → "),
          BookText(texts.formats.percent(way.confidence * 100, decimals: 0)),
        ])
      })
    return [part(texts(.planViewCauses), "causes")]
      + [.paragraph(BookText(texts(.causesLead)), .body), .table(table)]
  }

  private func name(
    _ node: PlanContributions.Node, _ found: PlanContributions
  ) -> BookText {
    switch node {
    case .action(let id):
      document.action(ID(rawValue: id)).map { BookText([BookRun($0.code, look: .code)]) } ?? "–"
    case .indicator: text(found.indicator(node)?.name)
    case .objective(let id):
      document.objective(ID(rawValue: id)).map { label($0) } ?? "–"
    }
  }
}
