public import Exact
public import Maturity

/// A framework as people write it: everything its file will say, complete or not.
public struct FrameworkDraft: Codable, Hashable, Sendable {
  public var name: Multilingual
  public var help: Multilingual?
  /// In which every text is wanted; the first is the one it is written in.
  public var languages: [Language]
  public var aggregation: Aggregation
  public var redistribution: Redistribution
  /// The steps a city can reach as a whole, lowest first.
  public var levels: [DraftLevel]
  /// In their order; those with a parent are its parts.
  public var dimensions: [DraftDimension]
  public var source: String?
  public var licence: String?

  public init(name: Multilingual) {
    self.name = name
    languages = [name.original]
    aggregation = .weightedMean
    redistribution = .proportional
    levels = []
    dimensions = []
  }

  public var questions: [DraftQuestion] { dimensions.flatMap(\.questions) }

  public func dimension(_ id: String) -> DraftDimension? { dimensions.first { $0.id == id } }

  public func question(_ id: String) -> DraftQuestion? { questions.first { $0.id == id } }

  /// The dimension that asks a question.
  public func dimension(asking question: String) -> DraftDimension? {
    dimensions.first { $0.questions.contains { $0.id == question } }
  }

  /// An identifier made of a text, that nothing in the framework has yet.
  public func freeID(for text: String, or fallback: String) -> String {
    let taken = Set(dimensions.map(\.id) + questions.map(\.id))
    return Self.free(text, or: fallback, among: taken)
  }

  /// Small letters, digits and hyphens of a text; with a number after it where it is taken.
  public static func free(_ text: String, or fallback: String, among taken: Set<String>) -> String {
    let words = Fold.words(text).map { word in
      word.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
    let joined = String(words.filter { !$0.isEmpty }.prefix(6).joined(separator: "-").prefix(48))
    let base = joined.isEmpty ? fallback : joined
    guard taken.contains(base) else { return base }
    var number = 2
    while taken.contains("\(base)-\(number)") { number += 1 }
    return "\(base)-\(number)"
  }
}

/// A step that a city can reach as a whole.
public struct DraftLevel: Codable, Hashable, Sendable {
  public var id: String
  /// The least score, 0 to 1, where the aggregation has one.
  public var from: ExactDecimal?
  public var name: Multilingual

  public init(id: String, from: ExactDecimal? = nil, name: Multilingual) {
    self.id = id
    self.from = from
    self.name = name
  }
}

/// A subject with its questions.
public struct DraftDimension: Codable, Hashable, Sendable {
  public var id: String
  public var name: Multilingual
  public var help: Multilingual?
  public var weight: ExactDecimal
  /// The dimension it is a part of.
  public var parent: String?
  public var questions: [DraftQuestion]

  public init(id: String, name: Multilingual) {
    self.id = id
    self.name = name
    weight = ExactDecimal(1)
    questions = []
  }
}

/// A question with its described levels, or an indicator that is measured.
public struct DraftQuestion: Codable, Hashable, Sendable {
  public var id: String
  public var text: Multilingual
  public var help: Multilingual?
  public var evidence: Multilingual?
  public var weight: ExactDecimal
  /// Who is asked; empty for everybody.
  public var roles: [String]
  /// The described levels, lowest first; empty for an indicator.
  public var levels: [Multilingual]
  /// The number of the lowest level.
  public var first: Int
  public var indicator: DraftIndicator?
  /// What is needed for each level of the framework: a number, `reported` or `none`.
  public var targets: [String]
  /// The level wanted; none for the best.
  public var ambition: Int?
  public var source: String?
  public var code: String?

  public init(id: String, text: Multilingual) {
    self.id = id
    self.text = text
    weight = ExactDecimal(1)
    roles = []
    levels = []
    first = 1
    targets = []
  }
}

/// What an indicator measures and where it should come to.
public struct DraftIndicator: Codable, Hashable, Sendable {
  public var unit: String?
  public var direction: Maturity.Indicator.Direction
  public var worst: ExactDecimal?
  public var target: ExactDecimal?

  public init(unit: String? = nil, direction: Maturity.Indicator.Direction = .higherIsBetter) {
    self.unit = unit
    self.direction = direction
  }
}

extension Aggregation: Named {
  public static var textPrefix: String { "aggregation" }
}

extension Redistribution: Named {
  public static var textPrefix: String { "redistribution" }
}
