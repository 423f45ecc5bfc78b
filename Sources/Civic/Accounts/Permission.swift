/// What somebody may do; each use case asks for exactly one.
public enum Permission: String, CaseIterable, Hashable, Sendable {
  /// Read what is published.
  case readPublished
  /// Read the working plan with internal notes.
  case readWorking
  /// Read who changed what and when.
  case readHistory
  /// Write comments on a plan in review.
  case comment
  /// Add, change and remove the content of a plan, import tables, restore earlier content.
  case editContent
  /// Start a plan for a city.
  case createPlan
  /// Send a plan to review or take it back.
  case submit
  /// Record the approval of a plan.
  case approve
  /// Publish an approved plan, or start its next version.
  case publish
  /// Change what is said about a city, its organisations and its members.
  case manageCity
  /// Change what is said about a network and its memberships.
  case manageNetwork
  /// Invite people, give roles, close accounts, help with lost passwords.
  case manageAccounts
  /// Prepare a programme's calls, lead their selection and decide.
  case manageCalls
  /// Score the applications one is assigned.
  case assess
}

/// What a permission is asked for: its state decides with the role.
public enum SubjectState: CaseIterable, Hashable, Sendable {
  /// The subject has no phases: a city, a network, the platform.
  case none
  case draft, inReview, approved, published

  public init(_ phase: PlanPhase) {
    switch phase {
    case .draft: self = .draft
    case .inReview: self = .inReview
    case .approved: self = .approved
    case .published: self = .published
    }
  }
}

extension Role {
  /// The table of permissions: whether the role may do this in its own scope. What is not named is
  /// refused.
  public func allows(_ permission: Permission, in state: SubjectState) -> Bool {
    switch permission {
    case .readPublished: true
    case .readWorking: readsWorking(in: state)
    case .readHistory: isCityStaff || self == .administrator
    case .comment: comments(in: state)
    case .editContent:
      (self == .cityCoordinator || self == .cityContributor || self == .administrator)
        && (state == .draft || state == .inReview || state == .none)
    case .createPlan: (self == .cityCoordinator || self == .administrator) && state == .none
    case .submit:
      (self == .cityCoordinator || self == .administrator)
        && (state == .draft || state == .inReview)
    case .approve:
      (self == .cityCoordinator || self == .administrator) && state == .inReview
    case .publish:
      (self == .cityCoordinator || self == .administrator)
        && (state == .approved || state == .published)
    case .manageCity: (self == .cityCoordinator || self == .administrator) && state == .none
    case .manageNetwork:
      (self == .networkLead || self == .networkSecretariat || self == .administrator)
        && state == .none
    case .manageAccounts: (self == .administrator || self == .cityCoordinator) && state == .none
    case .manageCalls:
      (self == .administrator || self == .programmeSecretariat) && state == .none
    case .assess: self == .assessor && state == .none
    }
  }

  /// People of the city itself, residents not among them.
  private var isCityStaff: Bool {
    switch self {
    case .cityCoordinator, .cityContributor, .electedMember, .cityViewer: true
    case .administrator, .networkLead, .networkExpert, .networkSecretariat, .resident,
      .programmeSecretariat, .assessor:
      false
    }
  }

  /// The city's people always; those of its networks from review on; residents never.
  private func readsWorking(in state: SubjectState) -> Bool {
    switch self {
    case .administrator, .cityCoordinator, .cityContributor, .electedMember, .cityViewer: true
    case .networkLead, .networkExpert, .networkSecretariat:
      state == .inReview || state == .approved || state == .published
    case .resident, .programmeSecretariat, .assessor: false
    }
  }

  private func comments(in state: SubjectState) -> Bool {
    switch self {
    case .cityCoordinator, .cityContributor, .administrator:
      state == .draft || state == .inReview
    case .electedMember, .networkLead, .networkExpert: state == .inReview
    case .cityViewer, .networkSecretariat, .resident, .programmeSecretariat, .assessor: false
    }
  }
}
