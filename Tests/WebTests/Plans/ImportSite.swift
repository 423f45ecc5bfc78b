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
    coordinator = try await site.signIn(
      "cvetka", as: Grant(.cityCoordinator, in: .city(cities[0].id)))
    stranger = try await site.signIn(
      "boris", as: Grant(.cityCoordinator, in: .city(cities[1].id)))
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
