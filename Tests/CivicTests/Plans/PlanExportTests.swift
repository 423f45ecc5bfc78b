import Civic
import Exact
import Testing

@Suite struct `A plan's file` {
  private func export() -> PlanExport {
    var document = PlanSample.plan(actions: 2)
    document.costLines = [PlanSample.cost(100, in: 2026)]
    var export = PlanExport(document: document)
    export.files = [PlanExport.FileContent(digest: Digest(of: [1]), base64: "AQ==")]
    export.decisions = [PlanExport.JSONText(id: "d", text: "{}")]
    return export
  }

  @Test func `comes back as it was`() throws {
    let bytes = try export().bytes()
    #expect(try PlanExport(reading: bytes) == export())
    #expect(try PlanExport(reading: bytes).bytes() == bytes)
  }

  @Test func `says where it is no JSON`() {
    #expect {
      try PlanExport(reading: Array("{\n  \"format\": ".utf8))
    } throws: { error in
      guard let error = error as? PlanExportError, case .syntax = error else { return false }
      return error.message.key == "planFileSyntax"
    }
  }

  @Test func `says that it is of another format`() {
    #expect {
      try PlanExport(reading: Array("{\"format\":\"other/1\"}".utf8))
    } throws: { error in
      (error as? PlanExportError)?.message.key == "planFileFormat"
    }
  }

  @Test func `says which value is missing or of another kind`() throws {
    let text = String(decoding: try export().bytes(), as: UTF8.self)
    let broken = text.replacing("\"planned\":100", with: "\"planned\":\"a lot\"")
    #expect {
      try PlanExport(reading: Array(broken.utf8))
    } throws: { error in
      guard let error = error as? PlanExportError, case .field(let path) = error else {
        return false
      }
      return path.contains("planned") && error.message.key == "planFileField"
    }
  }
}

@Suite struct `A plan's document` {
  @Test func `finds its records and what hangs on them`() throws {
    var document = PlanSample.plan(actions: 2)
    let action = try #require(document.action(PlanSample.id("a1")))
    var specific = Objective(
      id: PlanSample.id("o2"), plan: document.plan.id, position: 2, code: "O1.1",
      title: PlanSample.text("Specific"))
    specific.parent = PlanSample.id("objective")
    document.objectives.append(specific)
    document.risks = [
      Risk(
        id: PlanSample.id("r"), plan: document.plan.id, title: PlanSample.text("Delay"),
        kind: .operational, likelihood: .high, impact: .medium)
    ]
    document.risks[0].action = action.id
    document.indicators = [
      Indicator(
        id: PlanSample.id("i"), plan: document.plan.id, name: PlanSample.text("Users"),
        kind: .result, unit: "users", direction: .increase)
    ]
    document.indicators[0].action = action.id
    document.sort()
    #expect(document.objectiveTree.map { $0.specific.count } == [1])
    #expect(document.objective(specific.id)?.label.text(for: .english).text == "O1.1 Specific")
    #expect(document.risks(of: action.id).map(\.weight) == [6])
    #expect(document.indicators(of: action.id).map(\.label.original) == [.english])
    #expect(document.actions(serving: PlanSample.id("objective")).count == 2)
    #expect(document.organisation(nil) == nil)
    #expect(document.with(specific) == document)
    #expect(document.span(of: action) == nil)
  }
}

@Suite struct `Messages of errors` {
  @Test func `name a text each`() {
    let accounts: [AccountError] = [
      .alreadySetUp, .setUpCodeWrong, .nameMissing, .nameTooLong(maximum: 3), .emailInvalid,
      .emailTaken, .languageUnknown, .passwordWrong, .signInRefused, .codeWrong, .linkInvalid,
      .lastAdministrator, .roleElsewhere(.resident),
    ]
    let keys = accounts.map(\.message.key)
    #expect(Set(keys).count == keys.count)
    #expect(accounts.filter { $0.field == nil }.count == 3)
    #expect(PlanPhaseError.wrongPhase(.draft).message.key == "planWrongPhase")
    #expect(PlanPhaseError.closed(.approved).message.key == "planClosedApproved")
    #expect(PlanPhaseError.closed(.published).message.key == "planNextPublished")
    #expect(PlanPhaseError.notReady([]).message.key == "planNotReady")
    #expect(PlanPhaseError.approvalIncomplete.message.key == "planApprovalIncomplete")
    #expect(AccessError.refused(.publish).message.key == "accessRefused")
  }
}

