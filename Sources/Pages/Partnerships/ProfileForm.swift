public import Civic
public import Exact

/// What a city tells possible partners; its own people write it.
extension PartnerProfile: EditableFact {
  public static let words = FactWords(add: .profileNew, edit: .profileEdit)

  public func name(in context: FormContext) -> String {
    context.words(context.atlas.city(city)?.name)
  }

  public var parent: String? { city.rawValue }
  public var page: Link { .profile(of: city) }

  public static let form = RecordForm<PartnerProfile>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .choice(
            "visibility", .profileVisibilityField, hint: .profileVisibilityHint, \.visibility),
          .longText("about", .profileAboutField, hint: .profileLanguageHint, \.about),
          .choice("kind", .profileKindField, \.kind),
          .optional(
            "region", .profileRegionField, hint: .profileRegionHint, \.region, .line(60)),
          .several("languages", .frameLanguages, hint: .profileLanguagesHint, \.languages) {
            profile, context in
            let city = context.atlas.city(profile.city)?.languages ?? []
            let known =
              Language.interface
              + (city + profile.languages).filter {
                !Language.interface.contains($0)
              }
            return known.reduce(into: [Language]()) { unique, language in
              if !unique.contains(language) { unique.append(language) }
            }.map {
              FormOption(value: $0, key: $0.rawValue, label: context.name(of: $0))
            }
          },
          .required(
            "capacity", .profileCapacityField, hint: .profileCapacityHint, \.capacity,
            .whole(0...20)),
        ]),
      RecordForm.Group(.profileChallengesLegend, [.profileParts(.challenge)]),
      RecordForm.Group(.profileNeedsLegend, [.profileParts(.need)]),
      RecordForm.Group(.profileOffersLegend, [.profileParts(.offer)]),
      RecordForm.Group(
        .profileSeeksLegend,
        [
          .longText("seeksPartners", .profileSeeksPartners, \.seeksPartners),
          .longText("seeksSuppliers", .profileSeeksSuppliers, \.seeksSuppliers),
          .longText("seeksFunders", .profileSeeksFunders, \.seeksFunders),
          .optional(
            "contact", .practiceContactField, hint: .practiceContactHint, \.contact, .line()),
        ]),
      RecordForm.Group(
        .profileWishesLegend,
        [
          .several("wishes", .profileWishesField, hint: .profileWishesHint, \.wishes) {
            $1.fellows(of: $0)
          },
          .several(
            "exclusions", .profileExclusionsField, hint: .profileExclusionsHint, \.exclusions
          ) { $1.fellows(of: $0) },
        ]),
    ], rules: { profile, context in profile.problems(in: context.atlas) })

  /// Each city has one.
  public static func blank(
    id: Exact.ID<PartnerProfile>, parent: String?, in context: FormContext
  ) -> PartnerProfile? {
    guard !context.hasProfile,
      let city = context.atlas.cities.first(where: { $0.id.rawValue == parent })
    else { return nil }
    var blank = PartnerProfile(id: id, city: city.id)
    blank.languages = city.languages
    return blank
  }
}

extension FormContext {
  /// The other members of a city's networks.
  func fellows(of profile: PartnerProfile) -> [FormOption<ID<City>>] {
    let networks = atlas.networks(of: profile.city)
    let ids = Set(
      atlas.memberships.filter { networks.contains($0.network) }.map(\.city)
        + profile.wishes + profile.exclusions)
    let cities = atlas.cities.filter { ids.contains($0.id) && $0.id != profile.city }
    return texts.formats.sorted(cities) { words($0.name) }.map {
      FormOption(value: $0.id, key: $0.id.rawValue, label: words($0.name))
    }
  }
}

/// What cities do together; written by their people.
extension Partnership: EditableFact {
  public static let words = FactWords(add: .partnershipTitle, edit: .partnershipEdit)

  public func name(in context: FormContext) -> String {
    let names = cities.map { context.words(context.atlas.city($0)?.name) }
    return (names.count == 1 ? names + [context.texts(.partnershipOpen)] : names)
      .joined(separator: " – ")
  }

  public var page: Link { .partnership(id) }

  public static let form = RecordForm<Partnership>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .several("themes", .partnershipThemes, \.themes) { _, context in
            let topics = TopicCatalogue(context.frameworks)
            return topics.codes.map {
              FormOption(value: $0, key: $0, label: topics.name($0, context.texts))
            }
          },
          .longText("projects", .partnershipProjects, \.projects),
          .longText(
            "activities", .partnershipActivities, hint: .partnershipActivitiesHint, \.activities),
          .longText("results", .partnershipResults, \.results),
          .several("pilots", .pilotsTitle, hint: .partnershipPilotsHint, \.pilots) {
            _, context in
            context.pilots.map {
              FormOption(value: $0.id, key: $0.id.rawValue, label: context.words($0.name))
            }
          },
          .optional("start", .contractStartField, \.start, .day),
          .optional("end", .contractEndField, \.end, .day),
        ])
    ], rules: { partnership, context in partnership.problems(in: context.atlas) })

  /// Partnerships come from matchings.
  public static func blank(
    id: Exact.ID<Partnership>, parent: String?, in context: FormContext
  ) -> Partnership? { nil }
}
