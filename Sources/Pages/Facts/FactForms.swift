public import Civic
public import Exact

extension Network: EditableFact {
  public static let words = FactWords(add: .networkNew, edit: .networkEdit)

  public static let form = RecordForm<Network>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .required("name", .networkNameField, \.name, .line()),
          .longText("theme", .networkThemeField, hint: .networkThemeHint, \.theme),
          .selection("programme", .networkProgrammeField, \.programme) { _, context in
            context.atlas.programmes.map {
              FormOption(value: $0.id, key: $0.id.rawValue, label: $0.name)
            }
          },
          .optional("start", .networkStartField, \.start, .day),
          .optional("end", .networkEndField, \.end, .day), .source(\.source),
        ])
    ], rules: { network, context in network.problems(in: context.atlas) })

  public static func blank(
    id: Exact.ID<Network>, parent: String?, in context: FormContext
  ) -> Network? { Network(id: id, name: "") }

  public func name(in context: FormContext) -> String { name }

  public var page: Link { .network(id) }
}

extension Programme: EditableFact {
  public static let words = FactWords(add: .programmeNew, edit: .programmeEdit)

  public static let form = RecordForm<Programme>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .required("name", .programmeNameField, \.name, .line()),
          .longText("about", .programmeAboutField, \.about),
          .optional("url", .cityWebsite, \.url, .address), .source(\.source),
        ])
    ], rules: { programme, context in programme.problems(in: context.atlas) })

  public static func blank(
    id: Exact.ID<Programme>, parent: String?, in context: FormContext
  ) -> Programme? { Programme(id: id, name: "") }

  public func name(in context: FormContext) -> String { name }

  public var page: Link { .networks }
}

extension Membership: EditableFact {
  public static let words = FactWords(add: .membershipNew, edit: .membershipEdit)

  public static let form = RecordForm<Membership>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .selection("city", .planCity, hint: .membershipCityHint, required: \.city) {
            $1.cities
          },
          .selection(
            "organisation", .membershipOrganisationField, hint: .membershipOrganisationHint,
            \.organisation
          ) { $1.partners },
          .choice("role", .membershipRole, \.role),
          .choice("status", .membershipStatus, hint: .membershipStatusHint, \.status),
          .optional("from", .membershipFromField, \.from, .day),
          .optional("until", .membershipUntilField, \.until, .day),
          .longText("note", .membershipNoteField, \.note), .source(\.source),
        ])
    ], rules: { membership, context in membership.problems(in: context.atlas) })

  public static func blank(
    id: Exact.ID<Membership>, parent: String?, in context: FormContext
  ) -> Membership? {
    guard let network = context.atlas.networks.first(where: { $0.id.rawValue == parent }) else {
      return nil
    }
    return Membership(
      id: id, network: network.id, city: Exact.ID(rawValue: ""), role: .partner, status: .proposed)
  }

  public func name(in context: FormContext) -> String {
    context.words(context.atlas.city(city)?.name)
  }

  public var parent: String? { network.rawValue }

  public var page: Link { .network(network) }
}

extension FactSource: EditableFact {
  public static let words = FactWords(add: .factSourceNew, edit: .factSourceEdit)

  public static let form = RecordForm<FactSource>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .required(
            "title", .factSourceTitleField, hint: .factSourceTitleHint, \.title, .line(300)),
          .required("publisher", .factSourcePublisherField, \.publisher, .line()),
          .optional("url", .factSourceAddressField, \.url, .address),
          .optional("dated", .factSourceDatedField, hint: .factSourceDatedHint, \.dated, .day),
        ])
    ], rules: { source, context in source.problems(in: context.atlas) })

  public static func blank(
    id: Exact.ID<FactSource>, parent: String?, in context: FormContext
  ) -> FactSource? { FactSource(id: id, title: "", publisher: "") }

  public func name(in context: FormContext) -> String { title }

  public var page: Link { .sources }
}

/// What one source states about a network.
enum ClaimForm {
  static let form = RecordForm<Claim>(
    groups: [
      RecordForm.Group(
        nil,
        [
          .text("statement", .claimStatementField, hint: .claimStatementHint, \.statement),
          .required("value", .claimValueField, hint: .claimValueHint, \.value, .line()),
          .selection("source", .factSource, hint: .factSourceHint, required: \.source) {
            $1.sources
          },
        ])
    ], rules: { _, _ in [] })
}

extension FormField {
  /// The document or page that the fact was taken from.
  static func source(_ path: Property<Record, ID<FactSource>?>) -> FormField {
    .selection("source", .factSource, hint: .factSourceHint, path) { $1.sources }
  }
}

extension FormContext {
  fileprivate var sources: [FormOption<ID<FactSource>>] {
    atlas.sources.map {
      FormOption(
        value: $0.id, key: $0.id.rawValue, label: "\($0.publisher): \($0.title)",
        language: $0.language?.tag)
    }
  }

  fileprivate var cities: [FormOption<ID<City>>] {
    texts.formats.sorted(atlas.cities) { words($0.name) }.map {
      FormOption(
        value: $0.id, key: $0.id.rawValue,
        label: "\(words($0.name)), \(texts.formats.country($0.country))")
    }
  }

  fileprivate var partners: [FormOption<ID<Organisation>>] {
    texts.formats.sorted(atlas.organisations) { words(atlas.city($0.city)?.name) + words($0.name) }
      .map {
        FormOption(
          value: $0.id, key: $0.id.rawValue,
          label: "\(words(atlas.city($0.city)?.name)): \(words($0.name))")
      }
  }
}
