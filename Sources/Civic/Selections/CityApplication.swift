public import Exact

/// A city's application to a call.
public struct CityApplication: Fact {
  public static let entityName = "city_application"

  public let id: Exact.ID<CityApplication>
  public var revision: Int
  public let call: Exact.ID<SelectionCall>
  public let city: Exact.ID<City>
  public var status: ApplicationStatus
  public var applicant: ApplicantType?
  /// Numbers of the call's themes; the first is the one it is grouped by.
  public var themes: [Int]
  /// One a line, as are offers and wishes.
  public var challenges: Multilingual?
  public var offers: Multilingual?
  public var wishes: Multilingual?
  public var commitment: Multilingual?
  public var isCommitted: Bool
  /// A role, not a person.
  public var contact: String?
  public var partner: PartnerState
  public var partnerName: String?
  /// Where each document of the call can be read, or its reference number.
  public var documents: [String]
  public var submittedAt: Instant?
  public var withdrawnAt: Instant?

  public init(
    id: Exact.ID<CityApplication>, call: Exact.ID<SelectionCall>, city: Exact.ID<City>
  ) {
    self.id = id
    revision = 1
    self.call = call
    self.city = city
    status = .draft
    themes = []
    isCommitted = false
    partner = .none
    documents = []
  }
}

/// How far an application has come.
public enum ApplicationStatus: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case draft, submitted, withdrawn

  public static let textPrefix = "applicationStatus"
}

/// Whether a city knows its partner.
public enum PartnerState: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case none, toBeNamed, named

  public static let textPrefix = "partnerState"
}

extension CityApplication {
  public func mayBeAdded(by viewer: Viewer) -> Bool { viewer.may(.editContent, .city(city)) }

  public func mayBeChanged(by viewer: Viewer) -> Bool {
    switch status {
    case .draft: viewer.may(.editContent, .city(city))
    case .submitted: viewer.may(.manageCity, .city(city))
    case .withdrawn: false
    }
  }

  /// Submitting and withdrawing bind the city.
  public func mayBeHandedIn(by viewer: Viewer) -> Bool {
    status != .withdrawn && viewer.may(.manageCity, .city(city))
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expect(
      partner != .named || partnerName != nil, "partnerName", Message("problemPartnerName"))
    return problems.list
  }

  /// What is missing before it can be submitted; whether it is eligible is another question.
  public func problemsBeforeSubmission(to call: SelectionCall) -> [Message] {
    var problems: [Message] = []
    if challenges == nil { problems.append(Message("applicationNeedsChallenges")) }
    if themes.isEmpty, !call.themeNames.isEmpty {
      problems.append(Message("applicationNeedsTheme"))
    }
    return problems
  }

  /// The application with what its city has elsewhere added to it; nothing written is lost and
  /// nothing is added twice.
  public func taking(
    challenges faced: [Multilingual], offers offered: [Multilingual],
    wishes wished: [Multilingual] = []
  ) -> CityApplication {
    var next = self
    next.challenges = Self.adding(faced, to: challenges)
    next.offers = Self.adding(offered, to: offers)
    next.wishes = Self.adding(wished, to: wishes)
    return next
  }

  private static func adding(_ items: [Multilingual], to present: Multilingual?) -> Multilingual? {
    var all = present
    for item in items {
      let known = Set((all?.texts.values.map { $0 } ?? []).flatMap { $0.split(separator: "\n") })
      let isThere = item.texts.values.contains { known.contains($0[...]) }
      guard !isThere else { continue }
      guard let now = all,
        let language = [now.original, item.original].first(where: { now[$0] != nil })
      else {
        all = item
        continue
      }
      // A line stands in every language, so that lines of languages stay side by side.
      var texts: [Language: String] = [:]
      for tag in Set(now.texts.keys).union(item.texts.keys) {
        let before = now[tag] ?? now[language] ?? ""
        texts[tag] = before + "\n" + item.text(for: tag).text
      }
      all = Multilingual(original: now.original, texts: texts)
    }
    return all
  }
}
