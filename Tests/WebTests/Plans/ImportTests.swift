import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import Pages
import Store
import Testing

@testable import Web

@Suite struct `Importing a file` {
  private let base = "/plans/plan/work/import"

  private func actions(_ site: ImportSite) async throws -> [Action] {
    try await site.site.services.plans.workingPlan(site.plan.id, for: .machine).actions
  }

  /// Uploads the workbook and takes the columns as they were guessed.
  private func preview(_ browser: SignedInBrowser) async throws -> (path: String, text: String) {
    _ = try await browser.get(base)
    let sent = try await browser.upload(
      base, name: "plan.csv", ImportSite.workbook())
    #expect(sent.status == .seeOther)
    let columns = try await browser.follow(sent)
    #expect(columns.text.contains("Назив на активноста"))
    let path = String((sent.location ?? "").dropFirst(3).dropLast("/columns".count))
    let shown = try await browser.follow(
      try await browser.post("\(path)/columns", Self.chosen(columns.text)))
    return (path, shown.text)
  }

  /// What a browser sends of the form of columns when nothing is changed.
  private static func chosen(_ page: String) -> [String: String] {
    var values = ["sheet": "0", "header": "3", "headerRows": "1", "language": "mk"]
    for part in page.split(separator: "<select ").dropFirst() {
      guard let name = part.firstMatch(of: /name="(column-\d+)"/)?.1,
        let option = part.firstMatch(of: /value="([A-Za-z0-9]*)" selected/)?.1
      else { continue }
      values[String(name)] = String(option)
    }
    return values
  }

