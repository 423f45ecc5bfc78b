import Civic
import Exact
import Exchange
import Hummingbird
import Maturity
import Pages
import Store

/// Where a city stands by its own answers.
struct AssessmentRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    let base = "/cities/:city/assessments/:assessment"
    routes.get("\(base)", use: show)
    routes.get("\(base)/history", use: history)
    routes.post("\(base)/gaps/:question/challenge", use: challenge)
    routes.get("\(base)/dimensions/:dimension", use: questions)
    routes.post("\(base)/dimensions/:dimension", use: answer)
  }

  struct Found {
    let city: City
    let assessment: SelfAssessment
    let file: FrameworkFile
  }

  private func found(_ context: AppContext) async throws -> Found {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    guard let city = try await services.cities.atlas().city(id) else { throw StoreError.notFound }
    let assessment = try await services.register.entry(
      ID<SelfAssessment>(rawValue: try context.parameters.require("assessment")),
      for: context.viewer)
    var file = try await services.framework(
      assessment.framework, version: assessment.frameworkVersion)
    if file == nil {
      file = try await services.usableFrameworks().first {
        $0.framework.id.rawValue == assessment.framework
      }
    }
    guard assessment.city == id, let file else { throw StoreError.notFound }
    return Found(city: city, assessment: assessment, file: file)
  }

  /// The city's rounds by the same framework that the reader may see, oldest first.
  private func rounds(_ found: Found, _ context: AppContext) async throws -> [SelfAssessment] {
    let register = try await services.register.register(of: found.city.id, for: context.viewer)
    return register.assessments.filter { $0.framework == found.assessment.framework }
      .sorted { $0.isBefore($1) }
  }

  private func reading(_ found: Found, _ context: AppContext) async throws -> AssessmentReading {
    var reading = AssessmentReading(
      city: found.city, assessment: found.assessment, file: found.file)
    let rounds = try await rounds(found, context)
    reading.rounds = rounds.count
    reading.previous = rounds.last { $0.isBefore(found.assessment) }
    if !reading.hasOtherVersion {
      reading.peers = try await services.assessments.comparison(
        by: found.file.framework, at: services.clock())
    }
    let plan = try await services.plans.workingPlans(for: context.viewer).map(\.plan)
      .first { $0.city == found.city.id && $0.phase.isOpen }
    if let plan {
      reading.document = try await services.plans.workingPlan(plan.id, for: context.viewer)
    }
    return reading
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let found = try await found(context)
    let link = Link.assessment(found.assessment.id, of: found.city.id)
    let page = AssessmentPage(
      frame: try await services.frame(context, at: link),
      reading: try await reading(found, context))
    return services.page(page.html)
  }

  @Sendable private func history(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let found = try await found(context)
    var shown: [AssessmentHistoryPage.Round] = []
    for round in try await rounds(found, context) {
      let file = try await services.framework(round.framework, version: round.frameworkVersion)
      shown.append(AssessmentHistoryPage.Round(round, file: file))
    }
    let link = Link.assessmentHistory(found.assessment.id, of: found.city.id)
    let page = AssessmentHistoryPage(
      frame: try await services.frame(context, at: link),
      reading: try await reading(found, context), rounds: shown)
    return services.page(page.html)
  }

  /// One press makes a challenge of a gap; a second leads to the one that is there.
  @Sendable private func challenge(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let plan = ID<Plan>(rawValue: input["plan"] ?? "")
    let (challenge, isNew) = try await challenge(in: plan, context)
    return services.redirect(
      context, to: .record(RecordReference(challenge), of: plan),
      notice: isNew ? Message("noticeGapChallenge") : nil)
  }

  /// The challenge that a plan has of the gap which the address names, made where there is none.
  func challenge(
    in plan: ID<Plan>, _ context: AppContext
  ) async throws -> (challenge: Challenge, isNew: Bool) {
    let found = try await found(context)
    let document = try await services.plans.workingPlan(plan, for: context.viewer)
    let question = try context.parameters.require("question")
    let result = found.assessment.result(by: found.file.framework)
    guard document.plan.city == found.city.id,
      let gap = result?.gaps.first(where: { $0.question.rawValue == question })
    else { throw StoreError.notFound }
    let origin = RecordReference(found.assessment)
    let present = document.challenges.first { $0.origin == origin && $0.gap == question }
    if let present { return (present, false) }
    let made = GapChallenge(
      gap,
      in: AssessmentReading(city: found.city, assessment: found.assessment, file: found.file),
      document: document, texts: services.catalogue.texts(for: document.plan.language),
      id: services.id()
    ).challenge
    try await services.plans.add(made, by: context.viewer, at: services.clock())
    return (made, true)
  }

  private func dimension(_ context: AppContext, _ found: Found) throws -> Dimension {
    guard found.assessment.mayBeChanged(by: context.viewer) else {
      throw AccessError.refused(.editContent)
    }
    let id = try context.parameters.require("dimension")
    let dimension = found.file.framework.dimensions.first { $0.id.rawValue == id }
    guard let dimension else { throw StoreError.notFound }
    return dimension
  }

  @Sendable private func questions(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let found = try await found(context)
    let dimension = try dimension(context, found)
    let link = Link.assessmentQuestions(
      found.assessment.id, of: found.city.id, dimension: dimension.id.rawValue)
    let page = AssessmentQuestionsPage(
      frame: try await services.frame(context, at: link), city: found.city,
      assessment: found.assessment, file: found.file, dimension: dimension)
    return services.page(page.html)
  }

  /// Keeps one respondent’s answers. Answers of others are never touched, so that two may answer at
  /// a time: a lost race is tried again.
  @discardableResult
  func take(
    _ input: FormInput, _ context: AppContext
  ) async throws -> (found: Found, dimension: Dimension) {
    var found = try await found(context)
    let dimension = try dimension(context, found)
    let questions = dimension.allQuestions
    let answers = questions.compactMap { question -> SelfAnswer? in
      let id = question.id.rawValue
      let value = input["q-\(id)"] ?? ""
      guard !value.isEmpty, case .levels(let first, let last) = question.scale else { return nil }
      let level = Int(value)
      guard value == "na" || level.map({ (first...last).contains($0) }) ?? false else {
        return nil
      }
      return SelfAnswer(
        question: id, respondent: context.viewer.name, level: level,
        evidence: input.text("e-\(id)").map { String($0.prefix(500)) })
    }
    for _ in 0..<5 {
      var next = found.assessment
      next.take(answers, to: questions.map(\.id.rawValue), from: context.viewer.name)
      let outcome = try await services.cities.save(
        next, editedFrom: found.assessment.revision, by: context.viewer, at: services.clock())
      if case .saved = outcome { break }
      found = try await self.found(context)
    }
    return (found, dimension)
  }

  /// Goes on to the next dimension, or to the result.
  @Sendable private func answer(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (found, dimension) = try await take(input, context)
    let all = found.file.framework.dimensions
    let index = all.firstIndex { $0.id == dimension.id } ?? all.count - 1
    let id = found.assessment.id
    let link =
      all.indices.contains(index + 1)
      ? Link.assessmentQuestions(
        id, of: found.city.id, dimension: all[index + 1].id.rawValue)
      : .assessment(id, of: found.city.id)
    return services.redirect(context, to: link, notice: Message("noticeSaved"))
  }
}
