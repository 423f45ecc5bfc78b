import Civic
import Exact

extension FormField where Record == PartnerProfile {
  /// What a city faces, needs or offers: what its records say, each to be switched on, and what it
  /// adds itself.
  static func profileParts(_ kind: ProfilePartKind) -> FormField {
    let names = ProfilePartNames(kind: kind)
    return FormField(
      name: kind.rawValue, label: kind.title, properties: ["parts"],
      read: { names.values(of: $0, $1) },
      write: { names.write($0, into: &$1, $2) },
      shown: { profile, context in
        let topics = TopicCatalogue(context.frameworks)
        return profile.shown(kind).map {
          "\(topics.name($0.topic, context.texts)) (\($0.strength))"
        }.joined(separator: "\n")
      },
      control: { ProfilePartsControl(names: names, state: $0).html })
  }
}

extension ProfilePartKind {
  var title: TextKey {
    switch self {
    case .challenge: .profileChallengesLegend
    case .need: .profileNeedsLegend
    case .offer: .profileOffersLegend
    }
  }
}

/// How the values of one kind of parts are called in the form, read and taken over.
struct ProfilePartNames: Sendable {
  static let mostOwn = 30
  let kind: ProfilePartKind

  func own(_ index: Int) -> String { "\(kind.rawValue)-own-\(index)" }

  func derived(_ origin: ProfileOrigin) -> String {
    "\(kind.rawValue)-d-\(origin.record.id)-\(Field.id(for: origin.detail))"
  }

  func derivedParts(_ profile: PartnerProfile, _ context: FormContext) -> [ProfilePart] {
    profile.merged(with: context.suggestions).filter { $0.kind == kind && $0.origin != nil }
  }

  func ownParts(_ profile: PartnerProfile) -> [ProfilePart] {
    profile.parts.filter { $0.kind == kind && $0.origin == nil }
  }

  func values(
    of profile: PartnerProfile, _ context: FormContext
  ) -> [(name: String, value: String)] {
    let fromRecords = derivedParts(profile, context).flatMap { part -> [(String, String)] in
      guard let origin = part.origin else { return [] }
      let name = derived(origin)
      return (part.isOn ? [("\(name)-on", "yes")] : []) + [
        ("\(name)-topic", part.topic), ("\(name)-strength", String(part.strength)),
      ]
    }
    let written = ownParts(profile).enumerated().flatMap { index, part -> [(String, String)] in
      [
        ("\(own(index))-topic", part.topic), ("\(own(index))-strength", String(part.strength)),
        ("\(own(index))-words", part.words?[context.contentLanguage] ?? ""),
      ]
    }
    return (fromRecords + written).map { (name: $0.0, value: $0.1) }
  }

  func write(
    _ input: FormInput, into profile: inout PartnerProfile, _ context: FormContext
  ) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    let codes = Set(TopicCatalogue(context.frameworks).codes)
    var parts: [ProfilePart] = []
    for part in derivedParts(profile, context) {
      guard let origin = part.origin else { continue }
      let name = derived(origin)
      guard input["\(name)-strength"] != nil else {
        parts.append(part)
        continue
      }
      var next = part
      next.isOn = input["\(name)-on"] == "yes"
      problems += take(name, input, codes, &next)
      if next.isOn && next.topic.isEmpty {
        problems.append(Self.missingTopic("\(name)-topic"))
      }
      parts.append(next)
    }
    let present = ownParts(profile)
    for index in 0..<Self.mostOwn {
      let name = own(index)
      let topic = input["\(name)-topic"] ?? ""
      let words = (input["\(name)-words"] ?? "").tidied
      guard !topic.isEmpty || !words.isEmpty else { continue }
      guard !topic.isEmpty else {
        problems.append(Self.missingTopic("\(name)-topic"))
        continue
      }
      var next =
        present.indices.contains(index)
        ? present[index] : ProfilePart(kind: kind, topic: "", strength: 3)
      problems += take(name, input, codes, &next)
      if words.count > FormLimits.line {
        problems.append(FormLimits.tooLong("\(name)-words", FormLimits.line))
      } else {
        next.words = Multilingual?.written(words, over: next.words, in: context.contentLanguage)
      }
      parts.append(next)
    }
    guard problems.isEmpty else { return problems }
    profile.parts = profile.parts.filter { $0.kind != kind } + parts
    return []
  }

  private func take(
    _ name: String, _ input: FormInput, _ codes: Set<String>, _ part: inout ProfilePart
  ) -> [FieldProblem] {
    var problems: [FieldProblem] = []
    let topic = input["\(name)-topic"] ?? ""
    if topic == part.topic || topic.isEmpty || codes.contains(topic) {
      part.topic = topic
    } else {
      problems.append(
        FieldProblem(field: "\(name)-topic", message: Message("problemUnknown")))
    }
    if let strength = input["\(name)-strength"].flatMap(Int.init),
      ProfilePart.strengths.contains(strength)
    {
      part.strength = strength
    } else {
      problems.append(
        FieldProblem(field: "\(name)-strength", message: Message("problemUnknown")))
    }
    return problems
  }

  private static func missingTopic(_ field: String) -> FieldProblem {
    FieldProblem(field: field, message: Message("problemProfileTopic"))
  }
}