  @Test func `takes a messy workbook, mended in two cells, into the plan and out again`()
    async throws
  {
    let site = try await ImportSite()
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      let (path, text) = try await preview(browser)
      for cell in ["cell-D6", "cell-G7"] {
        #expect(text.contains("href=\"#\(cell)\"") && text.contains("id=\"\(cell)\""))
      }
      for page in [text, try await browser.get("\(path)/columns").text] {
        #expect(page.matches(of: /<h1/).count == 1)
      }
      #expect(!text.contains("\(path)/execution"))
      #expect(try await browser.post("\(path)/execution").status == .seeOther)
      #expect(try await actions(site).isEmpty)
      let one = try await browser.follow(
        try await browser.post(
          "\(path)/corrections", ["cell-D6": "Q2 2026", "cell-G7": "околу 9 илјади"]))
      #expect(!one.text.contains("cell-D6") && one.text.contains("cell-G7"))
      let both = try await browser.follow(
        try await browser.post("\(path)/corrections", ["cell-G7": "9.000,00"]))
      #expect(both.text.contains("\(path)/execution") && !both.text.contains("id=\"errors\""))
      let done = try await browser.post("\(path)/execution")
      #expect(try await actions(site).map(\.code) == ["1", "2", "3"])
      let document = try await site.site.services.plans.workingPlan(site.plan.id, for: .machine)
      #expect(document.costLines.map(\.planned).reduce(0, +) == 3_350_000)
      #expect(document.organisations.count == 3)
      #expect(try await browser.follow(done).text.contains("\(path)/undo"))
      #expect(try await browser.post("\(path)/undo").status == .seeOther)
      #expect(try await actions(site).isEmpty)
      #expect(try await browser.get(base).text.contains("plan.csv"))
    }
  }

  @Test func `is done once, and undone only while nobody changed it`() async throws {
    let site = try await ImportSite()
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      let path = try await preview(browser).path
      _ = try await browser.post(
        "\(path)/corrections", ["leaveOut-5": "yes", "cell-G7": "9000"])
      _ = try await browser.post("\(path)/execution")
      _ = try await browser.post("\(path)/execution")
      #expect(try await actions(site).count == 2)
      var action = try #require(try await actions(site).first)
      action.district = "Centre"
      _ = try await site.site.services.plans.save(
        action, editedFrom: action.revision, by: .machine, at: site.site.clock.now)
      #expect(try await browser.post("\(path)/undo").status == .conflict)
      #expect(try await actions(site).count == 2)
    }
  }

  @Test func `is nothing for people of another city`() async throws {
    let site = try await ImportSite()
    try await site.site.test { client async throws in
      let path = try await preview(SignedInBrowser(client, site.coordinator)).path
      let stranger = SignedInBrowser(client, site.stranger)
      _ = try await stranger.get("/account")
      for address in [base, path, "\(path)/columns", "\(base)/template.csv"] {
        #expect(try await stranger.get(address).status == .notFound, "\(address)")
      }
      for step in ["columns", "corrections", "execution", "undo", "removal"] {
        #expect(try await stranger.post("\(path)/\(step)").status == .notFound, "\(step)")
      }
      #expect(
        try await stranger.upload(base, name: "a.xlsx", ImportSite.workbook()).status == .notFound)
    }
  }

  @Test func `needs the proof that the form is ours`() async throws {
    let site = try await ImportSite()
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      #expect(
        try await browser.upload(base, name: "a.xlsx", ImportSite.workbook()).status == .forbidden)
      let path = try await preview(browser).path
      for step in ["columns", "corrections", "execution", "undo", "removal"] {
        let page = try await browser.post("\(path)/\(step)", hasProof: false)
        #expect(page.status == .forbidden, "\(step)")
      }
    }
  }

  @Test(arguments: [
    ("%PDF-1.7 columns; of; text", "importFileUnreadable"), ("one\ntwo\n", "importFileUnreadable"),
    ("\u{0}\u{1}\u{2}", "importFileUnreadable"), ("PK\u{3}\u{4}broken", "importFileDamaged"),
    ("a;b\n\"open;c\n", "importFileQuote"), ("", "importFileEmpty"),
  ])
  func `says at the field what is wrong with a file`(content: String, key: String) async throws {
    let site = try await ImportSite()
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      _ = try await browser.get(base)
      let page = try await browser.upload(base, name: "table.xlsx", Array(content.utf8))
      #expect(page.status == .unprocessableContent)
      #expect(page.text.contains("href=\"#file\"") && page.text.contains("id=\"file-error\""))
      let upload = UploadedFile(field: "file", name: "t", bytes: Array(content.utf8))
      guard case .problem(let message) = ImportUpload.read(upload) else {
        Issue.record("was read")
        return
      }
      #expect(message.key == key)
      let texts = site.site.services.catalogue.texts(for: .english)
      let sentence = texts.sentence(message)
      #expect(sentence != key && page.text.contains(sentence.prefix(30)))
    }
  }

  @Test func `refuses old workbooks and files beyond the limits`() async throws {
    let old = UploadedFile(
      field: "file", name: "a.xls", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
    let rows = String(repeating: "a;b\n", count: TableImport.largestRowCount + 1)
    let long = UploadedFile(field: "file", name: "a.csv", bytes: Array(rows.utf8))
    let size = ImportUpload.limits.fileSize + 1
    let large = UploadedFile(
      field: "file", name: "a.csv", bytes: Array(repeating: UInt8(ascii: "a"), count: size))
    for (file, key) in [
      (old, "importFileOld"), (long, "importFileCells"), (large, "importFileLarge"),
    ] {
      guard case .problem(let message) = ImportUpload.read(file) else {
        Issue.record("\(key)")
        continue
      }
      #expect(message.key == key)
    }
  }

  @Test func `guesses anew under another heading and wants one column for titles`() async throws {
    let site = try await ImportSite()
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      let path = try await preview(browser).path
      let again = try await browser.post("\(path)/columns", ["header": "4", "headerRows": "1"])
      #expect(again.location == "/en\(path)/columns")
      let wrong = try await browser.post("\(path)/columns", ["header": "99"])
      #expect(wrong.status == .unprocessableContent && wrong.text.contains("href=\"#header\""))
      let twice = try await browser.post(
        "\(path)/columns",
        ["header": "4", "headerRows": "1", "column-0": "owner", "column-1": "owner"])
      #expect(twice.status == .unprocessableContent && twice.text.contains("href=\"#column-1\""))
    }
  }

  @Test func `offers an empty table, and discards an upload`() async throws {
    let site = try await ImportSite()
    try await site.site.test { client async throws in
      let browser = SignedInBrowser(client, site.coordinator)
      #expect(try await browser.get("\(base)/template.csv").text.contains("Title;Description"))
      let path = try await preview(browser).path
      #expect(try await browser.post("\(path)/removal").location == "/en\(base)")
      #expect(try await browser.get(path).status == .notFound)
    }
  }
}
