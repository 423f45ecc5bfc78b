import Civic
import Exact
import Testing

@Suite struct `A decision` {
  @Test func `keeps its value through JSON`() throws {
    let full = Example.decision()
    let bare = Example.decision {
      $0.rules = nil
      $0.seed = nil
      $0.inputs = []
    }
    for decision in [full, bare] {
      let copy = try Decision(json: try JSONValue(parsing: CanonicalJSON.bytes(of: decision.json)))
      #expect(copy == decision)
      #expect(copy.digest == decision.digest)
    }
    #expect(full.digest != bare.digest)
    #expect(bare.json.object?.names.contains("seed") == false)
  }

  @Test func `writes its numbers as texts and its parts by name`() {
    let json = Example.decision().json
    #expect(json["seed"] == "18446744073709551615")
    #expect(json["decidedAt"] == "2026-11-21T03:50:34.123Z")
    #expect(json["engineVersion"] == "0.1.0")
    #expect(json["method"] == ["name": "sum", "version": "1"])
    #expect(json["inputs"]?["notes.txt"]?["publishedAt"] == "https://example.org/notes")
    #expect(json["inputs"]?["amounts.csv"]?["publishedAt"] == nil)
  }

  @Test func `does not depend on the order in which inputs are named`() {
    let reversed = Example.decision { $0.inputs.reverse() }
    #expect(reversed.digest == Example.decision().digest)
    #expect(reversed.inputs.map(\.name) == ["amounts.csv", "notes.txt"])
  }

  @Test(
    arguments: [
      ("/decidedAt", "2026-11-21", .invalid), ("/decidedAt", "2026-11-21T03:50:34Z", .invalid),
      ("/engineVersion", "1.0", .invalid), ("/seed", 7, .wrongType), ("/seed", "007", .invalid),
      ("/seed", "+7", .invalid), ("/seed", "18446744073709551616", .invalid),
      ("/id", .null, .wrongType), ("/kind", 1, .wrongType), ("/inputs", [], .wrongType),
      ("/method", "sum", .wrongType), ("/other", 1, .unexpected), ("/rules", .null, .wrongType),
    ] as [(String, JSONValue, JSONFieldError.Problem)])
  func `is refused with the field that is wrong`(
    pointer: String, value: JSONValue, problem: JSONFieldError.Problem
  ) throws {
    var object = try #require(Example.decision().json.object)
    object[String(pointer.dropFirst())] = value
    #expect(throws: JSONFieldError(pointer: pointer, problem: problem)) {
      try Decision(json: .object(object))
    }
  }

  @Test(
    arguments: [
      ("decidedBy", ["label": "mayor@example.org", "role": "x"], "/decidedBy", .invalid),
      ("decidedBy", ["label": "Mayor"], "/decidedBy/role", .missing),
      ("method", ["name": "sum", "version": "1", "x": 1], "/method/x", .unexpected),
      ("rules", ["digest": "sha256:0", "publishedAt": ""], "/rules/digest", .invalid),
      ("inputs", ["a": ["digest": "x"]], "/inputs/a/digest", .invalid),
      ("inputs", ["a": 5], "/inputs/a", .wrongType),
      (
        "inputs", ["../a": ["digest": .string(Digest.genesis.rawValue)]], "/inputs/..~1a", .invalid
      ),
      (
        "inputs", ["a": ["digest": .string(Digest.genesis.rawValue), "publishedAt": 1]],
        "/inputs/a/publishedAt", .wrongType
      ),
    ] as [(String, JSONValue, String, JSONFieldError.Problem)])
  func `is refused with the place within a part`(
    name: String, value: JSONValue, pointer: String, problem: JSONFieldError.Problem
  ) throws {
    var object = try #require(Example.decision().json.object)
    object[name] = value
    #expect(throws: JSONFieldError(pointer: pointer, problem: problem)) {
      try Decision(json: .object(object))
    }
  }

  @Test func `needs each of its fields but rules and seed`() throws {
    let whole = try #require(Example.decision().json.object)
    for name in whole.names {
      var object = whole
      object[name] = nil
      if name == "rules" || name == "seed" {
        #expect(throws: Never.self) { try Decision(json: .object(object)) }
      } else {
        #expect(throws: JSONFieldError(pointer: "/\(name)", problem: .missing)) {
          try Decision(json: .object(object))
        }
      }
    }
    #expect(throws: JSONFieldError(pointer: "", problem: .wrongType)) { try Decision(json: 1) }
  }

  @Test(arguments: [
    "", ".", "..", ".hidden", "a/b", "a\\b", "A.csv", "ž.csv", "a b", "-rf", "a\0", "c:",
    String(repeating: "a", count: 101),
  ])
  func `has inputs with safe names alone`(name: String) {
    #expect(Decision.Input(name: name, digest: .genesis) == nil)
  }

  @Test func `shows no address of a person`() {
    #expect(Decision.Author(role: "mayor", label: "ana@example.org") == nil)
    #expect(Decision.Author(role: "a@b", label: "Ana") == nil)
    #expect(Decision.Author(role: "mayor", label: "Mayor of Exampleton") != nil)
  }

  @Test func `cannot have two inputs of one name`() async {
    await #expect(processExitsWith: .failure) {
      _ = Example.decision { $0.inputs += $0.inputs }
    }
  }
}

@Suite struct `A version of the engine` {
  @Test func `is ordered by its numbers`() throws {
    let texts = ["0.0.9", "0.1.0", "0.1.10", "0.2.0", "0.10.0", "1.0.0", "999999.0.0"]
    let versions = try texts.map { try #require(EngineVersion($0)) }
    #expect(versions == versions.sorted())
    #expect(versions.map(\.description) == texts)
  }

  @Test(arguments: ["", "1", "1.2", "1.2.3.4", "1.2.x", "01.2.3", "1..3", "1.2.-3", "1.2.1000000"])
  func `refuses other forms`(text: String) {
    #expect(EngineVersion(text) == nil)
  }
}
