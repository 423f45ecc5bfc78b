import Civic
import Exact

/// Strategic objectives, their specific ones, the challenges they answer and the actions that serve
/// them.
struct PlanObjectives: Component {
  let frame: PageFrame
  let reading: PlanReading

  var html: HTML {
    let tree = reading.document.objectiveTree
    guard !tree.isEmpty else {
      return EmptyState(
        title: frame.texts(.objectivesNone), text: frame.texts(.objectivesNoneText)
      ).html
    }
    return HTML.joined(
      tree.map { entry in
        """
        <section class="objective" id="\(entry.objective.id.rawValue)">\
        <h2>\(title(entry.objective))</h2>\(body(entry.objective))\
        \(entry.specific.map(specific))</section>
        """
      })
  }

  private func title(_ objective: Objective) -> HTML {
    "<span class=\"code\">\(objective.code)</span> \(frame.content(objective.title))"
  }

  private func specific(_ objective: Objective) -> HTML {
    """
    <section class="objective" id="\(objective.id.rawValue)"><h3>\(title(objective))</h3>\
    \(body(objective))</section>
    """
  }

  private func body(_ objective: Objective) -> HTML {
    let challenges = reading.document.challenges.filter { objective.challenges.contains($0.id) }
    let actions = reading.document.actions(serving: objective.id)
    return """
      \(frame.prose(objective.description))\(answers(challenges))\(list(actions))
      """
  }

  private func answers(_ challenges: [Challenge]) -> HTML? {
    guard !challenges.isEmpty else { return nil }
    return """
      <p class="from">\(frame.texts(.objectiveAnswers)) \
      \(challenges.map { frame.content($0.title) }.joined(separator: "; "))</p>
      """
  }

  private func list(_ actions: [Action]) -> HTML? {
    guard !actions.isEmpty else { return nil }
    let items = actions.map { action in
      """
      <li><a href="\(frame.address(reading.link(action)))"><span class="code">\(action.code)</span> \
      \(frame.content(action.title))</a> \(ActionStatusTag(frame: frame, reading: reading, action: action))</li>
      """ as HTML
    }
    return "<ul class=\"actions\">\(items)</ul>"
  }
}

/// Where an action stands today.
struct ActionStatusTag: Component {
  let frame: PageFrame
  let reading: PlanReading
  let action: Action

  var html: HTML {
    let status = action.status(on: frame.today, tasks: reading.document.tasks(of: action.id))
    return StatusTag(text: frame.texts.name(of: status), tone: status.tone).html
  }
}

extension ActionStatus {
  var tone: Tone {
    switch self {
    case .upcoming: .neutral
    case .ongoing: .progress
    case .done: .good
    case .late: .bad
    case .paused: .warning
    case .blocked: .bad
    case .abandoned, .superseded: .neutral
    }
  }
}
