import Civic
import Exact

/// Packs tables as CSV files, each with its CSVW metadata, and a file that says what is there.
///
/// Values are written with a decimal point and dates by ISO 8601, whatever the language; headings and
/// words are in the language of the export. A cell that a spreadsheet would run as a formula gets an
/// apostrophe in front.
///
/// Source: Tabular Data and Metadata on the Web, <https://www.w3.org/TR/tabular-metadata/>
public struct TableArchive: Sendable {
  public var hasByteOrderMark: Bool

  public init(hasByteOrderMark: Bool = false) {
    self.hasByteOrderMark = hasByteOrderMark
  }

  public func bytes(
    _ pack: ExportPack, watch: ExportWatch = .none
  ) throws(ExportError) -> [UInt8] {
    var files = [("README.txt", readme(pack))]
    for (index, table) in pack.tables.enumerated() {
      try watch.reach(.writing, done: index, of: pack.tables.count)
      files.append(("\(table.name).csv", csv(table)))
      files.append(("\(table.name).csv-metadata.json", metadata(table, of: pack)))
    }
    var archive = ZipWriter()
    do throws(ZipError) {
      for (name, text) in files { try archive.add(name, text: text) }
      return try archive.bytes()
    } catch {
      throw .archive
    }
  }

  func csv(_ table: ExportTable) -> String {
    let heading = table.columns.map(\.title)
    return CSVWriter(hasByteOrderMark: hasByteOrderMark)
      .text([heading] + table.rows.map { row in row.map(\.plain) })
  }

  private func readme(_ pack: ExportPack) -> String {
    var lines = [pack.title, ""]
    lines += pack.facts.map { "\($0.name): \($0.value)" }
    lines.append("")
    lines += pack.tables.map {
      "\($0.name).csv – \($0.title) – \(pack.words.rows): \($0.rows.count)"
    }
    if !pack.words.notes.isEmpty { lines += [""] + pack.words.notes }
    return (hasByteOrderMark ? "\u{FEFF}" : "") + lines.joined(separator: "\r\n") + "\r\n"
  }

  func metadata(_ table: ExportTable, of pack: ExportPack) -> String {
    let language = pack.language.rawValue
    let columns = table.columns.map { column in
      JSONValue.object(Self.description(of: column, in: language))
    }
    var object = JSONObject()
    object["@context"] = [
      "http://www.w3.org/ns/csvw", ["@language": .string(language)],
    ]
    object["url"] = .string("\(table.name).csv")
    object["dc:title"] = .string("\(pack.title): \(table.title)")
    object["dc:created"] = .string(pack.made.description)
    object["dc:extent"] = .string(String(table.rows.count))
    object["dialect"] = [
      "encoding": "utf-8", "delimiter": ",", "header": true, "headerRowCount": 1,
      "lineTerminators": ["\r\n", "\n"], "doubleQuote": true,
    ]
    var schema = JSONObject()
    schema["columns"] = .array(columns)
    if table.columns.first?.name == "id" { schema["primaryKey"] = "id" }
    object["tableSchema"] = .object(schema)
    return CanonicalJSON.text(of: .object(object)) + "\n"
  }

  private static func description(of column: ExportColumn, in language: String) -> JSONObject {
    var object = JSONObject()
    object["name"] = .string(plainName(column.name))
    object["titles"] = .string(column.title)
    switch column.kind {
    case .text: object["datatype"] = "string"
    case .whole: object["datatype"] = "integer"
    case .decimal: object["datatype"] = "decimal"
    case .day: object["datatype"] = ["base": "date", "format": "yyyy-MM-dd"]
    case .money(let currency):
      object["datatype"] = "decimal"
      object["dc:description"] = .string(currency.rawValue)
    }
    return object
  }

  /// A name as CSVW takes it: letters, digits and underscores.
  private static func plainName(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
  }
}
