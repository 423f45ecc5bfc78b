import Civic
import Exact
import Testing

@Suite struct `Eligibility` {
  private static let all: EligibilityRules = {
    var rules = EligibilityRules()
    rules.countries = ["MK", "AL"]
    rules.minPopulation = 20_000
    rules.maxPopulation = 100_000
    rules.regions = [.lessDeveloped, .preAccession]
    rules.applicants = [.municipality]
    rules.languages = [.albanian]
    rules.needsCommitment = true
    rules.needsContact = true
    rules.partner = .mayBeOpen
    rules.documents = [SelectionSample.text("Letter")]
    rules.onePerCity = true
    return rules
  }()

  @Test func `holds every rule that is asked, and only those`() {
    #expect(EligibilityRules().findings(on: SelectionSample.facts()).isEmpty)
    let findings = Self.all.findings(on: SelectionSample.facts())
    #expect(findings.count == 11)
    #expect(findings.allSatisfy { $0.answer == .met } && findings.verdict == .met)
  }

  private static let misses: [(EligibilityRule, @Sendable (inout ApplicantFacts) -> Void)] = [
    (.country, { $0.country = "FR" }), (.minPopulation, { $0.population = 19_999 }),
    (.maxPopulation, { $0.population = 100_001 }), (.region, { $0.region = .transition }),
    (.applicant, { $0.applicant = .agency }), (.language, { $0.languages = [.french] }),
    (.commitment, { $0.isCommitted = false }), (.contact, { $0.hasContact = false }),
    (.partner, { $0.partner = .none }), (.document(0), { $0.documents = [false] }),
    (.onePerCity, { $0.others = 1 }),
  ]

  @Test(arguments: misses.indices)
  func `names the one rule that is not met`(index: Int) {
    let (rule, change) = Self.misses[index]
    let findings = Self.all.findings(on: SelectionSample.facts(change))
    #expect(findings.filter { $0.answer != .met }.map(\.rule) == [rule])
    #expect(findings.verdict == .notMet)
  }

  @Test func `says of a missing fact that it cannot be told, never that a rule is met`() {
    let facts = SelectionSample.facts {
      $0.country = ""
      $0.population = nil
      $0.region = nil
      $0.applicant = nil
      $0.languages = []
    }
    let findings = Self.all.findings(on: facts)
    let open = findings.filter { $0.answer == .cannotBeTold }.map(\.rule)
    #expect(open == [.country, .minPopulation, .maxPopulation, .region, .applicant, .language])
    #expect(findings.verdict == .cannotBeTold)
    var refused = facts
    refused.hasContact = false
    #expect(Self.all.findings(on: refused).verdict == .notMet)
  }

  @Test func `takes bounds as within, and a named partner where one may be open`() {
    for population in [20_000, 100_000] {
      let facts = SelectionSample.facts {
        $0.population = population
        $0.partner = .named
      }
      #expect(Self.all.findings(on: facts).verdict == .met)
    }
    var strict = Self.all
    strict.partner = .mustBeNamed
    #expect(strict.findings(on: SelectionSample.facts()).verdict == .notMet)
  }
}

@Suite struct `Sheets of assessors` {
  private static func sheet(_ account: String, done: Bool) -> AssessorSheet {
    var sheet = AssessorSheet(
      application: ID(rawValue: "a"), account: ID(rawValue: account), criteria: 1)
    sheet.scores = [3]
    sheet.submittedAt = done ? .first : nil
    return sheet
  }

  private static func seen(
    _ sheets: [AssessorSheet], by account: String?, leads: Bool = false
  ) -> [String] {
    sheets.visible(to: account.map { ID(rawValue: $0) }, leads: leads, needing: 2)
      .map(\.account.rawValue)
  }

  @Test func `are seen by nobody else before all have scored`() {
    let sheets = [Self.sheet("ana", done: true), Self.sheet("bor", done: false)]
    #expect(Self.seen(sheets, by: "ana") == ["ana"])
    #expect(Self.seen(sheets, by: "bor") == ["bor"])
    #expect(Self.seen(sheets, by: "lead", leads: true).isEmpty)
    #expect(Self.seen(sheets, by: "ana", leads: true) == ["ana"])
    #expect(Self.seen(sheets, by: nil).isEmpty)
  }

  @Test func `are seen by those who scored and those who lead once all have`() {
    let sheets = [Self.sheet("ana", done: true), Self.sheet("bor", done: true)]
    #expect(Self.seen(sheets, by: "ana") == ["ana", "bor"])
    #expect(Self.seen(sheets, by: "lead", leads: true) == ["ana", "bor"])
    #expect(Self.seen(sheets, by: "city").isEmpty)
    #expect(Self.seen(sheets, by: nil).isEmpty)
  }

  @Test func `of too few are not complete, and a conflict shuts one out`() {
    var sheets = [Self.sheet("ana", done: true), Self.sheet("bor", done: true)]
    sheets[1].conflict = "My sister is the mayor"
    #expect(!sheets.isComplete(needing: 2) && sheets.isComplete(needing: 1))
    #expect(sheets[1].counted == nil)
    #expect(Self.seen(sheets, by: "bor", leads: true).isEmpty)
  }
}
