extension DecisionBundle {
  /// Checks the files against the decision, the decision against the log, and takes it again.
  ///
  /// - Parameters:
  ///   - recompute: How to take a decision of each kind again.
  ///   - engineVersion: The version of this program.
  ///   - knownHead: The head of an entry, known from elsewhere: without one, a bundle that was
  ///     made up as a whole cannot be told from a true one.
  public func verify(
    recompute: [DecisionKind: Recomputation], engineVersion: EngineVersion, knownHead: Digest?
  ) -> Verification {
    let json: JSONValue
    let contents: Contents
    do {
      json = try decisionJSON()
    } catch {
      return .unreadable(error)
    }
    do {
      contents = try self.contents(of: json)
    } catch {
      // A later version may have fields that this one does not know.
      guard let version = json["engineVersion"]?.string.flatMap({ EngineVersion($0) }),
        version > engineVersion
      else { return .unreadable(error) }
      return .cannotRecompute(.newerEngine(version))
    }
    let canonical = CanonicalJSON.bytes(of: json) == files[Self.decisionPath]
    var places: [Verification.Place] = canonical ? [] : [.encoding]
    places += contents.places(in: files, knownHead: knownHead)
    do {
      places += try recomputed(contents.decision, by: recompute, engineVersion: engineVersion)
    } catch {
      return places.isEmpty ? .cannotRecompute(error) : .differs(places)
    }
    return places.isEmpty ? .equal : .differs(places)
  }

  /// The places where the published conclusion is not the one that follows from the inputs.
  private func recomputed(
    _ decision: Decision, by recompute: [DecisionKind: Recomputation], engineVersion: EngineVersion
  ) throws(Verification.Obstacle) -> [Verification.Place] {
    guard decision.engineVersion <= engineVersion else {
      throw .newerEngine(decision.engineVersion)
    }
    guard let method = recompute[decision.kind] else { throw .unknownKind(decision.kind) }
    var inputs: [String: [UInt8]] = [:]
    for input in decision.inputs { inputs[input.name] = files[Self.inputFolder + input.name] }
    let conclusion: Decision.Conclusion
    do {
      conclusion = try method(decision, inputs)
    } catch let obstacle as Verification.Obstacle {
      throw obstacle
    } catch {
      return [.notRecomputed(String(describing: error))]
    }
    let published = decision.conclusion
    return JSONDifference.between(expected: conclusion.outcome, found: published.outcome)
      .map { .outcome($0) }
      + JSONDifference.between(expected: conclusion.explanation, found: published.explanation)
      .map { .explanation($0) }
  }
}

extension DecisionBundle.Contents {
  /// Where files and log do not fit the decision; says nothing about its conclusion.
  func places(in files: [String: [UInt8]], knownHead: Digest?) -> [Verification.Place] {
    var expected = [DecisionBundle.readmePath: readme]
    for input in decision.inputs {
      expected[DecisionBundle.inputFolder + input.name] = input.digest
    }
    let paths = Set(files.keys).union(expected.keys).subtracting([DecisionBundle.decisionPath])
    var places: [Verification.Place] = []
    for path in paths.sorted() {
      switch (expected[path], files[path]) {
      case (let digest?, let bytes?):
        let found = Digest(of: bytes)
        if found != digest { places.append(.file(path, expected: digest, found: found)) }
      case (_?, nil): places.append(.missingFile(path))
      default: places.append(.unexpectedFile(path))
      }
    }
    return places + logPlaces(knownHead: knownHead)
  }

  private func logPlaces(knownHead: Digest?) -> [Verification.Place] {
    var places: [Verification.Place] = []
    if let fault = log.firstFault { places.append(.log(fault)) }
    let digest = decision.digest
    let own = log.lines.firstIndex { $0.entry.digest == digest }
    if own == nil { places.append(.decisionNotInLog(digest)) }
    let before = log.lines.prefix(own ?? log.lines.count)
    if let rules = decision.rules,
      !before.contains(where: {
        $0.entry.digest == rules.digest && $0.entry.at == rules.publishedAt
      })
    {
      places.append(.rulesNotInLog(rules.digest))
    }
    if let knownHead {
      if let known = log.lines.firstIndex(where: { $0.head == knownHead }) {
        if let own, known < own { places.append(.headBeforeDecision(knownHead)) }
      } else {
        places.append(.headNotInLog(knownHead))
      }
    }
    return places
  }
}
