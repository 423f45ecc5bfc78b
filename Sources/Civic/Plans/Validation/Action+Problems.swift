import Exact

extension Action {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(title, "title", "problemTitle")
    problems.expect(!code.isEmpty, "code", Message("problemCode"))
    problems.expect(
      !document.actions.contains { $0.code == code && $0.id != id }, "code",
      Message("problemCodeTaken", ["code": .text(code)]))
    problems.expectOrder(start, end, "end")
    problems.expectKnown(owner, among: document.organisations, "owner")
    problems.expectKnown(partners, among: document.organisations, "partners")
    problems.expectKnown(objectives, among: document.objectives, "objectives")
    expectLinks(in: document, &problems)
    expectStatus(in: document, &problems)
    expectPlace(&problems)
    expectNumbers(in: document.plan, &problems)
    return problems.list
  }

  private func expectLinks(in document: PlanDocument, _ problems: inout RecordProblems) {
    problems.expectKnown(dependencies, among: document.actions, "dependencies")
    problems.expectKnown(exclusions, among: document.actions, "exclusions")
    problems.expect(!exclusions.contains(id), "exclusions", Message("problemExcludesItself"))
    // An action that waits for none is in no circle, and excludes nothing that it needs.
    guard !dependencies.isEmpty else { return }
    let codes = Dictionary(document.actions.map { ($0.id, $0.code) }) { first, _ in first }
    for fault in document.with(self).dependencyFaults(of: id) {
      switch fault {
      case .cycle(let path) where path.contains(id):
        let names = (path + path.prefix(1)).map { codes[$0] ?? "?" }.joined(separator: " → ")
        problems.expect(
          false, "dependencies", Message("problemDependencyCycle", ["codes": .text(names)]))
      case .excludesWhatItNeeds(id, let other):
        problems.expect(
          false, "exclusions",
          Message("problemExcludesNeeded", ["code": .text(codes[other] ?? "?")]))
      default: continue
      }
    }
  }

  private func expectStatus(in document: PlanDocument, _ problems: inout RecordProblems) {
    problems.expectKnown(supersededBy, among: document.actions, "supersededBy")
    problems.expect(supersededBy != id, "supersededBy", Message("problemSupersedesItself"))
    switch manualStatus {
    case .paused, .blocked, .abandoned:
      problems.expectText(statusReason, "statusReason", "problemStatusReason")
    case .superseded:
      problems.expect(
        supersededBy != nil || statusReason != nil, "supersededBy", Message("problemSupersededBy"))
    case .upcoming, .late:
      problems.expect(false, "manualStatus", Message("problemManualStatus"))
    case .ongoing, .done, nil: break
    }
  }

  private func expectPlace(_ problems: inout RecordProblems) {
    problems.expect(
      latitude == nil || longitude != nil, "longitude", Message("problemPosition"))
    problems.expect(
      longitude == nil || latitude != nil, "latitude", Message("problemPosition"))
    problems.expect(
      latitude?.isWithin(-90...90) ?? true, "latitude", Message("problemLatitude"))
    problems.expect(
      longitude?.isWithin(-180...180) ?? true, "longitude", Message("problemLongitude"))
  }

  private func expectNumbers(in plan: Plan, _ problems: inout RecordProblems) {
    for load in staffLoad {
      problems.expectYear(load.year, "staffLoad", in: plan)
      problems.expect(
        load.personMonths.isWithin(0...100_000), "staffLoad", Message("problemPersonMonths"))
    }
    problems.expect(
      Set(staffLoad.map(\.year)).count == staffLoad.count, "staffLoad",
      Message("problemPersonMonths"))
    problems.expect(goals.allSatisfy((1...17).contains), "goals", Message("problemGoals"))
  }
}

extension ActionTask {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(title, "title", "problemTitle")
    problems.expectKnown(action, among: document.actions, "action")
    problems.expectKnown(responsible, among: document.organisations, "responsible")
    problems.expectOrder(start, end, "end")
    return problems.list
  }
}

extension Risk {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(title, "title", "problemTitle")
    problems.expectKnown(action, among: document.actions, "action")
    problems.expectKnown(owner, among: document.organisations, "owner")
    return problems.list
  }
}

extension Indicator {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(name, "name", "problemName")
    problems.expect(!unit.isEmpty, "unit", Message("problemUnit"))
    problems.expectKnown(action, among: document.actions, "action")
    problems.expectKnown(objective, among: document.objectives, "objective")
    problems.expectKnown(leadsTo, among: document.indicators.filter { $0.id != id }, "leadsTo")
    problems.expect(
      baselineYear == nil || baseline != nil, "baseline", Message("problemBaseline"))
    problems.expect(targetYear == nil || target != nil, "target", Message("problemTarget"))
    if let baselineYear, let targetYear {
      problems.expect(baselineYear <= targetYear, "targetYear", Message("problemTargetYear"))
    }
    problems.expect(
      code.map { !PolicyCode.specificObjectives.contains($0) } ?? true, "code",
      Message("problemIndicatorCode"))
    return problems.list
  }
}
