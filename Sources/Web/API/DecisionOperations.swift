import Civic
import Exact
import HTTPTypes
import Exchange
import Pages
import Store

/// Public decisions, and what anyone needs to take them again.
struct DecisionOperations {
  var all: [APIOperation] { [decisions, decision, bundle] }

  private func operation(
    _ path: String, _ name: String, _ summary: String, _ answer: APIOperation.Answer,
    run: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIOperation {
    APIOperation(
      method: .get, path: path, name: name, topic: .decisions, summary: summary, answer: answer,
      run: run)
  }

  private var decisions: APIOperation {
    let item = APISchema.object([
      APIProperty(name: "id", schema: .identifier, isRequired: true),
      APIProperty(name: "kind", schema: .plainText, isRequired: true),
      APIProperty(name: "method", schema: .plainText, isRequired: true),
      APIProperty(name: "subject", schema: .plainText, isRequired: true),
      APIProperty(
        name: "decidedAt", schema: .text(APIText(form: .instant)), isRequired: true),
      APIProperty(name: "digest", schema: .text(APIText(form: .digest)), isRequired: true),
    ])
    return operation(
      "/decisions", "listDecision", "The newest decisions, at most a thousand", .list(of: item)
    ) { request in
      .list(
        try await request.services.decisions.decisions().map { decision, subject in
          APIItem(
            id: decision.id.rawValue,
            json: [
              "id": .string(decision.id.rawValue), "kind": .string(decision.kind.rawValue),
              "method": .string(decision.method.name), "subject": .string(subject),
              "decidedAt": .string(decision.decidedAt.description),
              "digest": .string(decision.digest.rawValue),
            ])
        })
    }
  }

  private var decision: APIOperation {
    operation(
      "/decisions/:decision", "getDecision",
      "A decision with its settings, outcome and explanation", .one(.any)
    ) { request in
      .value(
        try await request.services.decisions.decision(try request.id("decision")).decision.json)
    }
  }

  private var bundle: APIOperation {
    operation(
      "/decisions/:decision/bundle", "getDecisionBundle", "What `gradnik verify` reads",
      .file(mediaType: "application/zip")
    ) { request in
      let services = request.services
      let id: ID<Decision> = try request.id("decision")
      if let approved = try await services.decisions.approvedVersion(by: id) {
        let version = try await services.plans.version(approved.number, of: approved.plan)
        return .file(try await PlanBundle(services: services).bytes(of: version))
      }
      let inputs = try await services.decisions.inputs(of: id)
      return .file(try await services.bundle(of: id, inputs: inputs))
    }
  }
}
