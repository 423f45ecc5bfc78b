import Exact

extension PlanDocument {
  /// What has to be mended, and what is worth a look, in the order of the plan.
  ///
  /// - Complexity: O(records) but for dependencies, see ``dependencyFaults()``.
  public func check() -> [Finding] {
    planFindings() + objectiveFindings() + actionFindings() + dependencyFindings()
      + fundingFindings()
  }

  private func planFindings() -> [Finding] {
    var findings: [Finding] = []
    if plan.lastYear < plan.firstYear {
      findings.append(Finding(.error, Message("checkPlanPeriod")))
    }
    if plan.vision == nil { findings.append(Finding(.warning, Message("checkPlanVision"))) }
    if challenges.isEmpty { findings.append(Finding(.warning, Message("checkPlanChallenges"))) }
    if objectives.isEmpty { findings.append(Finding(.error, Message("checkPlanObjectives"))) }
    if actions.isEmpty { findings.append(Finding(.error, Message("checkPlanActions"))) }
    if risks.isEmpty { findings.append(Finding(.warning, Message("checkPlanRisks"))) }
    if stakeholders.isEmpty { findings.append(Finding(.warning, Message("checkPlanStakeholders"))) }
    return findings
  }

  private func objectiveFindings() -> [Finding] {
    let parents = Dictionary(objectives.map { ($0.id, $0) }) { first, _ in first }
    return objectives.flatMap { objective in
      var messages: [(Finding.Severity, Message)] = []
      if let parent = objective.parent {
        if parents[parent] == nil || parents[parent]?.parent != nil || parent == objective.id {
          messages.append((.error, Message("checkObjectiveLevels")))
        }
      }
      let serves = Set([objective.id] + objectives.filter { $0.parent == objective.id }.map(\.id))
      if !actions.contains(where: { !serves.isDisjoint(with: $0.objectives) }) {
        messages.append((.warning, Message("checkObjectiveWithoutActions")))
      }
      return messages.map {
        Finding(
          $0.0, $0.1, record: RecordReference(objective), subject: objective.label)
      }
    }
  }

  private func actionFindings() -> [Finding] {
    let codes = Dictionary(grouping: actions, by: \.code)
    let costed = Set(costLines.map(\.action))
    let measured = Set(indicators.compactMap(\.action))
    let known = Set(objectives.map(\.id))
    return actions.flatMap { action in
      var messages: [(Finding.Severity, Message)] = []
      if action.code.isEmpty || (codes[action.code]?.count ?? 0) > 1 {
        messages.append((.error, Message("checkActionCode", ["code": .text(action.code)])))
      }
      if known.isDisjoint(with: action.objectives) {
        messages.append((.error, Message("checkActionObjective")))
      }
      if action.owner == nil { messages.append((.warning, Message("checkActionOwner"))) }
      if !costed.contains(action.id) { messages.append((.warning, Message("checkActionCost"))) }
      if !measured.contains(action.id) {
        messages.append((.warning, Message("checkActionIndicator")))
      }
      messages += dateMessages(of: action)
      return messages.map {
        Finding($0.0, $0.1, record: RecordReference(action), subject: action.label)
      }
    }
  }

  private func dateMessages(of action: Action) -> [(Finding.Severity, Message)] {
    var messages: [(Finding.Severity, Message)] = []
    let dates = tasks(of: action.id).map { ($0.start, $0.end) } + [(action.start, action.end)]
    if dates.contains(where: { start, end in
      guard let start, let end else { return false }
      return end < start
    }) {
      messages.append((.error, Message("checkActionDates")))
    }
    guard let span = span(of: action) else {
      if action.start == nil && action.end == nil {
        messages.append((.warning, Message("checkActionWithoutDates")))
      }
      return messages
    }
    if span.lowerBound.year < plan.firstYear || span.upperBound.year > plan.lastYear {
      messages.append((.warning, Message("checkActionPeriod")))
    }
    return messages
  }

  private func dependencyFindings() -> [Finding] {
    let byID = Dictionary(actions.map { ($0.id, $0) }) { first, _ in first }
    let name = { (id: Exact.ID<Action>) in Message.Argument.text(byID[id]?.code ?? id.rawValue) }
    return dependencyFaults().map { fault in
      let (severity, subject, message): (Finding.Severity, Exact.ID<Action>?, Message) =
        switch fault {
        case .cycle(let path):
          (
            .error, path.first,
            Message(
              "checkDependencyCycle",
              [
                "codes": .text(
                  (path + path.prefix(1)).map { byID[$0]?.code ?? "?" }.joined(separator: " → "))
              ])
          )
        case .unknown(let action, _): (.error, action, Message("checkDependencyUnknown"))
        case .excludesWhatItNeeds(let action, let other):
          (.error, action, Message("checkDependencyExcluded", ["code": name(other)]))
        case .startsTooEarly(let action, let other):
          (.warning, action, Message("checkDependencyDates", ["code": name(other)]))
        }
      let action = subject.flatMap { byID[$0] }
      return Finding(
        severity, message, record: action.map { RecordReference($0) }, subject: action?.label)
    }
  }
}
