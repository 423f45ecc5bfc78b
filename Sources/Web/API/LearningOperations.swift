import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// What cities learnt, offer and seek, and who works with whom.
struct LearningOperations {
  var all: [APIOperation] {
    [
      list("practices", "listPublicPractice", "Practice", "Practices of all cities") { request in
        let all = try await request.services.practices.practices(for: request.viewer)
        return try .records(all.compactMap { $0.open(to: request.viewer) })
      },
      one("practices", "practice", "getPublicPractice", "Practice", "One practice") { request in
        let found = try await request.services.practices.practice(
          try request.id("practice"), for: request.viewer)
        guard let open = found.practice.open(to: request.viewer) else { throw StoreError.notFound }
        return try .record(open)
      },
      list("profiles", "listPartnerProfile", "PartnerProfile", "What cities offer and seek") {
        request in
        let all = try await request.services.partnerships.profiles(for: request.viewer)
        return try .records(all.map { $0.open(to: request.viewer) })
      },
      one("profiles", "profile", "getPartnerProfile", "PartnerProfile", "One profile") { request in
        let id: ID<PartnerProfile> = try request.id("profile")
        let all = try await request.services.partnerships.profiles(for: request.viewer)
        guard let found = all.first(where: { $0.id == id }) else { throw StoreError.notFound }
        return try .record(found.open(to: request.viewer))
      },
      list("partnerships", "listPartnership", "Partnership", "Which cities work together") {
        request in
        let all = try await request.services.partnerships.partnerships(for: request.viewer)
        return try .records(all.map { $0.open(to: request.viewer) })
      },
      one("partnerships", "partnership", "getPartnership", "Partnership", "One partnership") {
        request in
        let found = try await request.services.partnerships.partnership(
          try request.id("partnership"), for: request.viewer)
        return try .record(found.open(to: request.viewer))
      },
    ]
  }

  private func list(
    _ path: String, _ name: String, _ component: String, _ summary: String,
    run: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIOperation {
    APIOperation(
      method: .get, path: "/\(path)", name: name, topic: .learning, summary: summary,
      answer: .list(of: .named(component)), run: run)
  }

  private func one(
    _ path: String, _ parameter: String, _ name: String, _ component: String, _ summary: String,
    run: @escaping @Sendable (APIRequest) async throws -> APIReply
  ) -> APIOperation {
    APIOperation(
      method: .get, path: "/\(path)/:\(parameter)", name: name, topic: .learning, summary: summary,
      answer: .one(.named(component)), run: run)
  }
}

extension PartnerProfile {
  /// What counts and is shown; wishes, exclusions and where a statement comes from stay with the
  /// city.
  fileprivate func open(to viewer: Viewer) -> PartnerProfile {
    guard !viewer.may(.readWorking, .city(city)) else { return self }
    var open = self
    open.wishes = []
    open.exclusions = []
    open.parts = parts.filter(\.counts).map {
      ProfilePart(kind: $0.kind, topic: $0.topic, strength: $0.strength)
    }
    return open
  }
}

extension Partnership {
  /// Without what those who decided noted for themselves.
  fileprivate func open(to viewer: Viewer) -> Partnership {
    guard !viewer.may(.manageNetwork, .network(network)) else { return self }
    var open = self
    open.note = nil
    return open
  }
}