/// The fields of one kind of parts.
struct ProfilePartsControl: Component {
  let names: ProfilePartNames
  let state: FieldState<PartnerProfile>

  private var texts: Texts { state.texts }
  private var topics: TopicCatalogue { TopicCatalogue(state.context.frameworks) }

  var html: HTML {
    let own = names.ownParts(state.record).count
    let typed = (0..<ProfilePartNames.mostOwn).last {
      !(state.values["\(names.own($0))-topic"] ?? "").isEmpty
        || !(state.values["\(names.own($0))-words"] ?? "").isEmpty
    }
    let rows = min(max(own, typed.map { $0 + 1 } ?? 0) + 2, ProfilePartNames.mostOwn)
    let derived = names.derivedParts(state.record, state.context)
    return """
      \(derived.isEmpty ? nil : "<p class=\"hint\">\(texts(.profileDerivedHint))</p>" as HTML)\
      \(derived.map(derivedRow))\((0..<rows).map(ownRow))\(conflict)
      """
  }

  private var conflict: HTML? {
    FieldNotes(conflict: state.conflictNote).conflictHTML(Field.id(for: state.field.name))
  }

  private func derivedRow(_ part: ProfilePart) -> HTML {
    guard let origin = part.origin else { return .empty }
    let suggestion = state.context.suggestions.first {
      $0.origin == origin && $0.part.kind == part.kind
    }
    let name = names.derived(origin)
    let kind = texts.name(of: RecordKind(origin.record.kind))
    let title = suggestion.map { state.context.words($0.title) } ?? ""
    let link = ProfileOriginLink.editing(origin, city: state.record.city)
      .address(in: texts.language)
    let content: HTML = """
      <p><a href="\(link)">\(texts(.profileOriginOpen))<span class="unseen">: \(title)</span></a></p>\
      \(Checkbox(
        name: "\(name)-on", label: texts(.profilePartOn),
        isChosen: state.values["\(name)-on"] == "yes"))\(fields(name, part.topic, words: nil))
      """
    return Fieldset(id: name, legend: "\(kind): \(title)", content: content).html
  }

  private func ownRow(_ index: Int) -> HTML {
    let name = names.own(index)
    let legend = texts(.profileOwnPart, ["number": .text(texts.formats.number(index + 1))])
    let words = TextField(
      name: "\(name)-words", label: texts(.profilePartWords),
      value: state.values["\(name)-words"] ?? "",
      notes: FieldNotes(error: state.problem(at: "\(name)-words"), mark: texts(.fieldOptional)),
      width: .medium, language: state.context.typedLanguage
    ).html
    let own = names.ownParts(state.record)
    return Fieldset(
      id: name, legend: legend,
      content: fields(name, own.indices.contains(index) ? own[index].topic : "", words: words)
    ).html
  }

  private func fields(_ name: String, _ present: String, words: HTML?) -> HTML {
    let chosen = state.values["\(name)-topic"] ?? ""
    let gone = present.isEmpty || topics.codes.contains(present) ? [] : [present]
    let topic = Select(
      name: "\(name)-topic", label: texts(.profilePartTopic),
      choices: (topics.codes + gone).map {
        Choice(value: $0, label: topics.name($0, texts), isChosen: $0 == chosen)
      }, notes: FieldNotes(error: state.problem(at: "\(name)-topic")),
      placeholder: texts(.profileTopicNone))
    let strength = Select(
      name: "\(name)-strength", label: texts(.profilePartStrength),
      choices: ProfilePart.strengths.map {
        Choice(
          value: String($0), label: texts.formats.number($0),
          isChosen: String($0) == (state.values["\(name)-strength"] ?? "3"))
      }, notes: FieldNotes(error: state.problem(at: "\(name)-strength")))
    return FieldRow(fields: [topic.html, strength.html] + (words.map { [$0] } ?? [])).html
  }
}

/// Where a part of a profile came from.
enum ProfileOriginLink {
  /// For the city's own people.
  static func editing(_ origin: ProfileOrigin, city: ID<City>) -> Link {
    if let plan = origin.plan { return .plan(plan, .working).at(origin.record.id) }
    return OriginLink(origin.record, city: city).link ?? .register(of: city)
  }
}
