import Civic
import Exact
import Exchange
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Who may vote: the register, codes to hand out, the desk. Plain numbers are made unrecognisable
/// as they come in; they are never stored.
struct VoterRegisterRoutes: Sendable {
  let services: Services

  /// Lines of one upload, and codes made at once.
  static let most = 1_000_000

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/consultations/:consultation/register", use: show)
    routes.post("/consultations/:consultation/register", use: upload)
    routes.post("/consultations/:consultation/codes", use: codes)
    routes.get("/consultations/:consultation/desk", use: showDesk)
    routes.post("/consultations/:consultation/desk", use: desk)
    routes.post("/consultations/:consultation/hand-out", use: handOut)
  }

  private func consultation(
    _ context: AppContext, _ permission: Permission
  ) async throws -> Consultation {
    let id = try services.consultationID(context)
    let found = try await services.consultations.consultation(id, for: context.viewer)
    try context.viewer.require(permission, .city(found.consultation.city))
    return found.consultation
  }

  private func page(
    _ consultation: Consultation, _ context: AppContext, problems: [FieldProblem] = []
  ) async throws -> Response {
    guard let city = try await services.cities.atlas().city(consultation.city) else {
      throw StoreError.notFound
    }
    let page = VoterRegisterPage(
      frame: try await services.frame(
        context, at: .consultation(consultation.id, .register)), city: city,
      consultation: consultation,
      changes: try await services.consultations.registerChanges(of: consultation.id),
      problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(try await consultation(context, .manageCity), context)
  }

  /// Takes a list: one voter a line.
  @Sendable private func upload(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let form = try await services.form(request, context)
    let consultation = try await consultation(context, .manageCity)
    let text =
      form.files.first.map { String(decoding: $0.bytes, as: UTF8.self) }
      ?? form.input["list"] ?? ""
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    do {
      try await services.changeRegister(
        of: consultation, lines: lines, isRemoval: form.input["step"] == "remove",
        by: context.viewer)
    } catch let problem as FieldProblem {
      return try await page(consultation, context, problems: [problem])
    }
    return services.redirect(
      context, to: .consultation(consultation.id, .register), notice: Message("noticeSaved"))
  }

  /// Makes codes and hands them over once, as a table; only their tags stay.
  @Sendable private func codes(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let consultation = try await consultation(context, .manageCity)
    guard consultation.entry == .code else { throw StoreError.notFound }
    guard let count = input["count"].flatMap(Int.init), (1...Self.most).contains(count) else {
      return try await page(
        consultation, context,
        problems: [FieldProblem(field: "count", message: Message("voteCodesCount"))])
    }
    var random = SystemRandomNumberGenerator()
    let codes = (0..<count).map { _ in VoteReceipt.Code(using: &random).shown }
    let key = try await services.votes.keys.keyOrNew(of: consultation.id)
    _ = try await services.consultations.changeRegister(
      of: consultation.id, adding: codes.map { key.tag(of: .code($0)) }, reason: "codes",
      by: context.viewer, at: services.clock())
    let table = "code\r\n" + codes.map { $0 + "\r\n" }.joined()
    return services.download(Array(table.utf8), type: "text/csv; charset=utf-8", name: "codes.csv")
  }

  @Sendable private func showDesk(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let voting = try await openDesk(context)
    return services.page(VoteEntryPage(voting, isDesk: true).html)
  }

  private func openDesk(_ context: AppContext) async throws -> VotingFrame {
    _ = try await consultation(context, .editContent)
    let (voting, consultation, rules) = try await services.voting(context, at: .desk)
    guard rules.hasDesk, consultation.isVoting(at: services.clock()) else {
      throw ConsultationError.wrongPhase(consultation.phase)
    }
    return voting
  }

  /// Leads a voter whose papers a clerk has seen to the ballot, on the clerk's machine.
  @Sendable private func desk(_ request: Request, _ context: AppContext) async throws -> Response {
    let input = try await services.form(request, context).input
    let voting = try await openDesk(context)
    let rules = voting.votingRules
    let key = try await services.votes.key(of: rules.consultation)
    let (voter, problems) = services.voter(input, rules)
    guard let voter else {
      return services.page(
        VoteEntryPage(voting, isDesk: true, input: input, problems: problems).html,
        status: .unprocessableContent)
    }
    let tag = key.tag(of: voter)
    let isEntitled = try await services.consultations.ask(
      tag, in: rules.consultation, letter: nil,
      needsRegister: try await services.needsRegister(rules), at: services.clock())
    guard isEntitled, let pass = key.pass(for: tag) else {
      return services.voteMessage(voting, .notEntitled, status: .forbidden)
    }
    let present = try await services.consultations.receipt(of: tag, in: rules.consultation)
    return services.page(
      BallotPage(voting, BallotPage.Carried(pass: pass, base: present?.mark ?? "")).html)
  }

  /// Notes that a voter takes a ballot on paper.
  @Sendable private func handOut(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    _ = try await consultation(context, .editContent)
    let (voting, _, rules) = try await services.voting(context, at: .paper)
    let key = try await services.votes.key(of: rules.consultation)
    let (voter, problems) = services.voter(input, rules)
    guard let voter else {
      return try await PaperRoutes(services: services).page(
        voting, context, input: input, problems: problems)
    }
    let isHandedOut = try await services.consultations.handOutPaper(
      to: key.tag(of: voter), in: rules.consultation,
      needsRegister: try await services.needsRegister(rules), by: context.viewer)
    return services.voteMessage(
      voting, isHandedOut ? .paperHandedOut : .notEntitled,
      status: isHandedOut ? .ok : .conflict)
  }
}

extension Services {
  /// Adds voters, or takes them off: one a line.
  ///
  /// - Throws: `FieldProblem` for a line that names no voter.
  func changeRegister(
    of consultation: Consultation, lines: [String], isRemoval: Bool, by viewer: Viewer
  ) async throws {
    try viewer.require(.manageCity, .city(consultation.city))
    guard consultation.phase == .draft || consultation.phase == .open else {
      throw ConsultationError.wrongPhase(consultation.phase)
    }
    let lines = lines.filter { !$0.allSatisfy(\.isWhitespace) }
    guard !lines.isEmpty, lines.count <= VoterRegisterRoutes.most else {
      throw FieldProblem(field: "file", message: Message("voteRegisterEmpty"))
    }
    let key = try await votes.keys.keyOrNew(of: consultation.id)
    var tags: [VoteKey.Tag] = []
    for (number, line) in lines.enumerated() {
      guard let voter = Self.voter(line, consultation.entry) else {
        throw FieldProblem(
          field: "file",
          message: Message("voteRegisterLine", ["number": .text(String(number + 1))]))
      }
      tags.append(key.tag(of: voter))
    }
    _ = try await consultations.changeRegister(
      of: consultation.id, adding: isRemoval ? [] : tags, removing: isRemoval ? tags : [],
      reason: isRemoval ? "removal" : "upload", by: viewer, at: clock())
  }

  /// A line of the list: an address, a code, or a number and its second detail.
  private static func voter(_ line: String, _ entry: VoterEntry) -> VoteKey.Voter? {
    switch entry {
    case .email: return (try? Account.email(line)).map { .email($0) }
    case .code: return line.count <= 100 ? .code(line) : nil
    case .register:
      let parts = line.split(whereSeparator: { $0 == ";" || $0 == "\t" || $0 == "," })
      guard parts.count == 2, line.count <= 200 else { return nil }
      return .number(String(parts[0]), check: String(parts[1]))
    }
  }
}
