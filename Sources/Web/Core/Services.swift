public import Civic
public import Database
public import Exact
public import Exchange
public import Pages
public import Store

/// What every route is given, wired once in ``buildApplication``.
public struct Services: Sendable {
  public let database: any Database
  public let catalogue: TextCatalogue
  public let settings: SiteSettings
  /// The time, in one place, so that tests can tell it.
  public let clock: @Sendable () -> Instant
  /// How often each address and account did what is limited.
  public let limiter = RateLimiter()
  let priorities = PriorityBoard()
  public let measures: Measures
  /// Whether the process still takes work, and the database is as this program needs it.
  public let readiness: Readiness
  /// What accounts need besides the database.
  public let desk: AccountDesk
  /// Asks addresses that people name; never one that is not public, unless the operator lists it.
  public let fetcher: SafeFetch
  /// By what cities can say where they stand.
  public var frameworks: [FrameworkFile] = []
  /// Published frameworks as they were read.
  let shelf = FrameworkShelf()
  /// What voting needs besides the database.
  public let votes: VoteDesk
  /// Kept, for it keeps what it read of published versions.
  public let plans: PlanStore
  let setUp = SetUpState()
  let pages = PageCache()
  let drawnViews = DrawnViews()
  let reads: LastReads

  public init(
    database: any Database, catalogue: TextCatalogue, settings: SiteSettings,
    desk: AccountDesk = AccountDesk(), fetcher: SafeFetch = SafeFetch(gate: FetchGate()),
    frameworks: [FrameworkFile] = [], voteKeys: VoteKeyFolder = VoteKeyFolder(path: nil),
    clock: @escaping @Sendable () -> Instant
  ) {
    measures = Measures()
    readiness = Readiness()
    self.database = MeasuredDatabase(database, measures: measures)
    plans = PlanStore(self.database)
    reads = LastReads(self.database)
    votes = VoteDesk(
      keys: voteKeys, box: BallotBox(self.database), store: ConsultationStore(self.database))
    self.catalogue = catalogue
    self.settings = settings
    self.desk = desk
    self.fetcher = fetcher
    self.frameworks = frameworks
    self.clock = clock
  }

  public var cities: CityStore { CityStore(database) }
  public var register: RegisterStore { RegisterStore(database) }
  public var indicators: IndicatorStore { IndicatorStore(database) }
  public var policies: PolicyStore { PolicyStore(database) }
  public var deliveries: DeliveryStore { DeliveryStore(database) }
  public var digests: DigestStore { DigestStore(database) }
  public var practices: PracticeStore { PracticeStore(database) }
  public var selections: SelectionStore { SelectionStore(database) }
  public var assessments: AssessmentStore { AssessmentStore(database) }
  public var writtenFrameworks: FrameworkStore { FrameworkStore(database) }
  public var sources: SourceStore { SourceStore(database) }
  public var partnerships: PartnershipStore { PartnershipStore(database) }
  public var funds: FundStore { FundStore(database) }
  public var consultations: ConsultationStore { ConsultationStore(database) }
  public var decisions: DecisionStore { DecisionStore(database) }
  public var conversations: ConversationStore { ConversationStore(database) }
  public var residents: ResidentStore { ResidentStore(database) }
  public var proposals: ProposalStore { ProposalStore(database) }
  public var surveys: SurveyStore { SurveyStore(database) }
  public var search: SearchStore { SearchStore(database) }
  public var scorings: ScoringStore { ScoringStore(database) }

  /// A new identifier.
  public func id<Entity>() -> ID<Entity> {
    var random = SystemRandomNumberGenerator()
    return ID(at: clock().milliseconds, using: &random)
  }
}

/// What an installation says of itself.
public struct SiteSettings: Sendable {
  public var installation = "Gradnik"
  /// Everything here is invented.
  public var isDemonstration = false
  /// Where people reach the site, without a slash at the end; none: as the request says.
  public var publicAddress: String?
  /// Where people write about the site: an e-mail address.
  public var contact: String?
  public var proxies = TrustedProxies()
  /// Requests a minute from one address; zero for no limit.
  public var requestLimit = 0
  /// Requests a minute of one token of the API, or of one address without a token.
  public var apiLimit = 600
  /// New participants without an account from one address in an hour; zero for no limit.
  public var participantLimit = 60
  /// The addresses that may read the measures.
  public var metricsFrom: Set<String> = ["127.0.0.1", "::1"]
  /// Whether every page leads to setting up while nobody has an account.
  public var asksForSetUp = false

  public init() {}
}
