import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Something that residents take part in without an account.
struct Participation: Sendable {
  /// The key under which its participants are kept.
  let subject: String
  let name: Multilingual
  let city: City
  let entry: ParticipationEntry
  let isOpen: Bool
  /// Its page.
  let link: Link
  /// Where the token of a letter leads.
  let tokenLink: @Sendable (SecretToken) -> Link
}

/// Lets residents in: at once, or by a letter to an address.
struct ParticipationDesk: Sendable {
  let services: Services

  private var now: Instant { services.clock() }

  /// The token by which somebody takes part already.
  func token(_ request: Request, in subject: String) async throws -> SecretToken? {
    guard let token = ResidentCookie.token(of: request, in: subject),
      try await services.residents.resident(token.participation(in: subject), in: subject) != nil
    else { return nil }
    return token
  }

  /// A new participant's token, not more of them from one address than is allowed.
  func newToken(_ context: AppContext, in subject: String) async throws -> SecretToken {
    try await requireRoom(context)
    let token = services.token()
    try await services.residents.enter(
      services.residentID(), token.participation(in: subject), in: subject, at: now)
    return token
  }

  private func requireRoom(_ context: AppContext) async throws {
    guard services.settings.participantLimit > 0 else { return }
    try await services.limiter.require(
      .participants(perHour: services.settings.participantLimit), of: context.client, at: now)
  }

  /// - Throws: ``StoreError/invalid(_:)`` with what is wrong.
  func enter(
    _ participation: Participation, _ input: FormInput, _ request: Request, _ context: AppContext
  ) async throws -> Response {
    guard participation.isOpen else {
      throw StoreError.invalid([
        FieldFault(field: "", message: Message("problemListenClosed"))
      ])
    }
    switch participation.entry {
    case .open:
      let token = try await newToken(context, in: participation.subject)
      return admitted(token, to: participation, context)
    case .letter:
      try await requireRoom(context)
      try await send(participation, input, request, context)
      return services.redirect(
        context, to: participation.link, notice: Message("noticeLinkSent"))
    }
  }

  private func admitted(
    _ token: SecretToken, to participation: Participation, _ context: AppContext
  ) -> Response {
    var response = services.redirect(
      context, to: participation.link, notice: Message("noticeTakesPart"))
    ResidentCookie.set(token, for: participation.subject, in: &response, context)
    return response
  }

  private func send(
    _ participation: Participation, _ input: FormInput, _ request: Request, _ context: AppContext
  ) async throws {
    guard services.sendsMail else { throw HTTPError(.notFound) }
    let address: String
    do throws(AccountError) {
      address = try Account.email(input["email"] ?? "")
    } catch {
      throw StoreError.invalid([FieldFault(field: "email", message: error.message)])
    }
    let subject = participation.subject
    let contact = Digest(of: "\(subject):\(address)".utf8)
    try await services.limiter.require(.recovery, of: contact.rawValue, at: now)
    let token = services.token()
    let letter = ParticipationLetters(texts: services.catalogue.texts(for: context.language))
      .entry(
        id: services.id(), to: address, name: participation.name, city: participation.city,
        address: services.wholeAddress(
          participation.tokenLink(token), in: context.language, asked: request))
    try await services.residents.enter(
      services.residentID(), token.participation(in: subject), in: subject, contact: contact,
      letter: letter, at: now)
  }

  /// The token of an address, when it lets somebody take part.
  private func opened(
    _ participation: Participation, _ context: AppContext
  ) async throws -> SecretToken? {
    guard let token = SecretToken(try context.parameters.require("token")) else { return nil }
    let subject = participation.subject
    let known = try await services.residents.resident(
      token.participation(in: subject), in: subject)
    return known == nil ? nil : token
  }

  /// What the link of a letter shows; mail servers open links too, so that it changes nothing.
  func link(_ participation: Participation, _ context: AppContext) async throws -> Response {
    guard let token = try await opened(participation, context) else {
      return try await services.invalidLink(context)
    }
    let link = participation.tokenLink(token)
    let page = ParticipationLinkPage(
      frame: try await services.frame(context, at: link, in: participation.city),
      city: participation.city,
      name: participation.name, action: link)
    return services.page(page.html)
  }

  func follow(_ participation: Participation, _ context: AppContext) async throws -> Response {
    guard let token = try await opened(participation, context) else {
      return try await services.invalidLink(context)
    }
    return admitted(token, to: participation, context)
  }
}
