import Civic
import Database
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Store

@testable import Web

/// A site with a plan of Sampleton, its coordinator, and somebody of another city.
struct ImportSite: Sendable {
  let site: TestSite
  let plan: Plan
  let coordinator: SecretToken
  let stranger: SecretToken

  init() async throws {
    site = try await TestSite()
    let text = { (text: String) in Multilingual(text, in: .english) }
    let cities = ["sampleton", "elsewhere"].map {
      City(id: ID(rawValue: $0), name: text($0), country: "XX")
    }
    let now = site.clock.now
    try await site.services.cities.add(Atlas(cities: cities), by: .machine, at: now)
    plan = Plan(
      id: ID(rawValue: "plan"), city: cities[0].id, title: text("Digital plan"), years: 2026...2028)
    try await site.services.plans.create(plan, sections: [], by: .machine, at: now)
    coordinator = try await Self.person("cvetka", in: cities[0].id, site)
    stranger = try await Self.person("boris", in: cities[1].id, site)
  }

  private static func person(
    _ name: String, in city: ID<City>, _ site: TestSite
  ) async throws -> SecretToken {
    let account = Account(
      id: ID(rawValue: name), name: name, email: "\(name)@example.org", language: .english,
      createdAt: site.clock.now)
    let store = AccountStore(site.services.database)
    try await store.create(
      account, passwordHash: "-", grants: [Grant(.cityCoordinator, in: .city(city))], by: .machine)
    var random = SystemRandomNumberGenerator()
    let token = SecretToken(using: &random)
    let session = AccountSession(
      id: site.services.id(), account: account.id, startedAt: site.clock.now)
    try await store.start(session, tokenDigest: token.digest)
    return token
  }

  /// A workbook as cities keep it: a title above the heading, a group, an empty row, a total, and two
  /// cells that nobody can understand.
  static func workbook() throws -> [UInt8] {
    let rows: [[String]] = [
      ["Акциски план"], [],
      ["Р.бр.", "Назив на активноста", "Носител", "Почеток", "Рок", "2026", "2027", "Забелешка"],
      ["Приоритет 1: Услуги"],
      ["1", "Портал за податоци", "ИТ сектор", "01.03.2026", "IV квартал 2026", "12000", "", ""],
      [
        "2", "Сензори за воздух", "Сектор за животна средина", "наскоро", "2027", "5000", "7500",
        "",
      ],
      ["3", "Дигитално читалиште", "Библиотека", "2027", "2027", "", "околу 9 илјади", "Прашај"],
      [], ["Вкупно", "", "", "", "", "17000", "7500", ""],
    ]
    var xml = ""
    for (index, row) in rows.enumerated() where !row.isEmpty {
      xml += "<row r=\"\(index + 1)\">"
      for (column, text) in row.enumerated() where !text.isEmpty {
        let cell = "\(CellAddress(row: index, column: column))"
        let isNumber = Int(text) != nil && index > 3
        xml +=
          isNumber
          ? "<c r=\"\(cell)\"><v>\(text)</v></c>"
          : "<c r=\"\(cell)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
      }
      xml += "</row>"
    }
    return try Workbook(sheetRows: xml).bytes()
  }
}

/// The least that makes a workbook.
private struct Workbook {
  let sheetRows: String

  func bytes() throws -> [UInt8] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    let link = { (type: String, target: String) in
      "<Relationships xmlns=\"\(package)\"><Relationship Id=\"rId1\" Type=\"\(office)/\(type)\""
        + " Target=\"\(target)\"/></Relationships>"
    }
    var writer = ZipWriter()
    try writer.add("_rels/.rels", text: link("officeDocument", "xl/workbook.xml"))
    try writer.add("xl/_rels/workbook.xml.rels", text: link("worksheet", "sheet1.xml"))
    try writer.add(
      "xl/workbook.xml",
      text: "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
        + "<sheet name=\"План\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>")
    try writer.add(
      "xl/sheet1.xml",
      text: "<worksheet xmlns=\"\(main)\"><sheetData>\(sheetRows)</sheetData></worksheet>")
    return try writer.bytes()
  }
}

/// A browser that is signed in from the start and can send files.
actor ImportBrowser {
  struct Page: Sendable {
    let status: HTTPResponse.Status
    let location: String?
    let text: String
  }

  private let client: any TestClientProtocol
  private let token: SecretToken
  private var csrf = ""

  init(_ client: any TestClientProtocol, _ token: SecretToken) {
    self.client = client
    self.token = token
  }

  func get(_ path: String) async throws -> Page { try await send(path, .get, [:], "") }

  /// Follows where the last answer led.
  func follow(_ page: Page) async throws -> Page {
    try await get(String((page.location ?? "/en").dropFirst(3)))
  }

  func post(
    _ path: String, _ values: [String: String] = [:], hasProof: Bool = true
  ) async throws -> Page {
    let all = hasProof ? values.merging(["csrf": csrf]) { first, _ in first } : values
    let body = all.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
    return try await send(
      path, .post, [.contentType: "application/x-www-form-urlencoded"], body)
  }

  func upload(_ path: String, name: String, _ bytes: [UInt8]) async throws -> Page {
    var body = ByteBuffer(
      string: "--cut\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n--cut\r\n"
        + "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n")
    body.writeBytes(bytes)
    body.writeString("\r\n--cut--\r\n")
    return try await send(
      path, .post, [.contentType: "multipart/form-data; boundary=cut"], body: body)
  }

  private func send(
    _ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: String
  ) async throws -> Page {
    try await send(path, method, headers, body: ByteBuffer(string: body))
  }

  private func send(
    _ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, body: ByteBuffer
  ) async throws -> Page {
    var headers = headers
    headers[.cookie] = "gradnik_session=\(token.text)"
    if let site = HTTPField.Name("Sec-Fetch-Site") { headers[site] = "same-origin" }
    let page = try await client.execute(
      uri: "/en" + path, method: method, headers: headers, body: body
    ) { response in
      Page(
        status: response.status, location: response.headers[.location],
        text: String(buffer: response.body))
    }
    if let found = page.text.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/) {
      csrf = String(found.1)
    }
    return page
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
