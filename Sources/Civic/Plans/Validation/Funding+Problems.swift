import Exact

extension CostLine {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectKnown(action, among: document.actions, "action")
    problems.expectYear(year, "year", in: document.plan)
    problems.expectAmount(planned, "planned", in: document.plan)
    problems.expectAmount(actual, "actual", in: document.plan)
    return problems.list
  }
}

extension FundingCall {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(name, "name", "problemName")
    for ceiling in ceilings { problems.expectPercent(ceiling.percent, "ceilings") }
    problems.expect(
      Set(ceilings.map(\.category)).count == ceilings.count, "ceilings", Message("problemPercent"))
    problems.expectAddress(url, "url")
    return problems.list
  }
}

extension FundingSource {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(name, "name", "problemName")
    problems.expectKnown(call, among: document.fundingCalls, "call")
    problems.expectAmount(available, "available", in: document.plan)
    return problems.list
  }
}

extension FundingLine {
  public func problems(in document: PlanDocument) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectKnown(action, among: document.actions, "action")
    problems.expectKnown(source, among: document.fundingSources, "source")
    problems.expect(share != .rate || percent != nil, "percent", Message("problemShareRate"))
    problems.expect(share != .amount || amount != nil, "amount", Message("problemShareAmount"))
    problems.expectPercent(percent, "percent")
    problems.expectAmount(amount, "amount", in: document.plan)
    problems.expectYear(year, "year", in: document.plan)
    return problems.list
  }
}
