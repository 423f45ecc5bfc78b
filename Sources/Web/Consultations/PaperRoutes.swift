import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Ballots on paper: typed by two people, each without seeing what the other typed; what differs is
/// settled with the paper at hand.
struct PaperRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/consultations/:consultation/paper", use: show)
    routes.post("/consultations/:consultation/paper", use: enter)
    routes.post("/consultations/:consultation/settlement", use: settle)
    routes.post("/consultations/:consultation/stubs", use: stubs)
  }

  func page(
    _ voting: VotingFrame, _ context: AppContext, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let (open, settled) = try await services.consultations.openPaperBallots(
      of: voting.consultationID, for: context.viewer)
    let page = PaperPage(
      voting, clerk: context.viewer.account?.rawValue ?? "", open: open.map(\.shown),
      settled: settled, input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let (voting, consultation, rules) = try await services.voting(context, at: .paper)
    try context.viewer.require(.editContent, .city(consultation.city))
    guard rules.hasPaper, consultation.phase == .open else {
      throw ConsultationError.wrongPhase(consultation.phase)
    }
    return try await page(voting, context)
  }

  private func read(
    _ input: FormInput, _ rules: BudgetVoteRules
  ) -> (serial: Int, marks: BallotMarks, problems: [FieldProblem]) {
    let (marks, faults) = BallotInput.read(input, rules)
    let serial = input["serial"].flatMap(Int.init) ?? 0
    var problems = faults
    if !(1...9_999_999).contains(serial) {
      problems.insert(FieldProblem(field: "serial", message: Message("votePaperSerial")), at: 0)
    }
    return (serial, marks, problems)
  }

  @Sendable private func enter(_ request: Request, _ context: AppContext) async throws -> Response {
    try await take(request, context) { serial, marks, id in
      try await services.consultations.enterPaper(serial, marks, in: id, by: context.viewer)
    }
  }

  @Sendable private func settle(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await take(request, context) { serial, marks, id in
      try await services.consultations.settlePaper(serial, marks, in: id, by: context.viewer)
    }
  }

  /// Makes numbers and codes for ballots on paper, and hands them over once, as a table.
  @Sendable private func stubs(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (voting, consultation, _) = try await services.voting(context, at: .paper)
    try context.viewer.require(.manageCity, .city(consultation.city))
    let first = input["from"].flatMap(Int.init) ?? 0
    let count = input["count"].flatMap(Int.init) ?? 0
    let refused = { (field: String, message: Message) in
      try await page(
        voting, context, input: input, problems: [FieldProblem(field: field, message: message)])
    }
    guard (1...9_999_999).contains(first), (1...10_000).contains(count),
      first + count <= 10_000_000
    else {
      let isFirst = !(1...9_999_999).contains(first)
      return try await refused(isFirst ? "from" : "count", Message("votePaperStubsWrong"))
    }
    do {
      let made = try await services.consultations.makeStubs(
        first...(first + count - 1), in: consultation.id, by: context.viewer)
      let rows = made.map { "\($0.serial),\($0.receipt.shown)\r\n" }
      return services.download(
        Array(("number,code\r\n" + rows.joined()).utf8), type: "text/csv; charset=utf-8",
        name: "paper-ballots.csv")
    } catch ConsultationError.numberTaken {
      return try await refused("from", ConsultationError.numberTaken.message)
    }
  }

  private func take(
    _ request: Request, _ context: AppContext,
    _ step: (Int, BallotMarks, ID<Consultation>) async throws -> Void
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (voting, consultation, rules) = try await services.voting(context, at: .paper)
    try context.viewer.require(.editContent, .city(consultation.city))
    let (serial, marks, problems) = read(input, rules)
    guard problems.isEmpty else {
      return try await page(voting, context, input: input, problems: problems)
    }
    do {
      try await step(serial, marks, consultation.id)
    } catch ConsultationError.sameClerk {
      return try await page(
        voting, context, input: input,
        problems: [
          FieldProblem(field: "serial", message: ConsultationError.sameClerk.message)
        ])
    }
    return services.redirect(
      context, to: .consultation(consultation.id, .paper), notice: Message("noticeSaved"))
  }
}

extension PaperBallot {
  var shown: PaperPage.Open {
    PaperPage.Open(
      serial: serial, readings: readings.map { ($0.clerk, $0.marks) }, differs: differs)
  }
}
