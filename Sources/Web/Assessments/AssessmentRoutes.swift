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
    routes.get("\(base)/dimensions/:dimension", use: questions)
    routes.post("\(base)/dimensions/:dimension", use: answer)
  }

  private struct Found {
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
    let file = services.frameworks.first {
      $0.framework.id.rawValue == assessment.framework
    }
    guard assessment.city == id, let file else { throw StoreError.notFound }
    return Found(city: city, assessment: assessment, file: file)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let found = try await found(context)
    let register = try await services.register.register(of: found.city.id, for: context.viewer)
    let earlier = register.assessments.filter { other in
      other.framework == found.assessment.framework && other.id < found.assessment.id
    }.max { $0.id < $1.id }
    let plan = try await services.plans.workingPlans(for: context.viewer).map(\.plan)
      .first { $0.city == found.city.id && $0.phase.isOpen }
    let link = Link.assessment(found.assessment.id, of: found.city.id)
    let page = AssessmentPage(
      frame: try await services.frame(context, at: link), city: found.city,
      assessment: found.assessment, file: found.file, previous: earlier, plan: plan)
    return services.page(page.html)
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

  /// Keeps one respondent's answers and goes on to the next dimension, or to the result. Answers of
  /// others are never touched, so that two may answer at a time: a lost race is tried again.
  @Sendable private func answer(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
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
