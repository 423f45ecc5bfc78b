import Civic
import Exchange
import Foundation
import Matching
import Testing

@Suite struct `The report of a matching` {
  private static let profiles = """
    {"cities":[
      {"id":"a","name":"A","country":"SI","class":"less","group":"east","population":40000,
       "languages":["en","sl"],"capacity":1,"challenges":{"water":1,"roads":0.5},
       "needs":{"water":1},"offers":{"roads":0.5}},
      {"id":"b","country":"FR","class":"more","group":"west","population":300000,
       "languages":["fr","en"],"capacity":2,"challenges":{"water":0.8},"offers":{"water":1}},
      {"id":"c","group":"west","capacity":1,"challenges":{"roads":1},"excludes":["a"]},
      {"id":"d","group":"east","capacity":1,"challenges":{"roads":1,"water":null}}
    ]}
    """

  private static func schema() throws -> JSONSchema {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Golden/schemas/gradnik-matching-1.schema.json")
    return JSONSchema(try JSONValue(parsing: [UInt8](Data(contentsOf: file))))
  }

  private static func object(
    _ mode: MatchingRequest.Mode, _ text: String = profiles, rules: String? = nil
  ) throws -> JSONObject {
    let bytes = Array(text.utf8)
    var request = MatchingRequest(mode)
    if let rules { request.rules = try CallRules(parsing: Array(rules.utf8)) }
    return try request.report(on: MatchingInput(bytes)).object(input: [Digest(of: bytes)])
  }

  @Test(arguments: MatchingRequest.Mode.allCases)
  func `follows its schema in every mode`(mode: MatchingRequest.Mode) throws {
    #expect(try Self.schema().violations(in: .object(Self.object(mode))) == [])
    let small = #"{"partners":[2,3],"minCountries":1,"minShareLessDeveloped":"0.3"}"#
    let object = try Self.object(mode, rules: small)
    #expect(try Self.schema().violations(in: .object(object)) == [])
  }

  @Test func `gives pairs across groups with their reasons`() throws {
    let object = try Self.object(.pairs)
    let pairs = try #require(object["pairs"]?.array)
    #expect(pairs.map { $0["a"] } == ["a", "c"])
    #expect(pairs.map { $0["b"] } == ["b", "d"])
    #expect(object["total"] == object["bound"])
    let reasons = try #require(pairs[0]["reasons"]?.array)
    #expect(reasons.first?["part"] == "complementarity")
    #expect(reasons.first?["a_learns"] == [["topic": "water", "share": "1"]])
    #expect(pairs[0]["confidence"] != "1")
  }

  @Test func `lowers the confidence, not the score, for what is not known`() throws {
    let known = try Self.object(.pairs)
    let unknown = try Self.object(
      .pairs, Self.profiles.replacing(#""population":300000,"#, with: ""))
    let (before, after) = (known["pairs"]?.array?[0], unknown["pairs"]?.array?[0])
    let score = { (value: JSONValue?) in Double(value?["score"]?.string ?? "") ?? 0 }
    let confidence = { (value: JSONValue?) in Double(value?["confidence"]?.string ?? "") ?? 0 }
    #expect(score(after) >= score(before))
    #expect(confidence(after) < confidence(before))
  }

  @Test func `has a digest that anyone can recompute`() throws {
    var object = try Self.object(.pairs)
    let digest = object["digest"]
    for name in ["format", "version", "notes", "digest"] { object[name] = nil }
    let whole: JSONValue = [
      "input": .string(Digest(of: Array(Self.profiles.utf8)).rawValue),
      "settings": object["settings"] ?? .null, "result": .object(object),
    ]
    #expect(digest == .string(Digest(of: whole).rawValue))
  }

  @Test func `names the rule that cannot be kept, and the cities`() throws {
    let object = try Self.object(.networks)
    #expect(object["status"] == "infeasible")
    let conflicts = try #require(object["conflict"]?.array)
    #expect(conflicts.first?["rule"] == "partners")
    #expect(conflicts.first?["cities"] == ["a", "b", "c", "d"])
  }

  @Test func `reads the same from CSV as from JSON`() throws {
    let table = """
      id,country,class,group,population,languages,capacity,challenges,needs,offers,excludes
      a,SI,less,east,40000,en;sl,1,water:1;roads:0.5,water,roads:0.5,
      b,FR,more,west,300000,fr;en,2,water:0.8,,water,
      c,,,west,,,1,roads,,,a
      d,,,east,,,1,roads;water:?,,,
      """
    let (one, other) = (try Self.object(.pairs), try Self.object(.pairs, table))
    #expect(one["total"] == other["total"])
    #expect(one["pairs"] == other["pairs"])
  }

  @Test(arguments: [
    ("", ""), ("  \n", ""), ("[]", ""), ("{}", ""), ("{\"cities\":", ""),
    (#"{"format":"x","cities":[]}"#, "/format"), (#"{"cities":{}}"#, "/cities"),
    (#"{"cities":[{"name":"x"}]}"#, "/cities/0/id"),
    (#"{"cities":[{"id":"a"},{"id":"a"}]}"#, "/cities/1/id"),
    (#"{"cities":[{"id":"a","capacity":-1}]}"#, "/cities/0/capacity"),
    (#"{"cities":[{"id":"a","capacity":1e300}]}"#, "/cities/0/capacity"),
    (#"{"cities":[{"id":"a","needs":{"x":2}}]}"#, "/cities/0/needs/x"),
    (#"{"cities":[{"id":"a","needs":{"x":"NaN"}}]}"#, "/cities/0/needs/x"),
    (#"{"cities":[{"id":"a","class":"rich"}]}"#, "/cities/0/class"),
    (#"{"cities":[{"id":"a"}],"fixed":[["a","b"]]}"#, "/fixed/0/1"),
    (#"{"cities":[{"id":"a"}],"weights":{"x":1}}"#, "/weights/x"),
    (#"{"left":["a"],"right":["b"],"edges":[["a","c",1]]}"#, "/edges/0/1"),
    (#"{"left":["a"],"right":["b"],"edges":[["a","b",1.5]]}"#, "/edges/0/2"),
    (#"{"left":["a","a"],"edges":[]}"#, "/left/1"),
    ("name,needs\nx,y", "line 1, id"), ("id,capacity\nx,NaN", "line 2, capacity"),
    ("id,needs\nx,water:7", "line 2, needs"), ("id\nx\nx", "line 3, id"),
  ])
  func `names the place of what is wrong`(text: String, place: String) {
    let error = #expect(throws: MatchingFileError.self) { try MatchingInput(Array(text.utf8)) }
    #expect(error?.place == place)
  }

  @Test func `refuses what is nested too deeply`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: MatchingFileError.self) { try MatchingInput(Array(deep.utf8)) }
  }
}