@Suite struct `An atlas` {
  private let atlas: Atlas = {
    let (first, second) = (
      City(id: PlanSample.id("a"), name: PlanSample.text("A"), country: "MK"),
      City(id: PlanSample.id("b"), name: PlanSample.text("B"), country: "SI")
    )
    var network = Network(id: PlanSample.id("n"), name: "Net")
    let source = FactSource(id: PlanSample.id("s"), title: "Page", publisher: "Press")
    network.phases = [
      NetworkPhase(name: PlanSample.text("One"), start: nil, end: nil, source: source.id)
    ]
    network.claims = ["4", "5"].map {
      Claim(statement: PlanSample.text("Cities"), value: $0, source: source.id)
    }
    let programme = Programme(id: PlanSample.id("p"), name: "Programme")
    return Atlas(
      sources: [source], cities: [first, second],
      organisations: [
        Organisation(
          id: PlanSample.id("o"), city: first.id, name: PlanSample.text("Office"),
          helix: .publicSector)
      ], programmes: [programme], networks: [network],
      memberships: [
        Membership(
          id: PlanSample.id("m1"), network: network.id, city: second.id, role: .partner,
          status: .confirmed),
        Membership(
          id: PlanSample.id("m2"), network: network.id, city: first.id, role: .lead,
          status: .proposed),
      ],
      pairings: [
        Pairing(
          id: PlanSample.id("x"), programme: programme.id, first: first.id, second: second.id,
          status: .replaced)
      ])
  }()

  @Test func `puts leads first and shows where sources disagree`() throws {
    let network = try #require(atlas.network(PlanSample.id("n")))
    #expect(atlas.memberships(in: network.id).map(\.role) == [.lead, .partner])
    #expect(atlas.memberships(of: PlanSample.id("a")).count == 1)
    #expect(atlas.disagreements(about: network).map(\.count) == [2])
    #expect(atlas.city(PlanSample.id("b"))?.country == "SI")
    #expect(atlas.source(PlanSample.id("s"))?.publisher == "Press")
    #expect(atlas.source(nil) == nil)
  }

  @Test func `survives its coded form`() throws {
    #expect(try JSONValue(encoding: atlas).decoded(as: Atlas.self) == atlas)
  }
}

@Suite struct `A text in several languages` {
  @Test func `has lines with their translations`() {
    let text = Multilingual(
      original: .english, texts: [.english: "One\n\nTwo", .macedonian: "Едно\nДве"])
    #expect(text.lines.map { $0[.macedonian] } == ["Едно", "Две"])
    #expect(text.lines.map { $0[.english] } == ["One", "Two"])
    #expect(text.prefixed(by: "").texts == text.texts)
    #expect(text.prefixed(by: "A1")[.english] == "A1 One\n\nTwo")
    #expect(text.languages == [.english, .macedonian])
    #expect(text.setting("", in: .macedonian).languages == [.english])
    #expect(Multilingual(original: .french, texts: [:]).text(for: .slovene).language == .french)
  }
}

@Suite struct `A table put aside` {
  @Test func `comes back cell by cell`() throws {
    let cells: [Cell] = [
      .empty, .text("Портал"), Cell(.number("12.5"), isFormula: true),
      Cell(.date(Day(daysSince1970: 20_000)), isFormula: false),
      Cell(.boolean(true), isFormula: false), Cell(.formulaError("#REF!"), isFormula: true),
    ]
    let table = Table(name: "Actions", rows: [cells, [.text("=")]], isHidden: true)
    #expect(try JSONValue(encoding: table).decoded(as: Table.self) == table)
  }

  @Test(arguments: ["x", "dnever", "z1", "=x"])
  func `refuses what is no cell`(code: String) {
    #expect(throws: (any Error).self) { try JSONValue.string(code).decoded(as: Cell.self) }
  }
}
