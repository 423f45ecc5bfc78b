import Civic
import Exact
import Exchange
import Foundation
import Investment
import Testing

@Suite struct `The reader of investment plans` {
  static let sample = """
    {"format":"city-plan-milp/1","years":2,"objectives":2,"weights":[3,2],
     "discountPercentPerYear":4,
     "sources":[{"id":"own","rateCapPercent":100},{"id":"erdf","rateCapPercent":80}],
     "budgetPerYear":{"own":[100,100],"erdf":[50,0.5]},"staffPerYear":[3,2.5],
     "actions":[
      {"id":"a","duration":1,"costPerYear":[60],"staffPerYear":[1],"objective":0,
       "eligibleSources":["own","erdf"],"eligibleCostPercent":{"erdf":87},"value":[10,5],
       "earliestStart":0,"latestFinish":1},
      {"id":"b","duration":2,"costPerYear":[70,30.25],"staffPerYear":[2,1],"objective":1,
       "eligibleSources":["own"],"eligibleCostPercent":{},"value":[20,[1,3]],
       "earliestStart":0,"latestFinish":1}],
     "precedence":[],"exclusions":[],"minActionsPerObjective":[0,1]}
    """

  static func read(_ text: String) throws -> PlanFile { try CityPlanReader.read(Array(text.utf8)) }

  private static func pointer(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch {
      return (error as? PlanFileError)?.pointer
    }
  }

  @Test func `counts money in cents, staff in thousandths, and the middle of a score`() throws {
    let plan = try Self.read(Self.sample).plan
    #expect(plan.sources[1].budget == [5000, 50])
    #expect(plan.actions[1].cost == [7000, 3025])
    #expect(plan.staff == [3000, 2500])
    #expect(plan.valueDigits == 1)
    #expect(plan.actions[1].value == [Score(200), Score(10, 20, 30)])
    #expect(plan.ownSource == 0)
  }

  @Test(arguments: [
    (#""years":2"#, #""years":0"#, "/years"),
    (#""years":2"#, #""years":"two""#, "/years"),
    (#""weights":[3,2]"#, #""weights":[3]"#, "/weights"),
    (#""weights":[3,2]"#, #""weights":[3,-2]"#, "/weights/1"),
    (#""costPerYear":[60]"#, #""costPerYear":[]"#, "/actions/0/costPerYear"),
    (#""costPerYear":[60]"#, #""costPerYear":[-1]"#, "/actions/0/costPerYear/0"),
    (#""costPerYear":[60]"#, #""costPerYear":[0.001]"#, "/actions/0/costPerYear/0"),
    (#""costPerYear":[60]"#, #""costPerYear":[1e300]"#, "/actions/0/costPerYear/0"),
    (#""costPerYear":[60]"#, #""costPerYear":[1e15]"#, "/actions/0/costPerYear/0"),
    (#""costPerYear":[60]"#, #""costPerYear":["NaN"]"#, "/actions/0/costPerYear/0"),
    (#""id":"b""#, #""id":"a""#, "/actions/1/id"),
    (#""id":"erdf""#, #""id":"own""#, "/sources/1/id"),
    (#""eligibleSources":["own"]"#, #""eligibleSources":["moon"]"#, "/actions/1/eligibleSources/0"),
    (#""precedence":[]"#, #""precedence":[["a","x"]]"#, "/precedence/0/1"),
    (#""exclusions":[]"#, #""exclusions":"none""#, "/exclusions"),
    (#""staffPerYear":[3,2.5]"#, #""staffPerYear":[3]"#, "/staffPerYear"),
    (#""objective":0"#, #""objective":7"#, "/actions/0/objective"),
    (#""format":"city-plan-milp/1""#, #""format":"other""#, "/format"),
    (#""precedence":[]"#, #""fixed":{"in":["q"]}"#, "/fixed/in/0"),
    (#""precedence":[]"#, #""minSharePerDistrict":{"x":0.5}"#, "/minSharePerDistrict/x"),
    (#""actions":["#, #""actions":[7,"#, "/actions/0/id"),
  ])
  func `says where a file is wrong`(change: (String, String, String)) {
    let text = Self.sample.replacing(change.0, with: change.1)
    #expect(Self.pointer(text) == change.2)
  }

  @Test(arguments: ["", "[]", "{", "null", #"{"format":1}"#, "\u{0}", "NaN"])
  func `refuses what is no plan`(text: String) {
    #expect(Self.pointer(text) != nil)
  }

  @Test func `refuses nesting without end`() {
    #expect(Self.pointer(String(repeating: "[", count: 100_000)) != nil)
  }

  @Test func `never crashes on a file with a byte changed`() {
    let bytes = Array(Self.sample.utf8)
    for index in stride(from: 0, to: bytes.count, by: 3) {
      for byte: UInt8 in [0x30, 0x22, 0x5D, 0xFF, 0x2D] {
        var changed = bytes
        changed[index] = byte
        _ = try? CityPlanReader.read(changed)
      }
    }
  }

  @Test func `reads the extensions`() throws {
    let plan = try Self.read(
      Self.sample.replacing(
        #""precedence":[]"#,
        with: #"""
          "precedence":[["a","b",1]],"districts":["north","south"],
          "minSharePerDistrict":{"south":"0.25"},"lagYears":{"erdf":1},"loanCeiling":10,
          "indexationPercentPerYear":2.5,"votes":{"a":12},"votesWeight":5,"minVoteShare":0.5,
          "fixed":{"in":["a"],"out":[],"start":{"a":1}},"minOwnPercent":15
          """#)
    ).plan
    #expect(plan.precedence == [Precedence(0, before: 1, lag: 1)])
    #expect(plan.minimumShares.map(\.description) == ["0", "1/4"])
    #expect(plan.sources[1].lagYears == 1)
    #expect(plan.loanCeiling == 1000)
    #expect(plan.indexation.description == "1/40")
    #expect(plan.actions[0].votes == 12)
    #expect(plan.fixed == [Fixed(0, .chosen), Fixed(0, .start(1))])
    #expect(plan.actions[1].ownMinimum.description == "3/20")
  }
}
