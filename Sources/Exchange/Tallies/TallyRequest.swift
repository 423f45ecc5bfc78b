import Exact
public import Tally

/// How somebody wants an election of Pabulib counted; what is `nil` the file or custom decides.
public struct TallyRequest: Hashable, Sendable {
  public enum Failure: Error, Hashable, Sendable {
    case unknownRule(String)
    case unknownTies(String)
    case unknownProject(String)
    case notANumber(String)
  }

  /// A name as in META `rule`, `greedy`, `equalshares/add1`, `phragmen`, …; also `equal-shares`.
  public var rule: String?
  public var satisfaction: Satisfaction?
  public var completion: Completion?
  public var start: Start?
  /// `file-order`, `min-cost`, `lot:SEED`, `id` or `refuse`.
  public var ties: String?
  public var step: String?
  public var threshold: String?
  public var eligibility: Int64?
  /// Groups divided by semicolons, identifiers by commas.
  public var exclusive: String?
  public var comparison = false

  public init() {}

  /// Why the rule is not simply the one that the file names.
  public enum Note: Hashable, Sendable {
    case ruleMissing
    case ruleUnknown(String)
    case customRuleAsGreedy
    case thresholdMissing
    case thresholdIgnored(String)
    case exclusiveGroupsMissing
  }

  public func settings(
    for file: PabulibFile
  ) throws(Failure) -> (settings: TallySettings, notes: [Note]) {
    var notes: [Note] = []
    let (rule, named, compares) = try namedRule(file, &notes)
    let completion = completion ?? named
    var settings = TallySettings(rule, for: file.election.profile.kind, completion: completion)
    if let satisfaction { settings.satisfaction = satisfaction }
    if let start { settings.start = start }
    if let ties { settings.ties = try Self.ties(ties) }
    settings.step = try step.map { text throws(Failure) in try Self.number(text) }
    settings.comparison = comparison || compares
    settings.eligibility = eligibility
    settings.exclusive = try groups(file.election)
    try setThreshold(&settings, file, &notes)
    if settings.rule == .greedyExclusive, settings.exclusive.isEmpty {
      notes.append(.exclusiveGroupsMissing)
    }
    return (settings, notes)
  }

  private func namedRule(
    _ file: PabulibFile, _ notes: inout [Note]
  ) throws(Failure) -> (Rule, Completion, comparison: Bool) {
    if let rule {
      guard let known = Self.known(rule.lowercased(), file) else { throw .unknownRule(rule) }
      return known
    }
    guard let rule = file.rule else {
      notes.append(.ruleMissing)
      return (.greedy, .none, false)
    }
    guard let known = Self.known(rule, file) else {
      notes.append(.ruleUnknown(rule))
      return (.greedy, .none, false)
    }
    if rule == "greedy-custom", known.0 == .greedy { notes.append(.customRuleAsGreedy) }
    return known
  }

  private static func known(
    _ name: String, _ file: PabulibFile
  ) -> (Rule, Completion, comparison: Bool)? {
    // Written apart by people, in one word by files.
    let name = name.replacing("equal-shares", with: "equalshares", maxReplacements: 1)
    if let rule = Rule(rawValue: name) { return (rule, .none, false) }
    if name == "greedy-custom" {
      let isPoznan = ["poznań", "poznan"].contains(file.value(of: "unit")?.lowercased() ?? "")
      return (isPoznan ? .poznan : .greedy, .none, false)
    }
    let prefix = "equalshares/"
    guard name.hasPrefix(prefix) else { return nil }
    let suffix = "-comparison"
    let compares = name.hasSuffix(suffix)
    let middle = name.dropFirst(prefix.count).dropLast(compares ? suffix.count : 0)
    return Completion(rawValue: String(middle)).map { (.equalShares, $0, compares) }
  }

  private static func ties(_ text: String) throws(Failure) -> TieBreaking {
    switch text {
    case "file-order": return .fileOrder
    case "min-cost": return .minCost
    case "id": return .identifier
    case "refuse": return .refuse
    default:
      guard text.hasPrefix("lot:"), let seed = UInt64(text.dropFirst(4)) else {
        throw .unknownTies(text)
      }
      return .lot(seed: seed)
    }
  }

  private static func number(_ text: String) throws(Failure) -> Rational {
    guard let number = PabulibNumber(text), number.significand > 0 else {
      throw .notANumber(text)
    }
    return number.rational
  }

  private func groups(_ election: Election) throws(Failure) -> [[Int]] {
    guard let exclusive else { return [] }
    var indices: [String: Int] = [:]
    for (index, project) in election.projects.enumerated() { indices[project.id.rawValue] = index }
    var groups: [[Int]] = []
    for group in exclusive.split(separator: ";") {
      var members: [Int] = []
      for name in group.split(separator: ",") {
        let trimmed = String(name.trimmingSpaces)
        guard let index = indices[trimmed] else { throw .unknownProject(trimmed) }
        members.append(index)
      }
      groups.append(members)
    }
    return groups
  }

  private func setThreshold(
    _ settings: inout TallySettings, _ file: PabulibFile, _ notes: inout [Note]
  ) throws(Failure) {
    if settings.rule == .greedyThreshold {
      settings.threshold =
        try threshold.map { text throws(Failure) in try Self.number(text) }
        ?? file.scoreThreshold
      if settings.threshold == nil, rule == nil {
        notes.append(.thresholdMissing)
        settings.rule = .greedy
      }
    } else if let ignored = file.value(of: "min_project_score_threshold") {
      notes.append(.thresholdIgnored(ignored))
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}
