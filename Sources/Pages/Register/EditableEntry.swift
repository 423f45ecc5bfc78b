public import Civic
public import Exact

/// An entry of the register that people write with a form and bring in from a table.
public protocol EditableEntry: EditableFact, RegisterEntry {
  static var entryKind: EntryKind { get }

  /// The fields of the form that lists show beside the name.
  static var columns: [String] { get }

  static func blank(id: Exact.ID<Self>, city: City, in context: FormContext) -> Self
}

extension EditableEntry {
  public static func blank(
    id: Exact.ID<Self>, parent: String?, in context: FormContext
  ) -> Self? {
    context.atlas.cities.first { $0.id.rawValue == parent }.map {
      blank(id: id, city: $0, in: context)
    }
  }

  public var parent: String? { city.rawValue }

  public func name(in context: FormContext) -> String { context.words(name) }

  public var page: Link { .register(of: city, Self.entryKind) }
}

/// The lists of the register, in the order of its pages.
public enum EntryKind: String, CaseIterable, Sendable {
  case service = "services"
  case strategy = "strategies"
  case system = "systems"
  case dataset = "datasets"
  case infrastructure
  case contract = "contracts"
  case skill = "skills"
  case budget
  case indicator = "indicators"
  case correction = "corrections"
  case pilot = "pilots"
  case policy = "policies"
  case practice = "practices"
  case adoption = "adoptions"
  case assessment = "assessments"
  case conversation = "conversations"
  case proposalRound = "proposal-rounds"
  case survey = "surveys"

  /// What is there today; the rest is what is measured and tried.
  static let facts: [EntryKind] = Array(allCases.prefix(8))

  var title: TextKey {
    switch self {
    case .service: .registerServices
    case .strategy: .registerStrategies
    case .system: .registerSystems
    case .dataset: .registerDatasets
    case .infrastructure: .registerInfrastructure
    case .contract: .registerContracts
    case .skill: .registerSkills
    case .budget: .registerBudget
    case .indicator: .measuresTitle
    case .correction: .correctionsTitle
    case .pilot: .pilotsTitle
    case .policy: .policiesTitle
    case .practice: .practicesTitle
    case .adoption: .adoptionsTitle
    case .assessment: .assessmentsTitle
    case .conversation: .conversationsTitle
    case .proposalRound: .proposalsTitle
    case .survey: .surveysTitle
    }
  }

  /// What the list is for, where it is empty.
  var lead: TextKey {
    switch self {
    case .service: .registerServicesLead
    case .strategy: .registerStrategiesLead
    case .system: .registerSystemsLead
    case .dataset: .registerDatasetsLead
    case .infrastructure: .registerInfrastructureLead
    case .contract: .registerContractsLead
    case .skill: .registerSkillsLead
    case .budget: .registerBudgetLead
    case .indicator: .measuresLead
    case .correction: .correctionsLead
    case .pilot: .pilotsLead
    case .policy: .policiesLead
    case .practice: .practicesLead
    case .adoption: .adoptionsLead
    case .assessment: .assessmentsLead
    case .conversation: .conversationsLead
    case .proposalRound: .proposalsLead
    case .survey: .surveysLead
    }
  }

  public var type: any EditableEntry.Type {
    switch self {
    case .service: PublicService.self
    case .strategy: Strategy.self
    case .system: InformationSystem.self
    case .dataset: Dataset.self
    case .infrastructure: Infrastructure.self
    case .contract: ServiceContract.self
    case .skill: StaffSkill.self
    case .budget: BudgetLine.self
    case .indicator: CityIndicator.self
    case .correction: CorrectiveAction.self
    case .pilot: Pilot.self
    case .policy: Policy.self
    case .practice: Practice.self
    case .adoption: Adoption.self
    case .assessment: SelfAssessment.self
    case .conversation: Conversation.self
    case .proposalRound: ProposalRound.self
    case .survey: Survey.self
    }
  }

  public func entries(of register: Register) -> [any EditableEntry] {
    switch self {
    case .service: register.services
    case .strategy: register.strategies
    case .system: register.systems
    case .dataset: register.datasets
    case .infrastructure: register.infrastructure
    case .contract: register.contracts
    case .skill: register.skills
    case .budget: register.budget
    case .indicator: register.indicators
    case .correction: register.corrections
    case .pilot: register.pilots
    case .policy: register.policies
    case .practice: register.practices
    case .adoption: register.adoptions
    case .assessment: register.assessments
    case .conversation: register.conversations
    case .proposalRound: register.proposalRounds
    case .survey: register.surveys
    }
  }
}

extension Link {
  /// What a city has today; a part of it is one list.
  public static func register(of city: ID<City>, _ kind: EntryKind? = nil) -> Link {
    Link(parts: ["cities", city.rawValue, "register"] + (kind.map { [$0.rawValue] } ?? []))
  }

  /// A table's way into one list.
  public static func registerImport(of city: ID<City>, _ kind: EntryKind) -> Link {
    Link("cities", city.rawValue, "register", kind.rawValue, "import")
  }

  public static func registerUndo(of city: ID<City>, _ kind: EntryKind) -> Link {
    Link("cities", city.rawValue, "register", kind.rawValue, "undo")
  }

  /// The services for those who use them.
  public static func services(of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "services")
  }

  public static func service(_ service: ID<PublicService>, of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "services", service.rawValue)
  }

  /// The public services as linked data: CPSV-AP in Turtle.
  public static func serviceCatalogue(of city: ID<City>) -> Link {
    Link("cities", city.rawValue, "services.ttl")
  }
}

extension FormField where Record: RegisterEntry {
  /// Who answers for the entry.
  static func owner(_ path: Property<Record, ID<Organisation>?>) -> FormField {
    .selection("owner", .entryOwnerField, path) { entry, context in
      context.atlas.organisations.filter { $0.city == entry.city }.map {
        FormOption(value: $0.id, key: $0.id.rawValue, label: context.words($0.name))
      }
    }
  }

  static func isPublic(_ path: Property<Record, Bool>) -> FormField {
    .flag("isPublic", .entryPublicField, hint: .entryPublicHint, path)
  }
}

extension FormContext {
  /// A text that nobody has written yet, in the language of the form.
  var unwritten: Multilingual { Multilingual(original: contentLanguage, texts: [:]) }

  var systemOptions: [FormOption<ID<InformationSystem>>] {
    register.systems.map {
      FormOption(value: $0.id, key: $0.id.rawValue, label: words($0.name))
    }
  }

  var contractOptions: [FormOption<ID<ServiceContract>>] {
    register.contracts.map {
      FormOption(value: $0.id, key: $0.id.rawValue, label: words($0.name))
    }
  }
}
