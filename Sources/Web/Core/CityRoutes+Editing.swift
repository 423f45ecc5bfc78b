import Civic
import Exact
import Hummingbird
import Pages
import Store

extension CityRoutes {
  private func form(_ city: City, _ context: AppContext) -> FormContext {
    let plan = Plan(
      id: ID(rawValue: ""), city: city.id,
      title: Multilingual(original: context.language, texts: [:]), years: 2000...2000)
    return FormContext(
      document: PlanDocument(plan: plan, city: city),
      texts: services.catalogue.texts(for: context.language), contentLanguage: context.language)
  }

  private func blank(_ context: AppContext) -> City {
    City(
      id: services.id(), name: Multilingual(original: context.language, texts: [:]), country: "")
  }

  @Sendable func newCity(_ request: Request, _ context: AppContext) async throws -> Response {
    try context.viewer.require(.manageNetwork, .platform)
    let city = blank(context)
    let frame = try await services.frame(context, at: .newCity)
    let page = CityFormPage(frame: frame, context: form(city, context), city: city, isNew: true)
    return services.page(page.html)
  }

  @Sendable func addCity(_ request: Request, _ context: AppContext) async throws -> Response {
    try context.viewer.require(.manageNetwork, .platform)
    let input = try await services.form(request, context).input
    let blank = blank(context)
    let (city, problems) = CityForm.form.read(input, into: blank, in: form(blank, context))
    guard problems.isEmpty else {
      let page = CityFormPage(
        frame: try await services.frame(context, at: .newCity), context: form(blank, context),
        city: city, isNew: true, input: input, problems: problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    try await services.cities.add(
      Atlas(cities: [city]), by: context.viewer, at: services.clock())
    return services.redirect(context, to: .city(city.id), notice: Message("noticeSaved"))
  }

  private func found(_ context: AppContext) async throws -> City {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    guard let city = try await services.cities.atlas().city(id) else { throw StoreError.notFound }
    try context.viewer.require(.manageCity, .city(id))
    return city
  }

  @Sendable func editCity(_ request: Request, _ context: AppContext) async throws -> Response {
    let city = try await found(context)
    let frame = try await services.frame(context, at: .editCity(city.id))
    let page = CityFormPage(frame: frame, context: form(city, context), city: city, isNew: false)
    return services.page(page.html)
  }

  @Sendable func saveCity(_ request: Request, _ context: AppContext) async throws -> Response {
    let present = try await found(context)
    let input = try await services.form(request, context).input
    let (city, problems) = CityForm.form.read(input, into: present, in: form(present, context))
    let frame = try await services.frame(context, at: .editCity(city.id))
    guard problems.isEmpty else {
      let page = CityFormPage(
        frame: frame, context: form(present, context), city: city, isNew: false, input: input,
        problems: problems)
      return services.page(page.html, status: .unprocessableContent)
    }
    let revision = input["revision"].flatMap(Int.init) ?? 0
    switch try await services.cities.save(
      city, editedFrom: revision, by: context.viewer, at: services.clock())
    {
    case .saved:
      return services.redirect(context, to: .city(city.id), notice: Message("noticeSaved"))
    case .conflict(let theirs, _):
      let page = CityFormPage(
        frame: frame, context: form(present, context), city: city, isNew: false, input: input,
        theirs: theirs)
      return services.page(page.html, status: .conflict)
    }
  }
}
