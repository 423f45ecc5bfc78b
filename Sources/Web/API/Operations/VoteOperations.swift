import Civic
import Exact
import Exchange
import HTTPTypes
import Pages
import Store

/// Budget votes: prepared, opened, closed and counted.
///
/// Voting itself, codes, desks and paper have no operation: a program that holds what lets somebody
/// vote could vote for them, and nobody could tell.
struct VoteOperations {
  private let family = APIFamily(topic: .participation)

  var all: [APIOperation] {
    let votes = EditorOperations<Consultation>(
      topic: .participation, path: "consultations", parameter: "consultation", parents: ["city"]
    ) { ConsultationRoutes(services: $0).consultationEditor }
    let projects = EditorOperations<VoteProject>(
      topic: .participation, path: "vote-projects", parameter: "project",
      parents: ["city", "consultation"]
    ) { ConsultationRoutes(services: $0).projectEditor }
    return votes.all + projects.all + [project, removal, opening, closure, action] + register
  }

  private var project: APIOperation {
    family.one(
      "/vote-projects/:project", "getVoteProject", "One project of a vote", .named("VoteProject"),
      access: .open
    ) { request in
      try .record(
        try await request.services.consultations.project(
          try request.id("project"), for: request.viewer))
    }
  }

  private var removal: APIOperation {
    family.removal(
      "/vote-projects/:project", "removeVoteProject", "Take a project off a draft"
    ) { request in
      let store = request.services.consultations
      let project = try await store.project(try request.id("project"), for: request.viewer)
      try request.require(project)
      try await store.remove(project.id, by: request.viewer, at: request.now)
    }
  }

  private var opening: APIOperation {
    family.step(
      "/consultations/:consultation/opening", "openConsultation",
      "Fix the rules and open the vote; all that is missing is named at once", access: .decision
    ) { request in
      do {
        try await request.services.openVote(try request.id("consultation"), by: request.viewer)
      } catch ConsultationError.incomplete(let missing) {
        throw APIFault(missing.map { FieldProblem(field: "", message: $0) })
      }
    }
  }

  private var closure: APIOperation {
    family.make(
      "/consultations/:consultation/closure", "closeConsultation",
      "Close the vote, destroy its key, count, and publish the decision", access: .decision
    ) { request in
      let decision = try await request.services.closeVote(
        try request.id("consultation"), by: request.viewer)
      return .made(decision, at: "/decisions")
    }
  }

  private var action: APIOperation {
    family.make(
      "/consultations/:consultation/actions", "makeActionOfVote",
      "Make an action of a plan out of a funded project, with the cost that was voted on where "
        + "vote and plan count in the same currency", .named("Action"),
      body: [.id("project"), .id("plan"), .id("objective", isRequired: false)]
    ) { request in
      let services = request.services
      let id: ID<Consultation> = try request.id("consultation")
      let vote = try await services.consultations.consultation(id, for: request.viewer).consultation
      let rules = try await services.votes.open(id).rules
      guard vote.phase == .closed, let decision = vote.decision,
        let result = BudgetVoteResult(
          try await services.decisions.decision(decision).decision, rules: rules),
        let entry = result.winners.first(where: {
          $0.project.id.rawValue == request.body["project"]?.string
        })
      else { throw StoreError.notFound }
      let place = FundedAction.Place(
        in: ID(rawValue: request.body["plan"]?.string ?? ""),
        serving: request.text("objective").map { ID(rawValue: $0) })
      let action = try await services.consultations.makeAction(
        of: entry.project, under: rules, at: place, ids: (services.id(), services.id()),
        by: request.viewer, at: request.now
      ).action
      return try .made(action, at: "\(API.root)/plans/\(action.plan)/records/action")
    }
  }

  // MARK: Register

  private var register: [APIOperation] {
    [
      family.list(
        "/consultations/:consultation/register", "listVoterRegisterChange",
        "How many voters were added and taken off, when and why; never who", access: .open
      ) { request in
        let id: ID<Consultation> = try request.id("consultation")
        _ = try await request.services.consultations.consultation(id, for: request.viewer)
        return try await request.services.consultations.registerChanges(of: id).enumerated().map {
          APIItem(id: APIItem.place($0.offset), json: $0.element)
        }
      },
      family.step(
        "/consultations/:consultation/register", "changeVoterRegister",
        "Add voters or take them off, one a text as in the list that the page takes; only their "
          + "tags are kept",
        body: [
          APIProperty(
            name: "voters", schema: .list(.text(APIText(longest: 200)), longest: 1000),
            isRequired: true),
          .flag("isRemoval", isRequired: false),
        ], access: .decision
      ) { request in
        let id: ID<Consultation> = try request.id("consultation")
        let vote = try await request.services.consultations.consultation(id, for: request.viewer)
          .consultation
        let lines = (request.body["voters"]?.array ?? []).compactMap(\.string)
        do {
          try await request.services.changeRegister(
            of: vote, lines: lines, isRemoval: request.isTrue("isRemoval"), by: request.viewer)
        } catch let problem as FieldProblem {
          throw APIFault(at: "voters", problem.message)
        }
      },
    ]
  }
}
