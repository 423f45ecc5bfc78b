import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Everything about accounts: setting up, signing in, one's own account and those of others.
struct AccountRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    SetUpRoutes(services: services).add(to: routes)
    SignInRoutes(services: services).add(to: routes)
    RecoveryRoutes(services: services).add(to: routes)
    InvitationRoutes(services: services).add(to: routes)
    MyAccountRoutes(services: services).add(to: routes)
    TokenRoutes(services: services).add(to: routes)
    SecondFactorRoutes(services: services).add(to: routes)
    AccountsRoutes(services: services).add(to: routes)
    PersonRoutes(services: services).add(to: routes)
    LetterRoutes(services: services).add(to: routes)
  }
}

extension Services {
  var accounts: AccountStore { AccountStore(database) }
  var mail: MailStore { MailStore(database) }

  /// Letters carry links: without an address of its own, the site would have to believe whoever asks
  /// what it is called.
  var sendsMail: Bool { desk.hasMailServer && settings.publicAddress != nil }

  func token() -> SecretToken {
    var random = SystemRandomNumberGenerator()
    return SecretToken(using: &random)
  }

  /// The whole address of a link to hand over to somebody.
  func wholeAddress(_ link: Link, in language: Language, asked request: Request) -> String {
    site(of: request) + link.address(in: language)
  }

  /// Counts an attempt by its address and by what it is aimed at: an account, a mailbox.
  ///
  /// - Returns: What to say when there were too many.
  func tooMany(
    _ context: AppContext, _ subject: String?, _ allowance: Allowance = .signIn
  ) async -> FormFaults.Fault? {
    let now = clock()
    var waits = [await limiter.take(.attempts, of: context.client, at: now)]
    if let subject { waits.append(await limiter.take(allowance, of: subject, at: now)) }
    guard let seconds = waits.compactMap(\.self).max() else { return nil }
    return FormFaults.Fault(
      message: Message("accountTooManyAttempts", ["count": .count((seconds + 59) / 60)]))
  }

  /// Forgets the attempts on an account whose owner has shown who they are.
  func forgiveAttempts(_ subject: String) async {
    await limiter.forget(.signIn, of: subject)
  }

  /// The password of somebody who is signed in, asked again before a step that matters.
  ///
  /// - Returns: What is wrong; nil when it is right.
  func check(_ password: String, of account: Account, _ context: AppContext) async throws
    -> FormFaults.Fault?
  {
    if let fault = await tooMany(context, account.email) { return fault }
    let hash = try await accounts.credentials(of: account.id)?.passwordHash
    let verdict = try await desk.hasher.verify(
      password.utf8.count <= 4_096 ? password : "", against: hash)
    if verdict == .wrong {
      let error = AccountError.passwordWrong
      return FormFaults.Fault(field: error.field, message: error.message)
    }
    await forgiveAttempts(account.email)
    return nil
  }

  /// Names the places of roles.
  func places() async throws -> [Scope: Multilingual] {
    let atlas = try await cities.atlas()
    var places: [Scope: Multilingual] = [:]
    for city in atlas.cities { places[.city(city.id)] = city.name }
    for programme in atlas.programmes {
      places[.programme(programme.id)] = Multilingual(programme.name, in: .english)
    }
    for network in atlas.networks {
      places[.network(network.id)] = Multilingual(network.name, in: .english)
    }
    return places
  }
}

extension [Scope: Multilingual] {
  /// The name of a place in a language; the identifier where it is unknown, nil for the platform.
  func name(of scope: Scope, in language: Language) -> String? {
    guard scope != .platform else { return nil }
    return self[scope]?.text(for: language).text ?? scope.key
  }
}

extension Allowance {
  /// Passwords, codes and links tried from one address, behind which there may be a town hall.
  static let attempts = Allowance(name: "attempts", burst: 60, perHour: 240)
}
