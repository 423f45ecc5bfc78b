import Civic
public import Ranking

/// A table being ranked: what was found so far, as members of the result.
public struct RankingRun: Sendable {
  public let file: RankingFile
  public let request: RankingRequest
  /// The table without the criteria that tell nothing apart, and the weights of the rest.
  let table: DecisionTable
  /// Of the criteria that are left, summing to 1.
  let weights: [Double]
  let weighing: WeightInformation

  var result = JSONObject()
  var settings = JSONObject()
  var diagnostics: [JSONValue] = []
  /// The ranking, when the method gives one.
  public internal(set) var ranks: Ranks?
  public internal(set) var scores: [Double]?
  var additive: AdditiveValue?

  /// What the weighted sum of is the score, by criterion, then alternative; for linear methods.
  var parts: [[Double]]?
  var acceptability: Acceptability?
  /// What a method says by criterion about the alternative to be explained.
  var explained: JSONValue?
  let profiles: [CategoryProfile]

  /// - Throws: ``RankingError`` when the weights are not usable.
  public init(_ file: RankingFile, _ request: RankingRequest) throws(RankingError) {
    self.file = file
    self.request = request
    weighing = try file.groupWeighing
    let names = file.criterionNames
    var weights: [Double]
    if case .pairwise(let matrix) = weighing {
      weights = request.priorities.weights(matrix)
    } else if case .bestWorst(let comparisons) = weighing, request.bestWorstModel == .nonlinear {
      weights = NonlinearBestWorst(comparisons).center
    } else {
      weights = try weighing.point(names: names)
    }
    let dropped = request.method.takesMissing ? [] : file.table.missingCriteria
    if dropped.isEmpty || dropped.count == names.count {
      table = try file.groupTable
      profiles = file.profiles
    } else {
      table = try file.groupTable.dropping(criteria: dropped)
      let kept = names.indices.filter { !dropped.contains($0) }
      weights = try WeightInformation.normalised(
        kept.map { weights[$0] }, names: kept.map { names[$0] })
      profiles = file.profiles.map { profile in
        CategoryProfile(name: profile.name, scores: kept.map { profile.scores[$0] })
      }
    }
    self.weights = weights
  }

  var criterionNames: [String] { table.criteria.map(\.id) }
  var alternativeNames: [String] { table.alternatives.map(\.id) }

  mutating func diagnose(_ name: String, _ members: (String, JSONValue)...) {
    var object = JSONObject()
    object["diagnostic"] = .string(name)
    for (name, value) in members { object[name] = value }
    diagnostics.append(.object(object))
  }

  /// Ranks the table by the method that was asked for.
  ///
  /// - Parameter shouldStop: Asked now and then; long work ends early when it says so.
  public mutating func run(
    shouldStop: @Sendable @escaping () -> Bool = { false }
  ) async throws(RankingError) {
    try begin()
    if request.method == .smaa {
      let values = partialValues()
      write(
        try await Acceptability(
          table, values, weights: weighing, options: options, shouldStop: shouldStop))
    } else {
      try runMethod(shouldStop)
    }
    var people: [RankingRun] = []
    for var person in try personRuns {
      try await person.run(shouldStop: shouldStop)
      people.append(person)
    }
    try end(people)
  }

  /// The same on the caller's thread alone: for those who cannot wait for other tasks.
  public mutating func runInTurn(
    shouldStop: @Sendable @escaping () -> Bool = { false }
  ) throws(RankingError) {
    try begin()
    if request.method == .smaa {
      let values = partialValues()
      write(
        try Acceptability(
          inTurn: table, values, weights: weighing, options: options, shouldStop: shouldStop))
    } else {
      try runMethod(shouldStop)
    }
    var people: [RankingRun] = []
    for var person in try personRuns {
      try person.runInTurn(shouldStop: shouldStop)
      people.append(person)
    }
    try end(people)
  }

  private mutating func begin() throws(RankingError) {
    let needsAlternatives = request.method != .bwm && request.method != .ahp
    if needsAlternatives, table.alternatives.isEmpty { throw .noAlternatives }
    diagnoseColumns()
    describeWeights()
  }

  private mutating func runMethod(
    _ shouldStop: @Sendable @escaping () -> Bool
  ) throws(RankingError) {
    switch request.method {
    case .mavt, .smaa: runAdditive()
    case .bwm: try runBestWorst()
    case .ahp: try runHierarchy()
    case .promethee: try runFlows(shouldStop)
    case .electreIII: try runDistillation(shouldStop)
    case .electreTri, .mrSort: try runSorting()
    case .topsis: try runIdealDistance()
    case .vikor: try runCompromise()
    }
  }

  private mutating func end(_ people: [RankingRun]) throws(RankingError) {
    writeRanking()
    writeStability()
    writeGroup(people)
    try writeReversals()
    try writeExplanations()
  }

  private mutating func describeWeights() {
    result["weights"] = .named(criterionNames, figures: weights)
    settings["weights"] = .string(weighing.kind)
    if request.method == .smaa { return }
    switch weighing {
    case .none: diagnose("weights-equal")
    case .order: diagnose("weights-from-order", ("by", "rank-order-centroid"))
    case .intervals: diagnose("weights-from-intervals", ("by", "middle"))
    case .exact, .swing, .bestWorst, .pairwise: break
    }
  }

  private mutating func diagnoseColumns() {
    for (criterion, column) in zip(file.table.criteria, file.table.columns)
    where !column.isEmpty {
      let ranges = column.compactMap(\.range)
      if ranges.isEmpty {
        diagnose(
          "missing-criterion", ("criterion", .string(criterion.id)),
          ("counts", .bool(request.method.takesMissing)))
      } else if ranges.count == column.count, column.count > 1,
        column.allSatisfy({ $0 == column[0] }), column[0].exact != nil
      {
        diagnose("constant-criterion", ("criterion", .string(criterion.id)))
      }
    }
  }

  private mutating func writeRanking() {
    guard let ranks else {
      result["ranking"] = .array([])
      return
    }
    let additive = additive
    let ranges = additive?.values.isUncertain == true ? additive?.rankRanges : nil
    result["ranking"] = .array(
      ranks.order.map { index in
        var entry = JSONObject()
        entry["id"] = .string(table.alternatives[index].id)
        entry["rank"] = .whole(ranks.ranks[index])
        if let scores { entry["score"] = .figure(scores[index]) }
        if let additive, let range = ranges?[index] {
          entry["low"] = .figure(additive.lows[index])
          entry["high"] = .figure(additive.highs[index])
          entry["rank_range"] = .array([.whole(range.lowerBound), .whole(range.upperBound)])
        }
        return .object(entry)
      })
    for tie in ranks.ties {
      diagnose("tie", ("alternatives", .texts(tie.map { table.alternatives[$0].id })))
    }
  }
}
