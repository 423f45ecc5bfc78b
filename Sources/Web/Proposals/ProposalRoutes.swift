import Civic
import Exact
import Exchange
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Store

/// What residents propose, for residents.
struct ProposalRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/cities/:city/proposal-rounds/:round"
    routes.get("\(base)", use: list)
    routes.get("\(base)/new", use: new)
    routes.post("\(base)/proposals", use: submit)
    routes.get("\(base)/mine", use: mine)
    routes.get("\(base)/mine/data.json", use: data)
    routes.post("\(base)/mine/appeals", use: appeal)
    routes.post("\(base)/mine/erasure", use: erase)
    routes.post("\(base)/closing", use: close)
    ProposalStepRoutes(services: services).add(to: routes)
  }

  private var desk: ParticipationDesk { ParticipationDesk(services: services) }

  private func found(_ context: AppContext) async throws -> (City, ProposalRound) {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    let round = try await services.register.entry(
      ID<ProposalRound>(rawValue: try context.parameters.require("round")), for: context.viewer)
    guard round.city == id, let city = try await services.cities.atlas().city(id) else {
      throw StoreError.notFound
    }
    return (city, round)
  }

  private func page(
    _ request: Request, _ context: AppContext, problems: [FieldProblem] = []
  ) async throws -> Response {
    let (city, round) = try await found(context)
    let all = try await services.proposals.proposals(of: round.id)
    let isOurs = context.viewer.may(.manageCity, .city(city.id))
    let page = ProposalRoundPage(
      frame: try await services.frame(
        context, at: .proposalRound(round.id, of: city.id), in: city),
      city: city, round: round, proposals: all.filter { $0.isShown || isOurs },
      supporters: try await services.proposals.supporters(of: round.id),
      takesPart: try await desk.token(request, in: round.participation) != nil,
      problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(request, context)
  }

  private func form(
    _ context: AppContext, input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) async throws -> Response {
    let (city, round) = try await found(context)
    guard round.state(on: services.today(in: city)) == .collecting else {
      throw StoreError.notFound
    }
    let page = ProposalFormPage(
      frame: try await services.frame(
        context, at: .proposalRound(round.id, of: city.id, "new"), in: city),
      city: city, round: round, input: input, problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func new(_ request: Request, _ context: AppContext) async throws -> Response {
    try await form(context)
  }

  /// Takes a proposal with its picture; whoever has no cookie yet gets one.
  @Sendable private func submit(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await services.limiter.require(.proposals, of: context.client, at: services.clock())
    let body = try await services.residentForm(request, context)
    let (city, round) = try await found(context)
    guard round.state(on: services.today(in: city)) == .collecting else {
      return try await page(
        request, context,
        problems: [FieldProblem(field: "", message: Message("problemListenClosed"))])
    }
    var reading = ProposalReading(
      texts: services.catalogue.texts(for: context.language), input: body.input)
    let proposal = reading.proposal(
      id: services.id(), in: round, currency: .usual(in: city.country))
    let picture = reading.picture(body.files.first { $0.field == "file" }?.bytes)
    let problems =
      reading.problems
      + proposal.problems.map { FieldProblem(field: $0.field, message: $0.message) }
    guard problems.isEmpty else {
      return try await form(context, input: body.input, problems: problems)
    }
    let subject = round.participation
    let known = try await desk.token(request, in: subject)
    let token: SecretToken
    if let known { token = known } else { token = try await desk.newToken(context, in: subject) }
    try await services.proposals.submit(
      proposal, picture: picture, token.participation(in: subject), at: services.clock())
    var response = services.redirect(
      context, to: .proposalRound(round.id, of: city.id, "mine"),
      notice: Message("noticeProposalSent"))
    ResidentCookie.set(token, for: subject, in: &response, context)
    return response
  }

  /// - Throws: ``StoreError/notFound`` for those who take no part.
  private func digest(_ request: Request, _ round: ProposalRound) async throws -> Digest {
    guard let token = try await desk.token(request, in: round.participation) else {
      throw StoreError.notFound
    }
    return token.participation(in: round.participation)
  }

  private func minePage(
    _ request: Request, _ context: AppContext, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) async throws -> Response {
    let (city, round) = try await found(context)
    let mine = try await services.proposals.mine(try await digest(request, round), in: round)
    let all = try await services.proposals.proposals(of: round.id)
    let page = MyProposalsPage(
      frame: try await services.frame(
        context, at: .proposalRound(round.id, of: city.id, "mine"), in: city),
      city: city, round: round, written: all.filter { mine.written.contains($0.id) },
      supported: all.filter { mine.supported.contains($0.id) && $0.isShown }, input: input,
      problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func mine(_ request: Request, _ context: AppContext) async throws -> Response {
    try await minePage(request, context)
  }

  @Sendable private func data(_ request: Request, _ context: AppContext) async throws -> Response {
    let (_, round) = try await found(context)
    let mine = try await services.proposals.mine(try await digest(request, round), in: round)
    let written = try await services.proposals.proposals(of: round.id)
      .filter { mine.written.contains($0.id) }
    let all: JSONValue = [
      "round": .string(round.id.rawValue), "written": try JSONValue(encoding: written),
      "supported": .array(mine.supported.sorted().map { .string($0.rawValue) }),
    ]
    return services.download(
      CanonicalJSON.bytes(of: all), type: "application/json", name: "proposals.json")
  }

  @Sendable private func appeal(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (city, round) = try await found(context)
    let item = input["item"] ?? ""
    do {
      try await services.proposals.appeal(
        input.text("appeal-\(item)"), about: ID(rawValue: item),
        try await digest(request, round), in: round)
    } catch StoreError.invalid(let faults) {
      return try await minePage(
        request, context, input: input,
        problems: faults.map { FieldProblem(field: $0.field, message: $0.message) })
    }
    return services.redirect(
      context, to: .proposalRound(round.id, of: city.id, "mine"),
      notice: Message("noticeSaved"))
  }

  @Sendable private func erase(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let (city, round) = try await found(context)
    try await services.proposals.erase(try await digest(request, round), in: round)
    var response = services.redirect(
      context, to: .proposalRound(round.id, of: city.id), notice: Message("noticeErased"))
    ResidentCookie.clear(round.participation, in: &response, context)
    return response
  }

  @Sendable private func close(_ request: Request, _ context: AppContext) async throws -> Response {
    _ = try await services.form(request, context)
    let (city, round) = try await found(context)
    do {
      try await services.proposals.close(round.id, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(
        request, context,
        problems: faults.map { FieldProblem(field: "", message: $0.message) })
    }
    return services.redirect(
      context, to: .proposalRound(round.id, of: city.id), notice: Message("noticeSaved"))
  }
}

/// A proposal out of a form.
struct ProposalReading {
  let texts: Texts
  let input: FormInput
  private(set) var problems: [FieldProblem] = []

  init(texts: Texts, input: FormInput) {
    self.texts = texts
    self.input = input
  }

  mutating func proposal(
    id: ID<Proposal>, in round: ProposalRound, currency: Currency
  ) -> Proposal {
    var proposal = Proposal(
      id: id, round: round, title: input.text("title") ?? "", text: input.text("text") ?? "",
      language: texts.language, currency: currency)
    proposal.district = input.text("district")
    proposal.credit = input.text("credit")
    proposal.latitude = degrees("latitude", "problemLatitude")
    proposal.longitude = degrees("longitude", "problemLongitude")
    if (proposal.latitude == nil) != (proposal.longitude == nil), problems.isEmpty {
      problems.append(
        FieldProblem(field: "latitude", message: Message("problemProposalPlace")))
    }
    if let typed = input.text("cost") {
      if let money = texts.formats.parseMoney(typed, currency) {
        proposal.cost = money.minorUnits
      } else {
        problems.append(FieldProblem(field: "cost", message: Message("problemProposalCost")))
      }
    }
    proposal.picture = input.text("picture")
    return proposal
  }

  private mutating func degrees(_ name: String, _ key: String) -> ExactDecimal? {
    guard let typed = input.text(name) else { return nil }
    if let value = texts.formats.parseDecimal(typed) { return value }
    problems.append(FieldProblem(field: name, message: Message(key)))
    return nil
  }

  /// The picture that was sent, freed of what a camera writes into it.
  mutating func picture(_ bytes: [UInt8]?) -> (mediaType: String, bytes: [UInt8])? {
    guard let bytes, !bytes.isEmpty else {
      if input.text("picture") != nil {
        problems.append(
          FieldProblem(field: "file", message: Message("problemProposalPictureMissing")))
      }
      return nil
    }
    guard let picture = Picture(bytes) else {
      problems.append(FieldProblem(field: "file", message: Message("problemProposalPicture")))
      return nil
    }
    if input.text("picture") == nil {
      problems.append(
        FieldProblem(field: "picture", message: Message("problemProposalPictureText")))
    }
    return (picture.mediaType, picture.bytes)
  }
}

extension Allowance {
  /// Proposals with pictures from one address.
  static let proposals = Allowance(name: "proposals", burst: 10, perHour: 20)
}

extension Services {
  /// Reads a form with files of somebody who may have no account; the caller counts how often.
  func residentForm(_ request: Request, _ context: AppContext) async throws -> FormBody {
    guard FormBody.hasFiles(request), context.viewer.account == nil else {
      return try await form(request, context)
    }
    return try await FormBody(request)
  }
}
