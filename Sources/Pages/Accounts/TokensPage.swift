public import Civic
import Exact

/// The tokens of one's own account, and the form for a new one.
public struct TokensPage: Sendable {
  let frame: PageFrame
  let tokens: [AccessToken]
  public let places: TokenPlaces
  /// The new token, shown this once.
  public var made: SecretToken?
  public var input = FormInput([])
  public var faults = FormFaults.none

  public init(frame: PageFrame, tokens: [AccessToken], places: TokenPlaces) {
    self.frame = frame
    self.tokens = tokens
    self.places = places
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let title = texts(.tokensTitle)
    var setting = PageSetting(title: faults.title(title, frame))
    setting.crumbs = frame.accountCrumbs
    return frame.page(
      setting,
      """
      \(faults.summary(frame))<h1>\(title)</h1><p class="lead">\(texts(.tokensLead))</p>\
      <p><a href="\(frame.address(.api))">\(texts(.tokensGuide))</a></p>\(shown)\(table)\
      <h2>\(texts(.tokenNew))</h2>\(form)
      """)
  }

  private var shown: HTML {
    guard let made else { return .empty }
    return """
      <h2>\(texts(.tokenMade))</h2>\
      \(Notice(
        tone: .good,
        content: "<p>\(texts(.tokenMadeText))</p><p><code id=\"token\">\(made.text)</code></p>"))
      """
  }

  private var table: Table {
    Table(
      id: "tokens", caption: texts(.tokensTitle), hidesCaption: true,
      columns: [
        .init(title: texts(.tokenName)), .init(title: texts(.tokenAccessField)),
        .init(title: texts(.tokenPlace)), .init(title: texts(.tokenCreated)),
        .init(title: texts(.tokenExpires)), .init(title: texts(.tokenUsed)),
        .init(title: texts(.tokenRevoke), hidesTitle: true),
      ], rows: tokens.map(row),
      empty: EmptyState(title: texts(.tokenNone), text: texts(.tokenNoneText)))
  }

  private func row(_ token: AccessToken) -> Table.Row {
    let formats = texts.formats
    let revoke = ActionForm(
      action: frame.address(.revokeToken(token.id)), token: frame.csrfField,
      button: Button(
        label: texts(.tokenRevoke), kind: .secondary,
        spoken: texts(.tokenRevokeSpoken, ["name": .text(token.name)])))
    return Table.Row(cells: [
      "\(token.name)", "\(texts.name(of: token.reach.access))",
      "\(places.name(of: token.reach.place, texts))",
      "\(formats.instant(token.createdAt, .medium))",
      token.isLive(at: frame.now)
        ? "\(formats.instant(token.expiresAt, .medium))"
        : StatusTag(text: texts(.tokenExpired), tone: .warning).html,
      token.usedAt.map { "\(formats.instant($0, .medium))" } ?? "\(texts(.tokenNeverUsed))",
      revoke.html,
    ])
  }

  private var form: Form {
    let lifetimes = AccessToken.lifetimes.map { days in
      Choice(
        value: String(days), label: texts(.tokenDays, ["count": .count(days)]),
        isChosen: (input["days"] ?? "90") == String(days))
    }
    let access = TokenReach.Access.allCases.map { access in
      Choice(
        value: access.rawValue, label: texts.name(of: access),
        isChosen: (input["access"] ?? TokenReach.Access.read.rawValue) == access.rawValue)
    }
    return Form(
      action: frame.address(.tokens), token: frame.csrfField,
      content: """
        \(TextField(
          name: "name", label: texts(.tokenName), value: input["name"] ?? "",
          notes: faults.notes("name", frame, hint: .tokenNameHint), width: .medium,
          isRequired: true, maxLength: AccessToken.longestName))\
        \(Radios(
          name: "access", legend: texts(.tokenAccessField), choices: access,
          notes: faults.notes("access", frame), isRequired: true))\
        \(Select(
          name: "place", label: texts(.tokenPlace),
          choices: places.choices(chosen: input["place"] ?? "", texts),
          notes: faults.notes("place", frame)))\
        \(Select(
          name: "days", label: texts(.tokenLifetime), choices: lifetimes,
          notes: faults.notes("days", frame)))
        """, buttons: [Button(label: texts(.tokenNew))])
  }
}

/// The cities and plans that a token can be limited to.
public struct TokenPlaces: Sendable {
  let cities: [City]
  let plans: [Plan]

  public init(cities: [City], plans: [Plan]) {
    self.cities = cities
    self.plans = plans
  }

  /// What a form sends for a place.
  static func key(of place: TokenReach.Place) -> String {
    switch place {
    case .everywhere: ""
    case .city(let id): "city:\(id.rawValue)"
    case .plan(let id): "plan:\(id.rawValue)"
    }
  }

  private var all: [TokenReach.Place] {
    [.everywhere] + cities.map { .city($0.id) } + plans.map { .plan($0.id) }
  }

  /// The place that a form names; none for one that was not offered.
  public func place(named key: String) -> TokenReach.Place? {
    all.first { Self.key(of: $0) == key }
  }

  func choices(chosen: String, _ texts: Texts) -> [Choice] {
    all.map {
      Choice(
        value: Self.key(of: $0), label: name(of: $0, texts), isChosen: Self.key(of: $0) == chosen)
    }
  }

  func name(of place: TokenReach.Place, _ texts: Texts) -> String {
    switch place {
    case .everywhere: return texts(.tokenEverywhere)
    case .city(let id):
      let name = cities.first { $0.id == id }?.name.text(for: texts.language).text
      return texts(.tokenPlaceCity, ["name": .text(name ?? id.rawValue)])
    case .plan(let id):
      let name = plans.first { $0.id == id }?.title.text(for: texts.language).text
      return texts(.tokenPlacePlan, ["name": .text(name ?? id.rawValue)])
    }
  }
}
