import Civic
import Exact
import Foundation

@testable import Pages

/// A small plan with one record of every kind, each with every field filled in.
enum EditingSample {
  static func id<Entity>(_ text: String) -> ID<Entity> { ID(rawValue: text) }

  /// A text in English and Macedonian.
  static func text(_ text: String) -> Multilingual {
    Multilingual(original: .english, texts: [.english: text, .macedonian: "мк \(text)"])
  }

  static var city: City {
    var city = City(id: id("city"), name: text("Sampleton"), country: "MK")
    city.regionCategory = .preAccession
    return city
  }

  static var empty: PlanDocument {
    PlanDocument(
      plan: Plan(id: id("plan"), city: city.id, title: text("Digital plan"), years: 2026...2028),
      city: city)
  }

  static var full: PlanDocument {
    var document = empty
    document.plan.vision = text("A city that answers")
    document.organisations = [
      Organisation(id: id("org1"), city: city.id, name: text("IT office"), helix: .publicSector),
      Organisation(id: id("org2"), city: city.id, name: text("University"), helix: .knowledge),
    ]
    document.challenges = [challenge]
    document.objectives = objectives
    document.actions = actions
    document.tasks = [task]
    document.costLines = [costLine]
    document.fundingCalls = [call]
    document.fundingSources = [source]
    document.fundingLines = [fundingLine]
    document.risks = [risk]
    document.indicators = [indicator]
    document.stakeholders = [stakeholder]
    document.integration = [assessment]
    document.sections = [section]
    document.attachments = [attachment]
    return document
  }

  static var challenge: Challenge {
    var challenge = Challenge(id: id("c1"), plan: id("plan"), position: 1, title: text("Queues"))
    challenge.description = text("Long queues\n\nat the counters")
    challenge.causes = text("Paper\nFew counters")
    challenge.effects = text("Lost time")
    challenge.evidence = text("Survey of 2025")
    challenge.evidenceURL = "https://example.org/survey?a=1&b=2"
    return challenge
  }

  static var objectives: [Objective] {
    let strategic = Objective(
      id: id("o1"), plan: id("plan"), position: 1, code: "O1", title: text("Better services"))
    var specific = Objective(
      id: id("o2"), plan: id("plan"), position: 2, code: "O1.1", title: text("No queues"))
    specific.description = text("Nobody waits")
    specific.parent = strategic.id
    specific.challenges = [id("c1")]
    return [strategic, specific]
  }

  static var actions: [Action] {
    var first = Action(
      id: id("a1"), plan: id("plan"), position: 1, code: "A1", title: text("Open the portal"))
    first.description = text("One portal for all")
    first.owner = id("org1")
    first.partners = [id("org2")]
    first.objectives = [id("o2")]
    first.readiness = .designed
    first.start = Day(year: 2026, month: 2, day: 1)
    first.end = Day(year: 2027, month: 6, day: 30)
    first.dependencies = [id("a2")]
    first.exclusions = [id("a3")]
    first.district = "Centre"
    first.latitude = ExactDecimal("41.9961")
    first.longitude = ExactDecimal("-21.4317")
    first.staffLoad = [
      StaffLoad(year: 2026, personMonths: ExactDecimal(significand: 65, scale: 1)),
      StaffLoad(year: 2028, personMonths: ExactDecimal(1234)),
    ]
    first.economicEffect = .positive
    first.economicReason = text("Saves time")
    first.socialEffect = .veryPositive
    first.socialReason = text("Reaches all")
    first.environmentalEffect = .veryNegative
    first.environmentalReason = text("Servers")
    first.themes = ["open data", "services"]
    first.goals = [9, 11]
    first.policyCodes = PolicyCode.specificObjectives.filter { $0.rawValue == "RSO1.2" }
    first.manualStatus = .blocked
    first.statusReason = text("No licence")
    first.unblockingCondition = text("The licence is granted")
    first.supersededBy = id("a3")
    first.publicNote = text("Ask the office")
    first.internalNote = "Call Ana\nsoon"
    return [first]
      + (2...3).map { number in
        Action(
          id: id("a\(number)"), plan: id("plan"), position: number, code: "A\(number)",
          title: text("Action \(number)"))
      }
  }

  static var task: ActionTask {
    var task = ActionTask(
      id: id("t1"), plan: id("plan"), action: id("a1"), position: 1, title: text("Tender"))
    task.start = Day(year: 2026, month: 3, day: 1)
    task.end = Day(year: 2026, month: 4, day: 1)
    task.doneOn = Day(year: 2026, month: 3, day: 20)
    task.responsible = id("org1")
    return task
  }

