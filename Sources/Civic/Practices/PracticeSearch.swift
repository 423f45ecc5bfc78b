/// Finds practices by words, outcome, theme and country, those that say most of the words first.
public struct PracticeSearch: Hashable, Sendable {
  public var words: String
  public var outcome: PracticeOutcome?
  public var theme: ServiceTheme?
  public var country: String?

  public init(
    words: String = "", outcome: PracticeOutcome? = nil, theme: ServiceTheme? = nil,
    country: String? = nil
  ) {
    self.words = words
    self.outcome = outcome
    self.theme = theme
    self.country = country
  }

  /// - Complexity: O(practices × words).
  public func found(in practices: [Practice], atlas: Atlas) -> [Practice] {
    let wanted = Set(Self.words(of: words))
    let scored = practices.compactMap { practice -> (Practice, Int)? in
      if let outcome, practice.outcome != outcome { return nil }
      if let theme, practice.theme != theme { return nil }
      if let country, atlas.city(practice.city)?.country != country { return nil }
      guard !wanted.isEmpty else { return (practice, 0) }
      let said = Set(Self.words(of: Self.text(of: practice)))
      // A word is found also where it begins a longer one.
      let hits = wanted.count { word in said.contains { $0.hasPrefix(word) } }
      return hits == 0 ? nil : (practice, hits)
    }
    return scored.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.map(\.0)
  }

  private static func text(of practice: Practice) -> String {
    let texts = [
      practice.name, practice.context, practice.problem, practice.done, practice.result,
      practice.why, practice.avoid, practice.conditions,
    ]
    return texts.compactMap { $0?.texts.values.joined(separator: " ") }.joined(separator: " ")
  }

  /// Folded words of three letters or more.
  private static func words(of text: String) -> [String] {
    Fold.words(text).filter { $0.count >= 3 }
  }
}
