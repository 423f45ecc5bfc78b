import Exact

extension PlanSection {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    if kind == .text { problems.expectText(title, "title", "problemTitle") }
    return problems.list
  }
}

extension Challenge {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(title, "title", "problemTitle")
    problems.expectAddress(evidenceURL, "evidenceURL")
    return problems.list
  }
}

extension Objective {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(title, "title", "problemTitle")
    problems.expect(
      code.isEmpty || !document.objectives.contains { $0.code == code && $0.id != id }, "code",
      Message("problemCodeTaken", ["code": .text(code)]))
    if let parent {
      let strategic = document.objectives.first { $0.id == parent }
      problems.expect(
        strategic.map { $0.id != id && $0.parent == nil } ?? false, "parent",
        Message("problemObjectiveParent"))
      problems.expect(
        !document.objectives.contains { $0.parent == id && $0.id != id }, "parent",
        Message("problemObjectiveHasSpecific"))
    }
    problems.expectKnown(challenges, among: document.challenges, "challenges")
    return problems.list
  }
}

extension Stakeholder {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(name, "name", "problemName")
    for (level, field) in [(power, "power"), (interest, "interest")] {
      problems.expect((1...5).contains(level), field, Message("problemOneToFive"))
    }
    return problems.list
  }
}

extension IntegrationAssessment {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(title, "title", "problemTitle")
    let levels = scores.flatMap { [$0.now, $0.ambition] }
    problems.expect(
      levels.allSatisfy((0...5).contains) && Set(scores.map(\.aspect)).count == scores.count,
      "scores", Message("problemScores"))
    return problems.list
  }
}

extension Attachment {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(title, "title", "problemTitle")
    problems.expect(!fileName.isEmpty, "file", Message("problemFile"))
    problems.expectKnown(action, among: document.actions, "action")
    return problems.list
  }
}
