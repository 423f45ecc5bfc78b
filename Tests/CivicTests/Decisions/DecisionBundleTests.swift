import Civic
import Exact
import Testing

@Suite struct `A decision bundle` {
  let decision = Example.decision()
  var log: DecisionLog { Example.log(of: decision) }

  @Test func `that nobody changed is equal`() throws {
    let bundle = try Example.bundle()
    #expect(Example.verify(bundle, knownHead: nil) == .equal)
    #expect(Example.verify(bundle, knownHead: log.head) == .equal)
    #expect(Example.verify(bundle, knownHead: log.lines[6].head) == .equal)
    let paths = ["README.txt", "decision.json", "inputs/amounts.csv", "inputs/notes.txt"]
    #expect(bundle.files.keys.sorted() == paths)
    #expect(try bundle.contents().decision == decision)
    #expect(try bundle.contents().log == log.extract(from: 5))
  }

  @Test func `is made alike every time`() throws {
    #expect(try Example.bundle() == Example.bundle())
  }

  @Test func `names the file that was changed, removed or added`() throws {
    var bundle = try Example.bundle()
    let found = Digest(of: "1\n".utf8)
    bundle.files["inputs/notes.txt"] = Array("1\n".utf8)
    bundle.files["README.txt"] = nil
    bundle.files["inputs/more.csv"] = []
    #expect(
      Example.verify(bundle, knownHead: nil)
        == .differs([
          .missingFile("README.txt"), .unexpectedFile("inputs/more.csv"),
          .file("inputs/notes.txt", expected: Digest(of: Example.notes), found: found),
        ]))
  }

  @Test func `shows where the conclusion departs from what follows from the inputs`() throws {
    let false_ = Example.decision {
      $0.conclusion = Decision.Conclusion(
        outcome: ["sum": "201"], explanation: ["lines": "3", "why": "because"])
    }
    let bundle = try Example.bundle(of: false_)
    #expect(
      Example.verify(bundle, knownHead: Example.log(of: false_).head)
        == .differs([
          .outcome(JSONDifference(pointer: "/sum", expected: "200", found: "201")),
          .explanation(JSONDifference(pointer: "/why", expected: nil, found: "because")),
        ]))
  }

  @Test func `differs when the method refuses its inputs`() throws {
    let bytes = Array("many\n".utf8)
    let decision = Example.decision {
      $0.inputs = [Decision.Input(name: "amounts.csv", digest: Digest(of: bytes))]
        .compactMap(\.self)
    }
    let bundle = try DecisionBundle(
      decision, inputs: ["amounts.csv": bytes], log: Example.log(of: decision), readme: "")
    #expect(Example.verify(bundle, knownHead: nil) == .differs([.notRecomputed("NotAnAmount()")]))
  }

  @Test func `is never equal when it cannot be recomputed`() throws {
    let bundle = try Example.bundle()
    #expect(
      bundle.verify(recompute: [:], engineVersion: Example.version, knownHead: nil)
        == .cannotRecompute(.unknownKind(Example.kind)))
    let older = EngineVersion(0, 0, 9)
    #expect(
      bundle.verify(recompute: [Example.kind: Example.sum], engineVersion: older, knownHead: nil)
        == .cannotRecompute(.newerEngine(Example.version)))
    let method = Decision.Method(name: "sum", version: "2")
    let other = try Example.bundle(of: Example.decision { $0.method = method })
    #expect(
      Example.verify(other, knownHead: nil) == .cannotRecompute(.unknownMethod(method)))
    var damaged = bundle
    damaged.files["README.txt"] = nil
    #expect(
      damaged.verify(recompute: [:], engineVersion: Example.version, knownHead: nil)
        == .differs([.missingFile("README.txt")]))
  }

  @Test func `of a later version with unknown fields cannot be recomputed`() throws {
    let later = try changed { object in
      object["engineVersion"] = "9.0.0"
      object["quorum"] = 5
    }
    #expect(
      Example.verify(later, knownHead: nil)
        == .cannotRecompute(.newerEngine(EngineVersion(9, 0, 0))))
  }

  @Test func `is unreadable with the reason`() throws {
    var bundle = try Example.bundle()
    bundle.files["decision.json"] = nil
    #expect(Example.verify(bundle, knownHead: nil) == .unreadable(.noDecision))
    bundle.files["decision.json"] = Array("{".utf8)
    guard case .unreadable(.syntax(let error)) = Example.verify(bundle, knownHead: nil) else {
      Issue.record("not a syntax error")
      return
    }
    #expect(error.reason == .unexpectedEnd)
    #expect(
      Example.verify(try changed { $0["format"] = "gradnik-decision/2" }, knownHead: nil)
        == .unreadable(.format("gradnik-decision/2")))
    let field = JSONFieldError(pointer: "/format", problem: .missing)
    #expect(
      Example.verify(try changed { $0["format"] = nil }, knownHead: nil)
        == .unreadable(.field(field)))
    #expect(throws: Verification.Unreadable.noDecision) {
      try DecisionBundle(files: [:]).contents()
    }
  }

  @Test func `differs when its JSON is not canonical`() throws {
    var bundle = try Example.bundle()
    bundle.files["decision.json"]?.append(UInt8(ascii: "\n"))
    #expect(Example.verify(bundle, knownHead: nil) == .differs([.encoding]))
  }

  /// The example bundle with another `decision.json`.
  private func changed(_ change: (inout JSONObject) -> Void) throws -> DecisionBundle {
    var bundle = try Example.bundle()
    let json = try JSONValue(parsing: try #require(bundle.files["decision.json"]))
    var object = try #require(json.object)
    change(&object)
    bundle.files["decision.json"] = CanonicalJSON.bytes(of: .object(object))
    return bundle
  }
}
