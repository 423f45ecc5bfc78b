import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// What residents are asked, and calls to cities: rules and dates. No count is told here: counts are
/// in the decision, which is taken after the close.
struct ParticipationOperations {
  var all: [APIOperation] { [consultations, consultation, projects, rules, calls, call] }

  private func operation(
    _ path: String, _ name: String, _ summary: String, _ answer: APIOperation.Answer,
    run: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIOperation {
    APIOperation(
      method: .get, path: path, name: name, topic: .participation, summary: summary,
      answer: answer, run: run)
  }

  private var consultations: APIOperation {
    operation(
      "/consultations", "listConsultation", "Budget votes of all cities",
      .list(of: .named("Consultation"))
    ) { try .records(try await $0.services.consultations.consultations(for: $0.viewer)) }
  }

  private var consultation: APIOperation {
    operation(
      "/consultations/:consultation", "getConsultation", "One budget vote",
      .one(.named("Consultation"))
    ) { request in
      let found = try await request.services.consultations.consultation(
        try request.id("consultation"), for: request.viewer)
      return try .record(found.consultation)
    }
  }

  private var projects: APIOperation {
    operation(
      "/consultations/:consultation/projects", "listVoteProject", "What can be voted for",
      .list(of: .named("VoteProject"))
    ) { request in
      let found = try await request.services.consultations.consultation(
        try request.id("consultation"), for: request.viewer)
      return try .records(found.projects)
    }
  }

  private var rules: APIOperation {
    operation(
      "/consultations/:consultation/rules", "getConsultationRules",
      "The rules as they were fixed at the opening, by whose bytes their digest is", .one(.any)
    ) { request in
      let id: ID<Consultation> = try request.id("consultation")
      _ = try await request.services.consultations.consultation(id, for: request.viewer)
      let rules = try await request.services.consultations.rules(of: id)
      return .value(try JSONValue(parsing: rules.bytes, limits: .records))
    }
  }

  private var calls: APIOperation {
    operation(
      "/calls", "listSelectionCall", "Calls to cities", .list(of: .named("SelectionCall"))
    ) { try .records(try await $0.services.selections.calls(for: $0.viewer)) }
  }

  private var call: APIOperation {
    operation(
      "/calls/:call", "getSelectionCall", "One call", .one(.named("SelectionCall"))
    ) { request in
      try .record(
        try await request.services.selections.call(try request.id("call"), for: request.viewer))
    }
  }
}
