import Exact
import Testing

@testable import Civic

@Suite struct `Viewers` {
  private let here = ID<City>(rawValue: "here")
  private let elsewhere = ID<City>(rawValue: "elsewhere")
  private let network = ID<Network>(rawValue: "network")

  private func viewer(_ grants: Grant...) -> Viewer {
    Viewer(account: ID(rawValue: "a"), name: "Ana", grants: Set(grants))
  }

  private func plan(in city: ID<City>, phase: PlanPhase) -> Plan {
    var plan = Plan(
      id: ID(rawValue: "p"), city: city, title: Multilingual("Plan", in: .english),
      years: 2026...2030)
    plan.phase = phase
    return plan
  }

  @Test(arguments: Permission.allCases)
  func `city people may nothing in another city`(permission: Permission) {
    for role in Role.allCases where role.scopeKind == .city {
      let viewer = viewer(Grant(role, in: .city(here)))
      let isPublic = permission == .readPublished
      #expect(viewer.may(permission, .city(elsewhere)) == isPublic)
      #expect(viewer.may(permission, .platform) == isPublic)
      #expect(viewer.may(permission, .network(network)) == isPublic)
      for phase in PlanPhase.allCases {
        #expect(viewer.may(permission, .plan(plan(in: elsewhere, phase: phase))) == isPublic)
      }
    }
  }

  @Test(arguments: Permission.allCases)
  func `who is not signed in reads what is published and no more`(permission: Permission) {
    for subject in [Subject.platform, .city(here), .plan(plan(in: here, phase: .published))] {
      #expect(Viewer.anonymous.may(permission, subject) == (permission == .readPublished))
    }
  }

  @Test func `a network's expert reads a plan of the network from review on`() {
    let expert = viewer(Grant(.networkExpert, in: .network(network)))
    var plan = plan(in: here, phase: .inReview)
    #expect(!expert.may(.readWorking, .plan(plan)))
    plan.network = network
    #expect(expert.may(.readWorking, .plan(plan)))
    plan.phase = .draft
    #expect(!expert.may(.readWorking, .plan(plan)))
  }

  @Test func `what is refused is named`() {
    #expect(throws: AccessError.refused(.manageCity)) {
      try viewer().require(.manageCity, .city(here))
    }
  }

  @Test func `a coordinator gives roles of the own city alone`() {
    let coordinator = viewer(Grant(.cityCoordinator, in: .city(here)))
    for role in Role.allCases {
      for scope in [Scope.platform, .city(here), .city(elsewhere), .network(network)] {
        let expected = scope == .city(here) && role.scopeKind == .city
        #expect(coordinator.mayGive(Grant(role, in: scope)) == expected, "\(role) \(scope)")
      }
    }
  }

  @Test func `an administrator gives each role in its kind of scope`() {
    let administrator = viewer(Grant(.administrator, in: .platform))
    for role in Role.allCases {
      for scope in [Scope.platform, .city(here), .network(network)] {
        #expect(administrator.mayGive(Grant(role, in: scope)) == (role.scopeKind == scope.kind))
      }
    }
    #expect(throws: AccountError.roleElsewhere(.cityViewer)) {
      try administrator.requireToGive(Grant(.cityViewer, in: .platform))
    }
  }

  @Test func `a coordinator helps only people who are nothing elsewhere`() {
    let coordinator = viewer(Grant(.cityCoordinator, in: .city(here)))
    let contributor = Grant(.cityContributor, in: .city(here))
    #expect(coordinator.mayManageAccount(with: [contributor]))
    #expect(!coordinator.mayManageAccount(with: []))
    for other in [
      Grant(.administrator, in: .platform), Grant(.cityViewer, in: .city(elsewhere)),
      Grant(.networkLead, in: .network(network)),
    ] {
      #expect(!coordinator.mayManageAccount(with: [contributor, other]))
    }
    #expect(viewer(Grant(.administrator, in: .platform)).mayManageAccount(with: []))
    #expect(!viewer(contributor).managesAccounts)
    #expect(coordinator.managesAccounts)
  }

  @Test func `who works at the machine is an administrator without an account`() {
    #expect(Viewer.machine.isAdministrator)
    #expect(Viewer.machine.account == nil)
  }
}
