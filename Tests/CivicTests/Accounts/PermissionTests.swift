import Exact
import Testing

@testable import Civic

/// The permissions as they were agreed, written out: for each permission and role the states in
/// which it is allowed (N none, D draft, R in review, A approved, P published).
private let agreed: [Permission: [Role: String]] = [
  .readPublished: [
    .administrator: "NDRAP", .networkLead: "NDRAP", .networkExpert: "NDRAP",
    .networkSecretariat: "NDRAP", .cityCoordinator: "NDRAP", .cityContributor: "NDRAP",
    .electedMember: "NDRAP", .cityViewer: "NDRAP", .resident: "NDRAP",
    .programmeSecretariat: "NDRAP", .assessor: "NDRAP",
  ],
  .readWorking: [
    .administrator: "NDRAP", .networkLead: "RAP", .networkExpert: "RAP",
    .networkSecretariat: "RAP", .cityCoordinator: "NDRAP", .cityContributor: "NDRAP",
    .electedMember: "NDRAP", .cityViewer: "NDRAP",
  ],
  .readHistory: [
    .administrator: "NDRAP", .cityCoordinator: "NDRAP", .cityContributor: "NDRAP",
    .electedMember: "NDRAP", .cityViewer: "NDRAP",
  ],
  .comment: [
    .administrator: "DR", .networkLead: "R", .networkExpert: "R", .cityCoordinator: "DR",
    .cityContributor: "DR", .electedMember: "R",
  ],
  .editContent: [.administrator: "NDR", .cityCoordinator: "NDR", .cityContributor: "NDR"],
  .createPlan: [.administrator: "N", .cityCoordinator: "N"],
  .submit: [.administrator: "DR", .cityCoordinator: "DR"],
  .approve: [.administrator: "R", .cityCoordinator: "R"],
  .publish: [.administrator: "AP", .cityCoordinator: "AP"],
  .manageCity: [.administrator: "N", .cityCoordinator: "N"],
  .manageNetwork: [.administrator: "N", .networkLead: "N", .networkSecretariat: "N"],
  .manageAccounts: [.administrator: "N", .cityCoordinator: "N"],
  .manageCalls: [.administrator: "N", .programmeSecretariat: "N"],
  .assess: [.assessor: "N"],
]

private let letters: [(state: SubjectState, letter: Character)] = [
  (.none, "N"), (.draft, "D"), (.inReview, "R"), (.approved, "A"), (.published, "P"),
]

@Suite struct `Permissions` {
  @Test func `every permission and state is in the table`() {
    #expect(Set(agreed.keys) == Set(Permission.allCases))
    #expect(letters.map(\.state) == SubjectState.allCases)
  }

  @Test(arguments: Role.allCases, Permission.allCases)
  func `a role may what was agreed and nothing else`(role: Role, permission: Permission) throws {
    let states = try #require(agreed[permission])[role] ?? ""
    for (state, letter) in letters {
      #expect(role.allows(permission, in: state) == states.contains(letter), "\(state)")
    }
  }

  @Test(arguments: Role.allCases, Permission.allCases)
  func `a viewer with a role may the same in its scope`(role: Role, permission: Permission) {
    let scope = Scope(kind: role.scopeKind, key: role.scopeKind == .platform ? "" : "here")
    let viewer = Viewer(account: ID(rawValue: "a"), name: "Ana", grants: [Grant(role, in: scope)])
    for state in SubjectState.allCases {
      let subject = Subject(scopes: [scope], state: state)
      #expect(
        viewer.may(permission, subject)
          == (permission == .readPublished || role.allows(permission, in: state)))
    }
  }
}
