import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Tables that come back` {
  @Test(arguments: Language.interface)
  func `change nothing when nobody edited them`(language: Language) async throws {
    let site = try await ExportSite()
    let outcome = try await site.outcome(site.workbook(language))
    #expect(outcome.problems.isEmpty, "\(outcome.problems.prefix(5))")
    #expect(outcome.isEmpty, "\(outcome.sheets.flatMap(\.differences).prefix(5))")
    #expect(outcome.sheets.count >= 20 && outcome.sheets.allSatisfy { $0.absent == 0 })
    let unchanged = outcome.sheets.map(\.unchanged).reduce(0, +)
    let document = try await site.document
    #expect(unchanged > document.costLines.count + document.fundingLines.count)
  }

  @Test func `change nothing as text either`() async throws {
    let site = try await ExportSite()
    let pack = try await site.sheets(.macedonian).pack(version: nil, made: site.site.clock.now)
    let archive = try ZipArchive(TableArchive().bytes(pack))
    for name in ["action", "cost_line", "funding_line", "indicator", "risk", "public_service"] {
      let table = try CSVReader().read(archive.contents(of: "\(name).csv"), name: "\(name).csv")
        .table
      let outcome = try await site.outcome([table])
      #expect(outcome.sheets.count == 1 && outcome.problems.isEmpty, "\(name)")
      #expect(outcome.isEmpty, "\(outcome.sheets.flatMap(\.differences).prefix(3))")
    }
  }

  @Test func `change what was edited, and that alone`() async throws {
    let site = try await ExportSite()
    let document = try await site.document
    let tables = try await site.workbook()
      .changing("Actions") { table in
        try table.setting("Title", row: 1, to: .text("=Edited title"))
          .setting("Start", row: 2, to: Cell(.date(try #require(Day("2026-03-05")))))
      }
      .changing("Costs") { try $0.setting("Planned", row: 3, to: Cell(.number("1234.5"))) }
    let outcome = try await site.outcome(tables)
    #expect(outcome.problems.isEmpty, "\(outcome.problems.prefix(3))")
    let fields = outcome.sheets.flatMap(\.differences).flatMap(\.fields)
    #expect(outcome.counts.changed == 3 && outcome.counts.added == 0 && fields.count == 3)
    #expect(fields.contains { $0.after == "=Edited title" })
    #expect(fields.contains { $0.before.contains("€") || $0.before.contains("EUR") })
    #expect(outcome.writes.allSatisfy { $0.before != nil && $0.after != nil })
    #expect(document.actions[0].title[.english] != "=Edited title")
  }

  @Test func `bring new rows by the words of any language, and take nothing out unasked`()
    async throws
  {
    let site = try await ExportSite()
    let code = try #require(try await site.document.actions.first?.code)
    let risks = Table(
      name: "Ризици",
      rows: [
        ["Ризик", "Активност", "Вид", "Веројатност", "Влијание"].map { Cell.text($0) },
        ["Снабдувачот доцни", code, "Финансиски", "Високо", "Средно"].map { Cell.text($0) },
        [], ["", "", "", "", ""].map { Cell.text($0) },
      ])
    let outcome = try await site.outcome([risks])
    #expect(outcome.problems.isEmpty, "\(outcome.problems)")
    #expect(outcome.counts.added == 1 && outcome.counts.removed == 0)
    let risk = try #require(try outcome.writes.first?.after?.decoded(as: Risk.self))
    let action = try #require(try await site.document.actions.first)
    #expect(risk.action == action.id && risk.likelihood == .high && risk.kind == .financial)
    let full = try await site.workbook().changing("Risks") { table in
      Table(name: table.name, rows: Array(table.rows.dropLast()))
    }
    #expect(try await site.outcome(full).isEmpty)
    let removed = try await site.outcome(full, removes: true)
    #expect(removed.counts.removed == 1 && removed.counts.changed == 0)
  }

  @Test func `name each cell that cannot be taken`() async throws {
    let site = try await ExportSite()
    let tables = try await site.workbook()
      .changing("Actions") { table in
        try table.setting("Start", row: 1, to: .text("soon"))
          .setting("End", row: 2, to: Cell(.formulaError("#REF!")))
          .setting("Identifier", row: 3, to: .text("nobody"))
          .setting("Identifier", row: 5, to: table.rows[4][0])
          .setting("Title", row: 6, to: .empty)
      }
      .changing("Costs") { table in
        try table.setting("Planned", row: 1, to: .text("1.234"))
          .setting("Planned", row: 2, to: .text("12 000 MKD"))
          .setting("Year", row: 3, to: .text("long ago"))
      }
    let outcome = try await site.outcome(tables)
    let keys = Set(outcome.problems.map(\.message.key))
    for key in [
      "importProblemDate", "importProblemFormula", "tablesProblemRecord", "tablesProblemTwice",
      "fieldRequired", "importProblemCurrency", "tablesProblemChoice",
    ] { #expect(keys.contains(key), "\(key) in \(keys)") }
    let first = try #require(outcome.problems.first { $0.message.key == "importProblemDate" })
    let mended = try await site.outcome(tables, corrections: [first.cell: "01.04.2026"])
    #expect(mended.problems.count == outcome.problems.count - 1)
  }

  @Test func `say which cells are the results of formulas, and what is not read`() async throws {
    let site = try await ExportSite()
    let tables =
      try await site.workbook().changing("Risks") { table in
        let row = table.rows[1]
        let title = try table.column("Risk")
        return table.replacing(
          CellAddress(row: 1, column: title), with: Cell(row[title].content, isFormula: true)
        ).replacing(CellAddress(row: 0, column: 40), with: .text("Our own column"))
          .replacing(CellAddress(row: 1, column: 40), with: .text("x"))
      } + [Table(name: "Prices", rows: [[.text("Pump")], [.text("12")]])]
    let outcome = try await site.outcome(tables)
    #expect(outcome.formulas == 1 && outcome.isEmpty)
    #expect(outcome.ignored.contains("Prices"))
    #expect(outcome.sheets.flatMap(\.otherColumns) == ["Our own column"])
  }

  @Test func `update the city's services and values too`() async throws {
    let site = try await ExportSite()
    let tables = try await site.workbook()
      .changing("Values of indicators") { table in
        let row = ["WATER", "", "2026", "", "29,75"].map { Cell.text($0) }
        return Table(name: table.name, rows: table.rows + [row])
          .replacing(CellAddress(row: 1, column: 4), with: Cell(.number("32")))
      }
    let outcome = try await site.outcome(tables)
    #expect(outcome.problems.isEmpty, "\(outcome.problems)")
    #expect(outcome.values.count == 2 && outcome.writes.isEmpty)
    #expect(outcome.values.map { $0.value.value?.description } == ["32", "29.75"])
    #expect(outcome.values[0].value.note == "secret note")
  }

  @Test func `bring translations into a language that the plan has not had`() async throws {
    let site = try await ExportSite()
    let tables = try await site.workbook().changing("Risks") { table in
      table.replacing(CellAddress(row: 0, column: 40), with: .text("Risk (French)"))
        .replacing(CellAddress(row: 2, column: 40), with: .text("Le fournisseur a du retard"))
    }
    let outcome = try await site.outcome(tables)
    #expect(outcome.problems.isEmpty && outcome.counts.changed == 1)
    #expect(outcome.sheets.flatMap(\.otherColumns).isEmpty)
    let risk = try #require(try outcome.writes.first?.after?.decoded(as: Risk.self))
    #expect(risk.title[.french] == "Le fournisseur a du retard")
    #expect(risk.title[.english]?.isEmpty == false)
  }

  /// A sheet of organisations in Macedonian, and one of risks that names them.
  private static func owners(_ names: [String], of code: String, owner: String) -> [Table] {
    [
      Table(
        name: "Risks",
        rows: [
          ["Risk", "Action", "Kind", "Likelihood", "Impact", "Who watches it"]
            .map { Cell.text($0) },
          ["The supplier is late", code, "Финансиски", "Високо", "Средно", owner]
            .map { Cell.text($0) },
        ]),
      Table(
        name: "Организации",
        rows: [["Назив", "Вид"].map { Cell.text($0) }]
          + names.map { name in [.text(name), .text("Приватен сектор")] }),
    ]
  }

  @Test func `bring organisations that other sheets name already`() async throws {
    let site = try await ExportSite()
    let document = try await site.document
    let code = try #require(document.actions.first?.code)
    let known = try #require(
      document.organisations.first { $0.helix != .privateSector }?.name.text(for: .english).text)
    let outcome = try await site.outcome(
      Self.owners([known, "Light and Power"], of: code, owner: "light and power"))
    #expect(outcome.problems.isEmpty, "\(outcome.problems)")
    #expect(outcome.sheets.map(\.title).first == "Organisations")
    #expect(outcome.counts.added == 2 && outcome.counts.changed == 1)
    let new = try outcome.writes.filter { $0.kind == Organisation.entityName && $0.before == nil }
      .map { try #require($0.after).decoded(as: Organisation.self) }
    #expect(new.map(\.helix) == [.privateSector])
    let risk = try #require(
      try outcome.writes.first { $0.kind == Risk.entityName }?.after?.decoded(as: Risk.self))
    #expect(risk.owner == new.first?.id && risk.owner != nil)
  }

  @Test func `bring no organisation twice, and take none out`() async throws {
    let site = try await ExportSite()
    let code = try #require(try await site.document.actions.first?.code)
    let twice = try await site.outcome(
      Self.owners(["Light", "light"], of: code, owner: "Light"))
    #expect(twice.problems.contains { $0.message.key == "tablesProblemTwice" })
    let fewer = try await site.workbook().changing("Organisations") { table in
      Table(name: table.name, rows: Array(table.rows.dropLast(2)))
    }
    let outcome = try await site.outcome(fewer, removes: true)
    #expect(outcome.isEmpty && outcome.sheets.allSatisfy { $0.absent == 0 })
  }
}

