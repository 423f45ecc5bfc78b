import Civic
import Exact
import Matching

/// The result of a matching in plain words.
struct MatchWords {
  let frame: PageFrame
  let atlas: Atlas
  let run: MatchRun
  let topics: TopicCatalogue
  let result: JSONValue
  let input: JSONValue

  init(frame: PageFrame, atlas: Atlas, run: MatchRun, topics: TopicCatalogue) {
    self.frame = frame
    self.atlas = atlas
    self.run = run
    self.topics = topics
    result = (try? JSONValue(parsing: run.result, limits: .records)) ?? .null
    input = (try? JSONValue(parsing: run.input, limits: .records)) ?? .null
  }

  private var texts: Texts { frame.texts }

  func name(_ city: ID<City>) -> String { frame.words(atlas.city(city)?.name) }

  /// The city behind a code.
  func name(code: String) -> String { run.participant(code).map { name($0.city) } ?? code }

  func names(_ value: JSONValue?) -> String {
    texts.formats.list((value?.array ?? []).compactMap(\.string).map { name(code: $0) })
  }

  /// What the method says of two cities; none where it did not pair them.
  func pair(_ cities: [ID<City>]) -> JSONValue? {
    let codes = Set(cities.compactMap { run.participant($0)?.code })
    guard codes.count == 2 else { return nil }
    return result["pairs"]?.array?.first {
      Set([$0["a"]?.string ?? "", $0["b"]?.string ?? ""]) == codes
    }
  }

  /// What the method says of a group of cities.
  func network(_ cities: [ID<City>]) -> JSONValue? {
    let codes = Set(cities.compactMap { run.participant($0)?.code })
    return result["networks"]?.array?.first {
      Set(($0["members"]?.array ?? []).compactMap(\.string)) == codes
    }
  }

  func percent(_ value: JSONValue?) -> String {
    guard let text = value?.string, let share = Double(text) else { return "–" }
    return texts.formats.percent(share * 100, decimals: 0)
  }

  /// Why two cities fit, a sentence a part of the score, the weightiest first.
  func reasons(of pair: JSONValue) -> [HTML] {
    let (one, other) = (
      name(code: pair["a"]?.string ?? ""), name(code: pair["b"]?.string ?? "")
    )
    return (pair["reasons"]?.array ?? []).flatMap { reason -> [HTML] in
      let share = percent(reason["share"])
      return sentences(reason, one, other).map {
        "\($0) <small>(\(texts(.matchShare, ["share": .text(share)])))</small>"
      }
    }
  }

  private func sentences(_ reason: JSONValue, _ one: String, _ other: String) -> [String] {
    switch reason["part"]?.string.flatMap({ ScorePart(rawValue: $0) }) {
    case .challenges:
      [
        texts(
          .matchBothFace,
          [
            "one": .text(one), "other": .text(other), "topics": .text(topics(reason["both_face"])),
          ])
      ]
    case .complementarity:
      [(reason["a_learns"], one, other), (reason["b_learns"], other, one)]
        .filter { $0.0?.array?.isEmpty == false }
        .map { learnt, learner, teacher in
          texts(
            .matchLearns,
            [
              "learner": .text(learner), "teacher": .text(teacher),
              "topics": .text(topics(learnt)),
            ])
        }
    case .size: [texts(.matchSameSize)]
    case .regionClass: [texts(.matchSameClass)]
    case .geography: [texts(.matchSameCountry)]
    case .language: [texts(.matchSameLanguage)]
    case .wishes: [texts(.matchWished)]
    case nil: []
    }
  }

  private func topics(_ value: JSONValue?) -> String {
    topics.names((value?.array ?? []).compactMap { $0["topic"]?.string }, texts)
  }

  /// The topics that made a pair's score.
  static func topics(of pair: JSONValue) -> Set<String> {
    Set(
      (pair["reasons"]?.array ?? []).flatMap { reason in
        ["both_face", "a_learns", "b_learns"].flatMap { reason[$0]?.array ?? [] }
      }.compactMap { $0["topic"]?.string })
  }

  /// What cities have not said, though it counts: it lowers the confidence, not the score.
  func missing(_ codes: [String]) -> [String] {
    let fields: [(field: String, name: String, isAsked: Bool)] = [
      ("challenges", texts(.profileChallengesLegend), run.settings.weight(.challenges) > 0),
      ("needs", texts(.profileNeedsLegend), run.settings.weight(.complementarity) > 0),
      ("offers", texts(.profileOffersLegend), run.settings.weight(.complementarity) > 0),
      ("population", texts(.cityPopulation), run.settings.weight(.size) > 0),
      ("class", texts(.cityRegionCategory), run.settings.weight(.regionClass) > 0),
      ("languages", texts(.frameLanguages), run.settings.weight(.language) > 0),
      ("group", texts(.profileRegionField), run.settings.mode == .acrossRegions),
    ]
    let cities = input["cities"]?.array ?? []
    return codes.compactMap { code in
      guard let city = cities.first(where: { $0["id"]?.string == code }) else { return nil }
      let lacking = fields.filter { $0.isAsked && city[$0.field] == nil }.map(\.name)
      guard !lacking.isEmpty else { return nil }
      return texts(
        .matchMissing,
        ["city": .text(name(code: code)), "what": .text(texts.formats.list(lacking))])
    }
  }

  /// Why the rules cannot be kept: which rule, which cities.
  var conflicts: HTML? {
    guard let conflicts = result["conflict"]?.array, !conflicts.isEmpty else { return nil }
    let items = conflicts.map { conflict -> HTML in
      let rules = (conflict["rule"]?.string ?? "").split(separator: "+").map { rule in
        CallRule(rawValue: String(rule)).map { texts.name(of: $0) } ?? texts(.profileCapacityField)
      }
      let numbers: HTML? = conflict["needed"]?.string.map { needed in
        """
         \(texts(
          .matchConflictNumbers,
          ["needed": .text(needed), "found": .text(conflict["found"]?.string ?? "")]))
        """
      }
      let cities = (conflict["cities"]?.array ?? []).isEmpty ? "–" : names(conflict["cities"])
      let proof: HTML? =
        conflict["proved"] == false ? " \(texts(.matchConflictUnproved))" : nil
      return """
        <li><strong>\(texts.formats.list(rules))</strong>.\(numbers) \
        \(texts(.matchConflictCities, ["cities": .text(cities)]))\(proof)</li>
        """
    }
    return Notice(
      tone: .bad, title: texts(.matchInfeasible), content: "<ul>\(items)</ul>"
    ).html
  }
}
