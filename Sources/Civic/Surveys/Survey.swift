public import Exact

/// Questions of a city to its residents, each of whom answers once.
public struct Survey: RegisterEntry {
  public static let entityName = "survey"

  public let id: Exact.ID<Survey>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var about: Multilingual?
  public var questions: [SurveyQuestion]
  public var opensOn: Day?
  public var closesOn: Day?
  public var entry: ParticipationEntry
  public var openedAt: Instant?
  public var rulesDigest: Digest?
  public var closedAt: Instant?

  public init(id: Exact.ID<Survey>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    questions = []
    entry = .open
  }

  /// Everybody may read it once its questions are fixed.
  public var isPublic: Bool { openedAt != nil }

  /// What is fixed stays as it is.
  public func mayBeChanged(by viewer: Viewer) -> Bool {
    openedAt == nil && viewer.may(.editContent, .city(city))
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expectOrder(opensOn, closesOn, "closesOn")
    return problems.list
  }

  /// What is missing before residents can answer.
  public var problemsBeforeOpening: [Message] {
    var problems = RecordProblems()
    problems.expectText(about, "about", "problemListenText")
    problems.expect(
      opensOn != nil && closesOn != nil, "opensOn", Message("problemListenDates"))
    problems.expect(!questions.isEmpty, "questions", Message("problemSurveyQuestions"))
    return problems.list.map(\.message)
  }

  public func state(on today: Day) -> ListeningState {
    guard openedAt != nil, let opensOn, let closesOn else { return .draft }
    if closedAt != nil { return .closed }
    if today < opensOn { return .waiting }
    return today > closesOn ? .ended : .collecting
  }

  /// The key under which its participants are kept.
  public var participation: String { "\(Self.entityName):\(id.rawValue)" }

  /// What cannot change once it is open, as its fingerprint enters the log.
  public func rules() throws -> JSONValue {
    [
      "survey": .string(id.rawValue), "city": .string(city.rawValue),
      "questions": try JSONValue(encoding: questions),
      "opensOn": .string(opensOn?.description ?? ""),
      "closesOn": .string(closesOn?.description ?? ""), "entry": .string(entry.rawValue),
    ]
  }
}

/// One question of a survey.
public struct SurveyQuestion: Codable, Hashable, Sendable {
  public var kind: SurveyQuestionKind
  public var text: Multilingual
  /// What can be chosen; none for a scale from 1 to 5 and for words of one's own.
  public var options: [Multilingual]

  public init(kind: SurveyQuestionKind, text: Multilingual, options: [Multilingual]) {
    self.kind = kind
    self.text = text
    self.options = options
  }

  /// How many different answers can be counted.
  public var cells: Int {
    switch kind {
    case .one, .several: options.count
    case .scale: 5
    case .words: 0
    }
  }

  /// How long an answer in words may be, in characters.
  public static let longest = 2000

  /// Whether an answer is one of those that can be given.
  public func takes(_ values: [String]) -> Bool {
    guard kind != .words else {
      return values.count <= 1 && values.allSatisfy { $0.count <= Self.longest }
    }
    let known = Set((0..<cells).map { String($0) })
    return Set(values).count == values.count && values.allSatisfy(known.contains)
      && (kind == .several || values.count <= 1)
  }
}

/// How a question is answered.
public enum SurveyQuestionKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case one, several, scale, words

  public static let textPrefix = "surveyQuestionKind"
}

/// What a survey came to. Cells with few people are hidden, so that nobody can be found.
public struct SurveyResult: Codable, Hashable, Sendable {
  public let respondents: Int
  public let questions: [Question]

  public struct Question: Codable, Hashable, Sendable {
    /// Nil where there are too few to be shown, or where another could be computed from it.
    public let counts: [Int?]
    /// How many wrote words of their own; nil when too few.
    public let words: Int?
  }

  /// Fewer are hidden.
  public static let leastShown = 5

  /// - Parameter answers: Of each respondent, the values by the question's place.
  public init(_ survey: Survey, _ answers: [[Int: [String]]]) {
    respondents = answers.count
    questions = survey.questions.enumerated().map { place, question in
      let given = answers.compactMap { $0[place] }.filter { !$0.isEmpty }
      guard question.kind != .words else {
        return Question(
          counts: [], words: given.count >= Self.leastShown ? given.count : nil)
      }
      let counts = (0..<question.cells).map { cell in
        given.count { $0.contains(String(cell)) }
      }
      return Question(
        counts: Self.shown(counts, isExclusive: question.kind != .several), words: nil)
    }
  }

  /// Hides small cells; where answers exclude each other a single hidden one would follow from the
  /// sum, so that the next smallest is hidden with it.
  static func shown(_ counts: [Int], isExclusive: Bool) -> [Int?] {
    var shown = counts.map { $0 >= leastShown ? $0 : nil }
    let hidden = shown.count { $0 == nil }
    if isExclusive, hidden == 1,
      let next = shown.indices.filter({ shown[$0] != nil }).min(by: { counts[$0] < counts[$1] })
    {
      shown[next] = nil
    }
    return shown
  }
}
