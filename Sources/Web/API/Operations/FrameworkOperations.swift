import Civic
import Exact
import Exchange
import HTTPTypes
import Maturity
import Pages
import Store

/// Frameworks that cities and networks write, and answers by them.
struct FrameworkOperations {
  private let family = APIFamily(topic: .learning)

  var all: [APIOperation] { frameworks + steps + assessments }

  // MARK: Frameworks

  private var frameworks: [APIOperation] {
    [
      family.list(
        "/frameworks", "listWrittenFramework", "Frameworks that cities and networks wrote",
        of: .any, access: .open
      ) { request in
        try await request.services.writtenFrameworks.frameworks(for: request.viewer)
          .map { try APIItem($0) }
      },
      family.one(
        "/frameworks/:framework", "getWrittenFramework", "One framework",
        .any, access: .open
      ) { try .record(try await found($0)) },
      family.file(
        "/frameworks/:framework/file", "getFrameworkFile",
        "The file as it was published, or as the draft would say it now", type: "application/yaml",
        access: .open
      ) { request in
        let framework = try await found(request)
        return Array((framework.published ?? FrameworkCheck(framework).yaml).utf8)
      },
      family.make(
        "/frameworks", "addWrittenFramework", "Start a framework, as a file in YAML",
        .any,
        body: [.text("owner", longest: 80), .text("file", longest: 500_000)]
      ) { request in
        let file: FrameworkFile
        do throws(AssessmentFileError) {
          file = try FrameworkReader.read(Array((request.body["file"]?.string ?? "").utf8))
        } catch {
          throw APIFault(at: "file", error.message)
        }
        guard let owner = FrameworkOwner(name: try request.needed("owner")),
          owner.mayWrite(request.viewer)
        else { throw AccessError.refused(.editContent) }
        let framework = WrittenFramework(
          id: request.services.id(), owner: owner, key: file.framework.id.rawValue,
          version: file.framework.version, draft: FrameworkDraft(file))
        try await request.services.writtenFrameworks.add(
          framework, reserved: request.services.reservedFrameworks, by: request.viewer,
          at: request.now)
        return try .made(framework, at: "\(API.root)/frameworks")
      },
    ]
  }

  private func found(_ request: APIRequest) async throws -> WrittenFramework {
    try await request.services.writtenFrameworks.framework(
      try request.id("framework"), for: request.viewer)
  }

  private var steps: [APIOperation] {
    [
      family.step(
        "/frameworks/:framework/publication", "publishFramework",
        "Publish a framework: it never changes from then on", access: .decision, needsVersion: true
      ) { request in
        let framework = try await found(request)
        try request.require(framework)
        let isDone = try await request.services.writtenFrameworks.publish(
          framework.id, editedFrom: framework.revision, by: request.viewer, at: request.now)
        guard isDone else { throw APIFault.otherVersion }
      },
      family.make(
        "/frameworks/:framework/versions", "addFrameworkVersion",
        "Start a draft that begins as a framework is", .any
      ) { request in
        let framework = try await found(request)
        let next = try await request.services.nextVersion(of: framework, by: request.viewer)
        return try .made(next, at: "\(API.root)/frameworks")
      },
      family.removal(
        "/frameworks/:framework", "discardFramework", "Discard a draft"
      ) { request in
        let framework = try await found(request)
        try request.require(framework)
        try await request.services.writtenFrameworks.discard(
          framework.id, by: request.viewer, at: request.now)
      },
    ]
  }

  // MARK: Assessments

  private var assessments: [APIOperation] {
    let base = "/cities/:city/assessments/:assessment"
    return [
      family.step(
        "\(base)/dimensions/:dimension", "answerAssessment",
        "Answer a dimension's questions in one's own name; q-QUESTION is a level or na, e-QUESTION "
          + "the evidence", body: [APIFamily.fields]
      ) { request in
        let routes = AssessmentRoutes(services: request.services)
        try await routes.take(request.fields, request.context)
      },
      family.make(
        "\(base)/gaps/:question/challenge", "makeChallengeOfGap",
        "Make a challenge of a plan out of a gap; one that is there already is told again",
        .named("Challenge"), body: [.id("plan")]
      ) { request in
        let routes = AssessmentRoutes(services: request.services)
        let challenge = try await routes.challenge(
          in: ID(rawValue: request.body["plan"]?.string ?? ""), request.context
        ).challenge
        return try .made(
          challenge, at: "\(API.root)/plans/\(challenge.plan)/records/challenge")
      },
    ]
  }
}
