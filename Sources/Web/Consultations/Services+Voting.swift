import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

extension Services {
  func consultationID(_ context: AppContext) throws -> ID<Consultation> {
    ID(rawValue: try context.parameters.require("consultation"))
  }

  /// A vote with its rules, for pages about voting; none before it opens.
  ///
  /// - Throws: `StoreError.notFound`.
  func voting(
    _ context: AppContext, at part: Link.ConsultationPart?
  ) async throws -> (frame: VotingFrame, consultation: Consultation, rules: BudgetVoteRules) {
    let id = try consultationID(context)
    let open = try await votes.open(id)
    let (consultation, _) = try await consultations.consultation(id, for: context.viewer)
    guard let found = try await cities.city(consultation.city) else { throw StoreError.notFound }
    let frame = try await frame(context, at: .consultation(id, part), in: found)
    return (
      VotingFrame(frame: frame, city: found, consultation: consultation, rules: open.rules),
      consultation, open.rules
    )
  }

  /// The same from what is remembered, for ballots that come by the thousand: the database is not
  /// asked. The frame lacks the head of the log, see ``complete(_:)``.
  func ballotVoting(
    _ context: AppContext
  ) async throws -> (frame: VotingFrame, consultation: Consultation, rules: BudgetVoteRules) {
    let id = try consultationID(context)
    let open = try await votes.open(id)
    let place = try await votes.place(id) {
      let consultation = try await consultations.consultation(id, for: .anonymous).consultation
      guard let city = try await cities.city(consultation.city) else {
        throw StoreError.notFound
      }
      return (consultation, city)
    }
    let frame = plainFrame(
      context, at: .consultation(id, .vote), in: place.city.civilTime)
    return (
      VotingFrame(
        frame: frame, city: place.city, consultation: place.consultation, rules: open.rules),
      place.consultation, open.rules
    )
  }

  /// The frame with the newest head of the log.
  func complete(_ voting: VotingFrame) async throws -> VotingFrame {
    voting.showing(try await decisions.logHead())
  }

  /// The page of a receipt, from the sheet of those before where nobody is signed in.
  func receiptPage(
    _ voting: VotingFrame, _ receipt: VoteReceipt, isFirst: Bool, _ context: AppContext
  ) async -> HTML {
    let page = ReceiptPage(voting, receipt: receipt, isFirst: isFirst)
    guard context.session == nil, context.notice == nil else { return page.html }
    let name = VoteDesk.SheetName(
      consultation: voting.consultationID, language: context.language, isFirst: isFirst,
      logHead: voting.logHead)
    if let sheet = await votes.sheet(name) { return sheet.html(of: receipt) }
    let html = page.html
    await votes.keep(ReceiptSheet(html, of: receipt), as: name)
    return html
  }

  func voteMessage(
    _ voting: VotingFrame, _ word: VoteMessagePage.Word, status: HTTPResponse.Status = .ok
  ) -> Response {
    page(VoteMessagePage(voting, word).html, status: status)
  }

  /// Counts an attempt of an address, where the rules limit them.
  ///
  /// - Returns: Whether it is one too many.
  func isTooOften(
    _ rules: BudgetVoteRules, _ context: AppContext
  ) async throws -> Bool {
    guard let most = rules.perAddress else { return false }
    let allowance = Allowance(
      name: "vote-\(rules.consultation)", burst: most, perHour: most)
    let wait = await limiter.take(allowance, of: context.client, at: clock())
    if wait != nil {
      try await consultations.note(.limited, in: rules.consultation, at: clock())
    }
    return wait != nil
  }

  /// Who a form says the voter is.
  func voter(
    _ input: FormInput, _ rules: BudgetVoteRules
  ) -> (voter: VoteKey.Voter?, problems: [FieldProblem]) {
    let missing = { (field: String, key: String) in
      FieldProblem(field: field, message: Message(key))
    }
    switch rules.entry {
    case .email:
      guard let email = try? Account.email(input["email"] ?? "") else {
        return (nil, [missing("email", "voteEmailWrong")])
      }
      return (.email(email), [])
    case .code:
      guard let code = input.text("code"), code.count <= 100 else {
        return (nil, [missing("code", "voteCodeMissing")])
      }
      return (.code(code), [])
    case .register:
      guard let number = input.text("number"), number.count <= 100 else {
        return (nil, [missing("number", "voteNumberMissing")])
      }
      guard let check = input.text("check"), check.count <= 100 else {
        return (nil, [missing("check", "voteCheckMissing")])
      }
      return (.number(number, check: check), [])
    }
  }

  /// Whether only those in the register may vote.
  func needsRegister(_ rules: BudgetVoteRules) async throws -> Bool {
    if rules.entry != .email { return true }
    return try await consultations.hasRegister(rules.consultation)
  }
}
