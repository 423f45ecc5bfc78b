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
    let (voting, _, _) = try await services.voting(context, at: .paper)
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
