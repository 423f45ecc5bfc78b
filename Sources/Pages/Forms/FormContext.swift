public import Civic
public import Exchange
public import Exact

/// What the fields of a form know besides the record: the plan and the languages.
public struct FormContext: Sendable {
  public private(set) var document: PlanDocument
  public var texts: Texts
  /// The language in which content is written with this form.
  public var contentLanguage: Language
  /// The cities and networks that fields can refer to.
  public var atlas = Atlas()
  /// What the city has today, for entries that refer to each other.
  public var register = Register()
  /// By what a city can say where it stands.
  public var frameworks: [FrameworkFile] = []
  /// What others learnt and can be taken up.
  public var practices: [Practice] = []
  /// Where figures can be read from.
  public var feeds: [IndicatorSource] = []
  /// What a city's records say of it, for its profile.
  public var suggestions: [ProfileSuggestion] = []
  /// Whether the city has a profile already.
  public var hasProfile = false
  /// The pilots that can be named in a partnership.
  public var pilots: [Pilot] = []
  /// The plans of the city that a vote can be for.
  public var plans: [Plan] = []
  /// The call that an application answers.
  public var call: SelectionCall?
  /// What residents said that an action can come from.
  public var origins: [NamedOrigin] = []
  /// What targets of steps can be said with in any language, folded.
  public var targetWords: [String: TargetWord] = [:]
  /// For new lines of a budget.
  public var thisYear = 2026

  public init(document: PlanDocument, texts: Texts, contentLanguage: Language) {
    self.document = document
    self.texts = texts
    self.contentLanguage = contentLanguage
  }

  /// For records of a plan.
  ///
  /// - Parameter content: The language asked for; the plan's own where it is none of ours.
  public init(document: PlanDocument, texts: Texts, content: String?) {
    let wanted = content.flatMap { code in Language.interface.first { $0.rawValue == code } }
    self.init(
      document: document, texts: texts, contentLanguage: wanted ?? document.plan.language)
  }

  /// For facts about cities and networks, which belong to no plan.
  ///
  /// - Parameter city: Whose register is written; amounts are in its country's currency.
  public init(atlas: Atlas, city: City? = nil, texts: Texts, contentLanguage: Language) {
    let nothing = Multilingual(original: contentLanguage, texts: [:])
    let city = city ?? City(id: ID(rawValue: ""), name: nothing, country: "")
    var plan = Plan(id: ID(rawValue: ""), city: city.id, title: nothing, years: 2000...2000)
    plan.currency = .usual(in: city.country)
    self.init(
      document: PlanDocument(plan: plan, city: city), texts: texts,
      contentLanguage: contentLanguage)
    self.atlas = atlas
  }

  /// From here on amounts are in this currency.
  public mutating func count(in currency: Currency) { document.plan.currency = currency }

  /// A text as plain words in the reader's language.
  func words(_ text: Multilingual?) -> String { text?.text(for: texts.language).text ?? "" }

  func name(of language: Language) -> String {
    Language.interface.contains(language) ? texts.name(of: language) : language.rawValue
  }

  /// The languages in which content can be written: the plan's own first.
  var contentLanguages: [Language] {
    [document.plan.language] + Language.interface.filter { $0 != document.plan.language }
  }

  /// The language of what is typed, for `lang`, where it is not the page's.
  var typedLanguage: String? {
    contentLanguage == texts.language ? nil : contentLanguage.tag
  }

  func money(_ amount: MinorUnits) -> Money {
    Money(minorUnits: amount, currency: document.plan.currency)
  }
}

/// A record that another can come from, and what it is called.
public struct NamedOrigin: Sendable {
  public let reference: RecordReference
  public let name: String

  public init(_ reference: RecordReference, name: String) {
    self.reference = reference
    self.name = name
  }
}
