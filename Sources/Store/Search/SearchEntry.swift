import Civic
import Exact

/// A record as it can be found.
struct SearchEntry: Equatable {
  let kind: SearchKind
  let record: String
  let plan: ID<Plan>?
  let city: ID<City>?
  let title: Multilingual
  /// Shown below the title, where it holds what was looked for.
  let text: Multilingual?
  /// What it is found by besides: codes, names.
  var words: [String] = []

  /// What it is found by, folded: its titles in all languages, and all of it.
  var foldedWords: (title: String, all: String) {
    let titles = Array(title.texts.values) + words
    let texts = titles + Array((text?.texts ?? [:]).values)
    let folded = Dictionary(texts.map { ($0, Self.folded($0)) }) { first, _ in first }
    return (Self.joined(titles, folded), Self.joined(texts, folded))
  }

  /// Words that only a filter can hold, for no person types them.
  var marks: [String] {
    [SearchIndex.mark(kind)] + (plan.map { [SearchIndex.mark($0)] } ?? [])
      + (city.map { [SearchIndex.mark($0)] } ?? [])
  }

  /// Sorted so that equal content is written alike.
  private static func joined(_ texts: [String], _ folded: [String: [String]]) -> String {
    texts.sorted().flatMap { folded[$0] ?? [] }.joined(separator: " . ")
  }

  /// A text in its spellings.
  private static func folded(_ text: String) -> [String] {
    let spelled = Fold.runs(in: text[...]).map { Fold.spellings(of: $0) }.filter { !$0.isEmpty }
    let plain = spelled.compactMap(\.first).joined(separator: " ")
    let other = spelled.compactMap(\.last).joined(separator: " ")
    return plain == other ? [plain] : [plain, other]
  }
}

/// A record that can be found by its words.
protocol Searchable: StoredRecord {
  static var searchKind: SearchKind { get }
  /// Where it can be found as soon as it is written.
  static var searchScope: SearchScope { get }
  /// As it can be found; nil while it cannot.
  ///
  /// - Parameter city: The city of its plan.
  func searchEntry(in city: Exact.ID<City>?) -> SearchEntry?
}

extension Action: Searchable {
  static var searchKind: SearchKind { .action }
  static var searchScope: SearchScope { .working }

  func searchEntry(in city: Exact.ID<City>?) -> SearchEntry? {
    var words = themes
    if let district { words.append(district) }
    if let publicNote { words += publicNote.texts.values }
    return SearchEntry(
      kind: .action, record: id.rawValue, plan: plan, city: city, title: label, text: description,
      words: words)
  }
}

extension Objective: Searchable {
  static var searchKind: SearchKind { .objective }
  static var searchScope: SearchScope { .working }

  func searchEntry(in city: Exact.ID<City>?) -> SearchEntry? {
    SearchEntry(
      kind: .objective, record: id.rawValue, plan: plan, city: city,
      title: title.prefixed(by: code), text: description)
  }
}

extension Challenge: Searchable {
  static var searchKind: SearchKind { .challenge }
  static var searchScope: SearchScope { .working }

  func searchEntry(in city: Exact.ID<City>?) -> SearchEntry? {
    SearchEntry(
      kind: .challenge, record: id.rawValue, plan: plan, city: city, title: title,
      text: description)
  }
}

extension Plan: Searchable {
  static var searchKind: SearchKind { .plan }
  static var searchScope: SearchScope { .working }

  func searchEntry(in city: Exact.ID<City>?) -> SearchEntry? {
    SearchEntry(
      kind: .plan, record: id.rawValue, plan: id, city: self.city, title: title, text: vision)
  }
}

extension City: Searchable {
  static var searchKind: SearchKind { .city }
  static var searchScope: SearchScope { .published }

  func searchEntry(in city: Exact.ID<City>?) -> SearchEntry? {
    SearchEntry(
      kind: .city, record: id.rawValue, plan: nil, city: id, title: name, text: about)
  }
}

extension Network: Searchable {
  static var searchKind: SearchKind { .network }
  static var searchScope: SearchScope { .published }

  func searchEntry(in city: Exact.ID<City>?) -> SearchEntry? {
    SearchEntry(
      kind: .network, record: id.rawValue, plan: nil, city: nil,
      title: Multilingual(name, in: .english), text: theme)
  }
}

extension Practice: Searchable {
  static var searchKind: SearchKind { .practice }
  static var searchScope: SearchScope { .published }

  /// One whose city wants to stay unnamed is not found by it.
  func searchEntry(in city: Exact.ID<City>?) -> SearchEntry? {
    guard isPublic else { return nil }
    return SearchEntry(
      kind: .practice, record: id.rawValue, plan: nil,
      city: visibility == .anonymous ? nil : self.city, title: name, text: problem,
      words: [done, result, why].flatMap { Array(($0?.texts ?? [:]).values) })
  }
}
