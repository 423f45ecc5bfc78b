import Exact

/// What a challenge is about: its words, and the themes, goals and codes of what answers it.
public struct ChallengeTopic: Hashable, Sendable {
  public let words: Set<String>
  public let themes: Set<String>
  public let goals: Set<Int>
  public let policyCodes: Set<PolicyCode>

  /// - Parameter actions: Those that answer the challenge.
  public init(_ challenge: Challenge, actions: [Action]) {
    let texts = [
      challenge.title, challenge.description, challenge.causes, challenge.effects,
    ]
    words = PracticeLikeness.words(in: texts)
    themes = Set(actions.flatMap(\.themes).map { Fold.folded($0) })
    goals = Set(actions.flatMap(\.goals))
    policyCodes = Set(actions.flatMap(\.policyCodes))
  }
}

/// How close a practice comes to a challenge, with the reasons.
public struct PracticeLikeness: Sendable {
  public let practice: Practice
  /// Words both have, the rarest first.
  public let words: [String]
  public let themes: [String]
  public let goals: [Int]
  public let policyCodes: [PolicyCode]
  /// A theme or code counts ten, a goal five, a word by how few practices have it, up to ten.
  public let score: Int

  /// Practices that share something with a challenge, the closest first; of equal ones the older
  /// identifier first.
  ///
  /// Words count by their first six letters, so that endings do not part them; those that more than a
  /// third of the practices have say nothing.
  ///
  /// - Complexity: O(practices · words).
  public static func ranked(
    _ practices: [Practice], like topic: ChallengeTopic
  ) -> [PracticeLikeness] {
    let said = practices.map { words(in: texts(of: $0)) }
    var counts: [String: Int] = [:]
    for words in said { for stem in Set(words.map(stem)) { counts[stem, default: 0] += 1 } }
    let limit = max(2, practices.count / 3)
    let wanted = Set(topic.words.map(stem))
    return zip(practices, said).compactMap { practice, words in
      let shared = words.filter { word in
        wanted.contains(stem(word)) && (counts[stem(word)] ?? 0) <= limit
      }
      return PracticeLikeness(practice, sharing: shared, counts, of: practices.count, topic)
    }.sorted { ($1.score, $0.practice.id) < ($0.score, $1.practice.id) }
  }

  /// - Returns: `nil` where nothing is shared.
  private init?(
    _ practice: Practice, sharing shared: Set<String>, _ counts: [String: Int], of all: Int,
    _ topic: ChallengeTopic
  ) {
    var byStem: [String: String] = [:]
    for word in shared.sorted() { byStem[Self.stem(word)] = byStem[Self.stem(word)] ?? word }
    let stems = byStem.keys.sorted { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
    self.practice = practice
    words = stems.compactMap { byStem[$0] }
    themes = practice.themes.filter { topic.themes.contains(Fold.folded($0)) }
    goals = practice.goals.filter(topic.goals.contains)
    policyCodes = practice.policyCodes.filter(topic.policyCodes.contains)
    let rarity = stems.map { 10 - 9 * (counts[$0] ?? 1) / max(all, 1) }
    score =
      rarity.reduce(0, +) + 10 * (themes.count + policyCodes.count) + 5 * goals.count
    guard score > 0 else { return nil }
  }

  private static func texts(of practice: Practice) -> [Multilingual?] {
    [
      practice.name, practice.problem, practice.done, practice.context, practice.result,
      Multilingual(practice.themes.joined(separator: " "), in: .english),
    ]
  }

  /// The folded words of five letters or more, in every language of the texts.
  static func words(in texts: [Multilingual?]) -> Set<String> {
    Set(
      texts.flatMap { text in
        (text?.texts.values.map { String($0) } ?? []).flatMap { Fold.words($0) }
      }.filter { $0.count >= 5 })
  }

  private static func stem(_ word: String) -> String { String(word.prefix(6)) }
}
