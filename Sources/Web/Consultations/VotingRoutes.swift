import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Voting: showing the right to, the ballot, the receipt. Nothing here knows who is signed in, and
/// no log holds what is sent.
struct VotingRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/consultations/:consultation/vote", use: showEntry)
    routes.post("/consultations/:consultation/entry", use: enter)
    routes.get("/consultations/:consultation/ballot/:pass", use: showBallot)
    routes.post("/consultations/:consultation/ballot", use: ballot)
    routes.get("/consultations/:consultation/receipts", use: receipts)
    routes.post("/consultations/:consultation/data", use: data)
  }

  @Sendable private func showEntry(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (voting, consultation, _) = try await services.voting(context, at: .vote)
    guard consultation.isVoting(at: services.clock()) else {
      return services.voteMessage(voting, .notOpen)
    }
    return services.page(VoteEntryPage(voting).html)
  }

  /// Sends the link, or leads to the ballot. Whether somebody is in the register cannot be told by
  /// an address alone, nor by a number without its second detail.
  @Sendable private func enter(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (voting, consultation, rules) = try await services.ballotVoting(context)
    guard consultation.isVoting(at: services.clock()) else {
      return try await message(voting, .notOpen, status: .conflict)
    }
    if try await services.isTooOften(rules, context) {
      return try await message(voting, .tooOften, status: .tooManyRequests)
    }
    let (voter, problems) = services.voter(input, rules)
    guard let voter else {
      let page = VoteEntryPage(
        try await services.complete(voting), input: input, problems: problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    let key = try await services.votes.key(of: rules.consultation)
    let tag = key.tag(of: voter)
    guard let pass = key.pass(for: tag) else { throw ConsultationError.keyLost }
    var letter: Letter?
    if case .email(let address) = voter {
      if await isTooManyLetters(to: address) {
        return try await message(voting, .tooOften, status: .tooManyRequests)
      }
      letter = VoteLetter(
        texts: services.catalogue.texts(for: context.language), rules: rules
      ).letter(
        id: services.id(), to: address,
        address: services.wholeAddress(
          .ballot(in: rules.consultation, pass: pass), in: context.language, asked: request))
    }
    let isEntitled = try await services.consultations.ask(
      tag, in: rules.consultation, letter: letter,
      needsRegister: try await services.needsRegister(rules), at: services.clock())
    if letter != nil { return try await message(voting, .letterSent) }
    guard isEntitled else {
      let wrong = rules.entry == .code ? "voteCodeWrong" : "voteNumberWrong"
      let page = VoteEntryPage(
        try await services.complete(voting), input: input,
        problems: [
          FieldProblem(
            field: rules.entry == .code ? "code" : "number", message: Message(wrong))
        ])
      return services.page(page.html, status: .unprocessableContent)
    }
    return try await ballotPage(voting, tag, pass: pass)
  }

  private func isTooManyLetters(to address: String) async -> Bool {
    await services.limiter.take(
      Allowance(name: "vote-letters", burst: 3, perHour: 6), of: address, at: services.clock())
      != nil
  }

  private func message(
    _ voting: VotingFrame, _ word: VoteMessagePage.Word, status: HTTPResponse.Status = .ok
  ) async throws -> Response {
    services.voteMessage(try await services.complete(voting), word, status: status)
  }

  private func ballotPage(
    _ voting: VotingFrame, _ tag: VoteKey.Tag, pass: String, input: FormInput = FormInput([]),
    problems: [FieldProblem] = [], isOutdated: Bool = false
  ) async throws -> Response {
    let present = try await services.consultations.receipt(
      of: tag, in: voting.consultationID)
    let page = BallotPage(
      try await services.complete(voting),
      BallotPage.Carried(pass: pass, base: present?.mark ?? ""), input: input,
      problems: problems, isOutdated: isOutdated)
    let status: HTTPResponse.Status =
      isOutdated ? .conflict : problems.isEmpty ? .ok : .unprocessableContent
    return services.page(page.html, status: status)
  }

  /// What the link of a letter opens; opening changes nothing.
  @Sendable private func showBallot(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (voting, consultation, rules) = try await services.ballotVoting(context)
    guard consultation.isVoting(at: services.clock()) else {
      return try await message(voting, .notOpen)
    }
    let pass = try context.parameters.require("pass")
    let key = try await services.votes.key(of: rules.consultation)
    guard let tag = key.tag(in: pass) else {
      return try await message(voting, .linkWrong, status: .notFound)
    }
    return try await ballotPage(voting, tag, pass: pass)
  }

  /// Reviews a ballot, takes it back to the form, or casts it.
  @Sendable private func ballot(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (voting, consultation, rules) = try await services.ballotVoting(context)
    guard consultation.isVoting(at: services.clock()) else {
      return try await message(voting, .notOpen, status: .conflict)
    }
    let pass = input["pass"] ?? ""
    let key = try await services.votes.key(of: rules.consultation)
    guard let tag = key.tag(in: pass) else {
      return try await message(voting, .linkWrong, status: .forbidden)
    }
    if try await services.isTooOften(rules, context) {
      return try await message(voting, .tooOften, status: .tooManyRequests)
    }
    guard let text = input["marks"] else {
      let (marks, problems) = BallotInput.read(input, rules)
      guard problems.isEmpty else {
        return try await ballotPage(voting, tag, pass: pass, input: input, problems: problems)
      }
      let carried = BallotPage.Carried(pass: pass, base: input["base"] ?? "")
      let page = BallotReviewPage(
        try await services.complete(voting), carried, marks: marks)
      return services.page(page.html)
    }
    guard let marks = BallotMarks(text: text), rules.faults(of: marks).isEmpty else {
      throw HTTPError(.badRequest)
    }
    guard input["step"] == "cast" else {
      return try await ballotPage(
        voting, tag, pass: pass, input: BallotInput.input(marks, rules))
    }
    return try await cast(marks, tag, key, voting, input, context)
  }

  private func cast(
    _ marks: BallotMarks, _ tag: VoteKey.Tag, _ key: VoteKey, _ voting: VotingFrame,
    _ input: FormInput, _ context: AppContext
  ) async throws -> Response {
    let rules = voting.votingRules
    guard let receipt = key.receipt() else { throw ConsultationError.keyLost }
    let answer = try await services.votes.box.cast(
      BallotBox.Cast(
        marks, of: tag, in: rules, receipt: receipt.code, replacing: input["base"] ?? "",
        at: services.clock()))
    let voting = voting.showing(answer.logHead)
    switch answer.outcome {
    case .taken(let isFirst):
      return services.page(
        await services.receiptPage(voting, receipt, isFirst: isFirst, context))
    case .outdated:
      return try await ballotPage(
        voting, tag, pass: input["pass"] ?? "", input: BallotInput.input(marks, rules),
        isOutdated: true)
    case .votingClosed: return services.voteMessage(voting, .notOpen, status: .conflict)
    case .onPaper: return services.voteMessage(voting, .onPaper, status: .conflict)
    case .notEntitled: return services.voteMessage(voting, .notEntitled, status: .forbidden)
    }
  }

  /// Finds the ballot of a receipt once all are public; before, says whether a receipt is genuine.
  @Sendable private func receipts(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (voting, consultation, rules) = try await services.voting(context, at: .receipts)
    let typed = String((request.uri.queryParameters["receipt"].map(String.init) ?? "").prefix(400))
    guard !typed.isEmpty else { return services.page(ReceiptCheckPage(voting).html) }
    let whole = VoteReceipt(typed: typed)
    guard let code = whole?.code ?? VoteReceipt.Code(typed: typed) else {
      return services.page(ReceiptCheckPage(voting, typed: typed, finding: .unreadable).html)
    }
    let isGenuine = whole?.isGenuine(of: consultation.id, key: rules.receiptKey)
    let finding: ReceiptCheckPage.Finding
    if isGenuine == false {
      finding = .forged
    } else if consultation.phase != .closed {
      finding = isGenuine == true ? .genuine : .tooEarly
    } else {
      finding =
        switch try await services.consultations.whereabouts(of: code, in: consultation.id) {
        case .counted(let marks): .counted(marks)
        case .replaced: .replaced
        case .unknown: isGenuine == true ? .missing : .unknown
        }
    }
    return services.page(ReceiptCheckPage(voting, typed: typed, finding: finding).html)
  }

  /// What is kept about the holder of a link, as a file; or its erasure.
  @Sendable private func data(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (voting, consultation, rules) = try await services.voting(context, at: .data)
    guard consultation.phase == .open else {
      return services.voteMessage(voting, .notOpen, status: .conflict)
    }
    let key = try await services.votes.key(of: rules.consultation)
    guard let tag = key.tag(in: input["pass"] ?? "") else {
      return services.voteMessage(voting, .linkWrong, status: .forbidden)
    }
    if try await services.isTooOften(rules, context) {
      return services.voteMessage(voting, .tooOften, status: .tooManyRequests)
    }
    if input["step"] == "erase" {
      let isErased = try await services.consultations.erase(
        tag, email: try? Account.email(input["email"] ?? ""), in: rules.consultation)
      return services.voteMessage(voting, isErased ? .erased : .nothingToErase)
    }
    let receipt = try await services.consultations.receipt(of: tag, in: rules.consultation)
    var object = JSONObject()
    object["consultation"] = .string(rules.consultation.rawValue)
    object["voter"] = .string(tag.text)
    object["receipt"] = receipt.map { .string($0.shown) } ?? .null
    object["keptUntil"] = .string(rules.votingUntil.description)
    return services.download(
      CanonicalJSON.bytes(of: .object(object)), type: "application/json", name: "my-vote.json")
  }
}
