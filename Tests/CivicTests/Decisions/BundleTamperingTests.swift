import Civic
import Exact
import Testing

@Suite struct `Tampering with a bundle` {
  let decision = Example.decision()
  var log: DecisionLog { Example.log(of: decision) }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `is found, whichever byte it changes`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bundle = try Example.bundle()
    let path = try #require(bundle.files.keys.sorted().randomElement(using: &random))
    var bytes = try #require(bundle.files[path])
    let index = Int.random(in: bytes.indices, using: &random)
    bytes[index] ^= UInt8.random(in: 1...255, using: &random)
    bundle.files[path] = bytes
    let result = Example.verify(bundle, knownHead: log.head)
    #expect(result != .equal, "byte \(index) of \(path)")
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `is found, whichever field it changes`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bundle = try Example.bundle()
    let json = try JSONValue(parsing: try #require(bundle.files["decision.json"]))
    let other = Self.changing(json, using: &random)
    try #require(other != json)
    bundle.files["decision.json"] = CanonicalJSON.bytes(of: other)
    #expect(Example.verify(bundle, knownHead: log.head) != .equal)
  }

  @Test func `with log entries names the first that does not fit`() throws {
    var lines = log.extract(from: 5).lines
    let entry = lines[1].entry
    let record = LogRecord(
      at: entry.at, event: entry.event, subject: "vote/3", digest: entry.digest)
    let forged = LogEntry(sequence: entry.sequence, record: record, previous: entry.previous)
    lines[1] = DecisionLog.Line(entry: forged, head: entry.head)
    let expected = LogFault.Problem.head(expected: forged.head, found: entry.head)
    #expect(throws: DecisionBundleError.self) {
      try DecisionBundle(
        decision, inputs: ["amounts.csv": Example.amounts, "notes.txt": Example.notes],
        log: DecisionLog(lines: lines), readme: "")
    }
    let fault = try #require(DecisionLog(lines: lines).firstFault)
    #expect(fault.sequence == 6)
    #expect(fault.problem == expected)
  }

  @Test func `and chaining the log anew is found by the known head alone`() throws {
    let forged = Example.decision { $0.settings = ["rounding": "up"] }
    let bundle = try Example.bundle(of: forged)
    #expect(Example.verify(bundle, knownHead: nil) == .equal)
    #expect(
      Example.verify(bundle, knownHead: log.head) == .differs([.headNotInLog(log.head)]))
  }

  @Test func `is not ruled out by a head from before the decision`() throws {
    let head = log.lines[5].head
    #expect(
      Example.verify(try Example.bundle(), knownHead: head)
        == .differs([.headBeforeDecision(head)]))
  }

  @Test func `by leaving the decision or its rules out of the log is found`() throws {
    let inputs = ["amounts.csv": Example.amounts, "notes.txt": Example.notes]
    let error = DecisionBundleError(places: [.decisionNotInLog(decision.digest)])
    var without = DecisionLog()
    without.append(
      LogRecord(
        at: Example.rules.publishedAt, event: .opened, subject: "s", digest: Example.rules.digest))
    #expect(throws: error) {
      try DecisionBundle(decision, inputs: inputs, log: without, readme: "")
    }
    let late = log.extract(from: 6)
    #expect(throws: DecisionBundleError(places: [.rulesNotInLog(Example.rules.digest)])) {
      try DecisionBundle(decision, inputs: inputs, log: late, readme: "")
    }
    var backdated = DecisionLog()
    backdated.append(
      LogRecord(
        at: Example.rules.publishedAt.adding(seconds: 1), event: .opened, subject: "s",
        digest: Example.rules.digest))
    backdated.append(
      LogRecord(at: decision.decidedAt, event: .counted, subject: "s", digest: decision.digest))
    #expect(throws: DecisionBundleError(places: [.rulesNotInLog(Example.rules.digest)])) {
      try DecisionBundle(decision, inputs: inputs, log: backdated, readme: "")
    }
  }

  /// The value with one leaf, chosen by chance, replaced, removed or added.
  private static func changing(
    _ value: JSONValue, using random: inout SeededGenerator
  ) -> JSONValue {
    switch value {
    case .object(var object) where !object.members.isEmpty:
      let member = object.members[Int.random(in: object.members.indices, using: &random)]
      switch Int.random(in: 0..<8, using: &random) {
      case 0: object[member.name] = nil
      case 1: object[member.name + "x"] = member.value
      default: object[member.name] = changing(member.value, using: &random)
      }
      return .object(object)
    case .array(var values) where !values.isEmpty:
      let index = Int.random(in: values.indices, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0: values.remove(at: index)
      case 1: values.append(values[index])
      default: values[index] = changing(values[index], using: &random)
      }
      return .array(values)
    case .string(let text):
      guard let digit = text.lastIndex(where: { $0.isNumber }) else { return .string(text + "x") }
      let other = text[digit] == "1" ? "2" : "1"
      return .string(text.replacingCharacters(at: digit, with: other))
    case .number(let number): return .number(JSONNumber(number.double + 1) ?? number)
    default: return "other"
    }
  }
}

extension String {
  fileprivate func replacingCharacters(at index: Index, with other: String) -> String {
    self[..<index] + other + self[self.index(after: index)...]
  }
}
