public import Exact
public import Maturity

/// One round in which a city says where it stands, by a framework.
public struct SelfAssessment: RegisterEntry {
  public static let entityName = "self_assessment"

  public let id: Exact.ID<SelfAssessment>
  public var revision: Int
  public var city: Exact.ID<City>
  /// The round: "Autumn 2026".
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var framework: String
  /// The framework's version when it was begun.
  public var frameworkVersion: String
  public var day: Day?
  /// The level the city wants to reach where the framework names none, from 1.
  public var wantedLevel: Int?
  /// Whether the city agreed that its scores count among peers; none is no.
  public var peerConsent: Bool?
  public var answers: [SelfAnswer]

  public init(id: Exact.ID<SelfAssessment>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = false
    framework = ""
    frameworkVersion = ""
    answers = []
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expect(!framework.isEmpty, "framework", Message("problemFramework"))
    return problems.list
  }

  /// Whether its scores count, without its name, in what peers scored.
  public var sharesWithPeers: Bool {
    get { peerConsent ?? false }
    set { peerConsent = newValue ? true : nil }
  }

  /// The framework with its version as one choice; another framework brings its version along.
  public var chosenFramework: FrameworkChoice {
    get { FrameworkChoice(id: framework, version: frameworkVersion) }
    set {
      guard newValue.id != framework else { return }
      (framework, frameworkVersion) = (newValue.id, newValue.version)
    }
  }

  /// Takes in what one respondent says to some questions; what they said before to the same is
  /// replaced, and what others said stays.
  ///
  /// - Parameter questions: All that were asked, so that one left open now is open again.
  public mutating func take(
    _ new: [SelfAnswer], to questions: [String], from respondent: String
  ) {
    let asked = Set(questions)
    answers.removeAll { $0.respondent == respondent && asked.contains($0.question) }
    answers += new
    answers.sort { ($0.question, $0.respondent) < ($1.question, $1.respondent) }
  }

  /// Whether it is the earlier of two rounds: by its day, and where that is not told by its making.
  public func isBefore(_ other: SelfAssessment) -> Bool {
    guard let day, let otherDay = other.day, day != otherDay else { return id < other.id }
    return day < otherDay
  }

  /// Where the city stands by its answers; those that no longer fit the framework are left out.
  public func result(by framework: Framework) -> Assessment? {
    let framework = framework.aiming(at: wantedLevel)
    let scales = Dictionary(framework.questions.map { ($0.id.rawValue, $0.scale) }) { one, _ in one
    }
    let fitting = answers.filter { answer in
      guard case .levels(let first, let last) = scales[answer.question] else { return false }
      return answer.level.map { (first...last).contains($0) } ?? true
    }
    return try? framework.assess(fitting.map(\.answer))
  }
}

/// A framework by its identifier, in one version; two are the same choice by the identifier alone.
public struct FrameworkChoice: Hashable, Sendable {
  public let id: String
  public let version: String

  public init(id: String, version: String) {
    self.id = id
    self.version = version
  }

  public static func == (left: Self, right: Self) -> Bool { left.id == right.id }

  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// What one respondent said to one question.
public struct SelfAnswer: Codable, Hashable, Sendable {
  public var question: String
  public var respondent: String
  /// None where the question does not apply.
  public var level: Int?
  public var evidence: String?

  public init(question: String, respondent: String, level: Int?, evidence: String?) {
    self.question = question
    self.respondent = respondent
    self.level = level
    self.evidence = evidence
  }

  var answer: Answer {
    Answer(
      respondent: respondent, question: ID(rawValue: question),
      content: level.map { .value(Rational($0)) } ?? .notApplicable,
      quality: evidence == nil ? .judged : .documented, hasEvidence: evidence != nil)
  }
}