  static var costLine: CostLine {
    var line = CostLine(
      id: id("cost1"), plan: id("plan"), action: id("a1"), year: 2027, planned: 123_456_789)
    line.kind = .operating
    line.category = .equipment
    line.title = text("Servers")
    line.actual = 100_000_05
    return line
  }

  static var call: FundingCall {
    var call = FundingCall(
      id: id("call1"), plan: id("plan"), name: text("IPA call"), version: "2024")
    call.ceilings = [
      CofinancingCeiling(category: .lessDeveloped, percent: ExactDecimal(85)),
      CofinancingCeiling(
        category: .preAccession, percent: ExactDecimal(significand: 8250, scale: 2)),
    ]
    call.url = "https://example.org/call"
    return call
  }

  static var source: FundingSource {
    var source = FundingSource(
      id: id("s1"), plan: id("plan"), name: text("IPA"), kind: .preAccession)
    source.call = id("call1")
    source.available = 500_000_000
    return source
  }

  static var fundingLine: FundingLine {
    var line = FundingLine(
      id: id("f1"), plan: id("plan"), action: id("a1"), source: id("s1"), status: .applied,
      share: .rate)
    line.percent = ExactDecimal(significand: 505, scale: 1)
    line.amount = 1_000_00
    line.year = 2027
    line.note = text("Decision in May")
    return line
  }

  static var risk: Risk {
    var risk = Risk(
      id: id("r1"), plan: id("plan"), title: text("No staff"), kind: .staffing, likelihood: .high,
      impact: .low)
    risk.action = id("a1")
    risk.mitigation = text("Train two")
    risk.owner = id("org1")
    return risk
  }

  static var indicator: Indicator {
    var indicator = Indicator(
      id: id("i1"), plan: id("plan"), name: text("Users"), kind: .result, unit: "people a year",
      direction: .increase)
    indicator.action = id("a1")
    indicator.objective = id("o2")
    indicator.baseline = ExactDecimal(significand: 12_345, scale: 1)
    indicator.baselineYear = 2024
    indicator.target = ExactDecimal(20_000)
    indicator.targetYear = 2028
    indicator.source = text("Statistics of the portal")
    indicator.code = PolicyCode(rawValue: "RCR11")
    return indicator
  }

  static var stakeholder: Stakeholder {
    var stakeholder = Stakeholder(
      id: id("st1"), plan: id("plan"), name: text("Chamber"), helix: .privateSector, power: 4,
      interest: 2)
    stakeholder.role = text("Tests the portal")
    stakeholder.internalNote = "Meet them"
    return stakeholder
  }

  static var assessment: IntegrationAssessment {
    IntegrationAssessment(
      id: id("ia1"), plan: id("plan"), heldOn: Day(year: 2026, month: 1, day: 15) ?? .first,
      title: text("Baseline"),
      scores: [
        IntegrationScore(aspect: .coherence, now: 0, ambition: 5, reason: text("New")),
        IntegrationScore(aspect: .spatial, now: 3, ambition: 3, reason: nil),
      ])
  }

  static var section: PlanSection {
    var section = PlanSection(id: id("se1"), plan: id("plan"), kind: .governance, position: 1)
    section.title = text("Who decides")
    section.body = text("The council.\n\n- twice a year")
    section.isHidden = true
    return section
  }

  static var attachment: Attachment {
    var file = Attachment(
      id: id("at1"), plan: id("plan"), title: text("Study"), fileName: "study.pdf",
      mediaType: "application/pdf", size: 1000, digest: Digest(of: [1]))
    file.action = id("a1")
    file.isPublic = true
    return file
  }
}

extension EditingSample {
  static let coordinator = Viewer(
    account: ID(rawValue: "ana"), name: "Ana",
    grants: [Grant(.cityCoordinator, in: .city(ID(rawValue: "city")))])

  static func frame(_ texts: Texts, at link: Link = .work) -> PageFrame {
    PageFrame(
      texts: texts, viewer: coordinator, link: link, csrf: "token",
      now: Instant(milliseconds: 1_790_000_000_000),
      languages: Language.interface.map { ($0, $0.rawValue) })
  }

  static func context(
    _ texts: Texts, _ document: PlanDocument = full, content: Language = .english
  ) -> FormContext {
    FormContext(document: document, texts: texts, contentLanguage: content)
  }

  /// A change of a record, as the history has it.
  static func change<Record: PlanRecord>(
    _ before: Record?, _ after: Record, _ operation: ChangeRecord.Operation
  ) throws -> ChangeRecord {
    ChangeRecord(
      id: 7, at: Instant(milliseconds: 1_789_000_000_000), author: "Boris",
      record: RecordReference(after), operation: operation,
      before: try before.map { try JSONValue(encoding: $0) },
      after: try JSONValue(encoding: after), batch: nil)
  }
}