@Suite struct `The way of tables back into a plan` {
  private func base(_ site: ExportSite) -> String { "/plans/\(site.plan)/work/tables" }

  private static func digest(_ page: String) -> String {
    String(page.firstMatch(of: /name="digest" value="([^"]+)"/)?.1 ?? "")
  }

  @Test func `is seen, taken over once, and undone`() async throws {
    let site = try await ExportSite()
    let before = try await site.document
    let edited = try await site.workbook()
      .changing("Actions") { try $0.setting("Title", row: 1, to: .text("Edited <b>title</b>")) }
      .changing("Services") { try $0.setting("Name", row: 1, to: .text("Renamed service")) }
      .changing("Values of indicators") {
        $0.replacing(CellAddress(row: 1, column: 4), with: Cell(.number("30")))
      }
    let file = try site.file(edited)
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      #expect(try await browser.get(base(site)).status == .ok)
      let sent = try await browser.upload(base(site), name: "plan.xlsx", file)
      #expect(sent.status == .seeOther)
      let path = String((sent.location ?? "").dropFirst(3))
      let shown = try await browser.follow(sent)
      #expect(
        shown.text.contains("Edited &lt;b&gt;title") && shown.text.contains("Renamed service"))
      let wrong = try await browser.post("\(path)/execution", ["digest": "other"])
      #expect(wrong.status == .conflict)
      #expect(try await site.document.actions == before.actions)
      site.site.clock.wait(seconds: 1)
      let digest = Self.digest(shown.text)
      #expect(try await browser.post("\(path)/execution", ["digest": digest]).status == .seeOther)
      #expect(try await browser.post("\(path)/execution", ["digest": digest]).status == .seeOther)
      let titles = try await site.document.actions.map { $0.title[.english] }
      #expect(titles.filter { $0 == "Edited <b>title</b>" }.count == 1)
      let indicator = ID<CityIndicator>(rawValue: "water")
      let register = try await site.site.services.register.register(
        of: before.city.id, for: .machine)
      #expect(register.services.contains { $0.name[.english] == "Renamed service" })
      let water = try #require(register.indicator(indicator))
      let values = try await site.site.services.indicators.values(of: water)
      #expect(values.map { $0.value?.description } == ["30"])
      let done = try await browser.get(path)
      #expect(done.text.contains("\(path)/undo"))
      site.site.clock.wait(seconds: 1)
      #expect(try await browser.post("\(path)/undo").status == .seeOther)
      let after = try await site.document
      #expect(after.actions.map(\.title) == before.actions.map(\.title))
      let old = try await site.site.services.indicators.values(of: water)
      #expect(old.map { $0.value?.description } == ["31.5"])
      #expect(try await browser.get(base(site)).text.contains("plan.xlsx"))
    }
  }

  @Test func `keeps new organisations when it is undone`() async throws {
    let site = try await ExportSite()
    let before = try await site.document.organisations
    let edited = try await site.workbook().changing("Organisations") { table in
      let width = table.columnCount
      let new = (0..<width).map { Cell.text($0 == 1 ? "Light and Power" : "") }
      return try Table(name: table.name, rows: table.rows + [new])
        .setting("Name", row: 1, to: .text("Renamed"))
    }
    let file = try site.file(edited)
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      #expect(try await browser.get(base(site)).status == .ok)
      let sent = try await browser.upload(base(site), name: "plan.xlsx", file)
      let path = String((sent.location ?? "").dropFirst(3))
      let shown = try await browser.follow(sent)
      #expect(shown.text.contains("Light and Power") && shown.text.contains("Renamed"))
      site.site.clock.wait(seconds: 1)
      let digest = Self.digest(shown.text)
      #expect(try await browser.post("\(path)/execution", ["digest": digest]).status == .seeOther)
      let names = try await site.document.organisations.map { $0.name.text(for: .english).text }
      #expect(names.count == before.count + 1)
      #expect(Set(names).isSuperset(of: ["Light and Power", "Renamed"]))
      site.site.clock.wait(seconds: 1)
      #expect(try await browser.post("\(path)/undo").status == .seeOther)
      let after = try await site.document.organisations
      #expect(after.count == before.count + 1)
      #expect(Set(before.map(\.name)).isSubset(of: Set(after.map(\.name))))
    }
  }

  @Test(arguments: [
    (PlanPhase.approved, "take it back to draft"), (.published, "start the next version"),
  ])
  func `is closed, with the way to open it, once the plan is`(
    phase: PlanPhase, words: String
  ) async throws {
    let site = try await ExportSite {
      $0.plan.phase = phase
      $0.plan.approvedBy = "City council"
      $0.plan.approvedOn = Day("2026-06-01")
      $0.plan.approvalReference = "12/2026"
    }
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      let work = try await browser.get("/plans/\(site.plan)/work")
      #expect(work.status == .ok && !work.text.contains("\(base(site))\""))
      let page = try await browser.get(base(site))
      #expect(page.status == .conflict && page.text.contains(words))
      let reader = SignedInBrowser(client, site.reader)
      #expect(try await reader.get(base(site)).status == .forbidden)
    }
  }

  @Test func `is nothing for readers and strangers`() async throws {
    let site = try await ExportSite()
    let file = try site.file(await site.workbook())
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      _ = try await browser.get(base(site))
      let sent = try await browser.upload(base(site), name: "a.xlsx", file)
      let path = String((sent.location ?? "").dropFirst(3))
      for token in [site.reader, site.stranger] {
        let other = SignedInBrowser(client, token)
        _ = try await other.get("/account")
        for address in [base(site), path] {
          let page = try await other.get(address)
          #expect([.notFound, .forbidden].contains(page.status), "\(address)")
        }
        for step in ["corrections", "execution", "undo", "removal"] {
          let page = try await other.post("\(path)/\(step)")
          #expect([.notFound, .forbidden].contains(page.status), "\(step)")
        }
        let refused = try await other.upload(base(site), name: "a.xlsx", file)
        #expect([.notFound, .forbidden].contains(refused.status))
      }
      for step in ["corrections", "execution", "undo", "removal"] {
        let page = try await browser.post("\(path)/\(step)", hasProof: false)
        #expect(page.status == .forbidden, "\(step)")
      }
    }
  }

  @Test func `mends cells and leaves rows out in place`() async throws {
    let site = try await ExportSite()
    let edited = try await site.workbook().changing("Actions") { table in
      try table.setting("Start", row: 1, to: .text("soon")).setting(
        "Identifier", row: 2, to: .text("nobody"))
    }
    let file = try site.file(edited)
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      _ = try await browser.get(base(site))
      let sent = try await browser.upload(base(site), name: "a.xlsx", file)
      let path = String((sent.location ?? "").dropFirst(3))
      let shown = try await browser.follow(sent)
      let cells = shown.text.matches(of: /id="(cell-\d+-[A-Z]+\d+)"/).map { String($0.1) }
      #expect(cells.count == 2 && !shown.text.contains("\(path)/execution"))
      let row = try #require(shown.text.firstMatch(of: /name="(leaveOut-\d+-A3)"/))
      let date = try #require(cells.first { $0.hasSuffix("2") })
      let next = try await browser.follow(
        try await browser.post(
          "\(path)/corrections", [date: "7.5.2026", String(row.1): "yes"]))
      #expect(next.text.contains("\(path)/execution"))
    }
  }

  @Test(arguments: [
    ("%PDF-1.7", "importFileUnreadable"), ("PK\u{3}\u{4}broken", "importFileDamaged"),
    ("a;b\n\"open;c\n", "importFileQuote"), ("", "importFileMissing"),
    ("Pump;Price\nX;12\n", "tablesNoKnown"),
  ])
  func `says at the field what is wrong with a file`(content: String, key: String) async throws {
    let site = try await ExportSite()
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      _ = try await browser.get(base(site))
      let page = try await browser.upload(base(site), name: "t.csv", Array(content.utf8))
      #expect(page.status == .unprocessableContent && page.text.contains("id=\"file-error\""))
      let sentence = site.site.services.catalogue.texts(for: .english).sentence(Message(key))
      // What follows the line, where the sentence names one.
      let words = try #require(sentence.split(separator: "}").last).prefix(24)
      #expect(page.text.contains(words), "\(key)")
    }
  }

  @Test func `refuses files that are too large, bombs, and sheets that are too long`() throws {
    let size = ImportUpload.limits.fileSize + 1
    let rows = String(repeating: "a;b\n", count: ImportUpload.largestRowCount + 1)
    var bomb = ZipWriter()
    try bomb.add("[Content_Types].xml", text: "<Types/>")
    try bomb.add("xl/workbook.xml", contents: [UInt8](repeating: 32, count: 60_000_000))
    for (bytes, key) in [
      ([UInt8](repeating: UInt8(ascii: "a"), count: size), "importFileLarge"),
      (Array(rows.utf8), "importFileCells"), (try bomb.bytes(), "importFileLarge"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "importFileOld"),
    ] {
      let file = UploadedFile(field: "file", name: "a", bytes: bytes)
      guard case .problem(let message) = ImportUpload.readWhole(file) else {
        Issue.record("\(key)")
        continue
      }
      #expect(message.key == key)
    }
  }
}
