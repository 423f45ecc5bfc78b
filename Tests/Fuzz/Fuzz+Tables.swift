import Civic
import Exchange

extension Fuzz {
  /// Tables, archives and other files that people hand in.
  static let tables: [String: @Sendable ([UInt8]) -> Void] = [
    "csv": { bytes in
      guard let read = try? CSVReader().read(bytes, name: "f") else { return }
      _ = ColumnGuess(read.table)
    },
    "csv-written": { bytes in
      // What the writer writes for a spreadsheet, no spreadsheet runs, and the reader reads back.
      let cells = String(decoding: bytes, as: UTF8.self)
        .split(separator: "\u{1}", omittingEmptySubsequences: false).map(String.init)
      let text = CSVWriter(neutralisesFormulas: false).text([["a"] + cells])
      guard
        let back = try? CSVReader(encoding: .utf8, delimiter: .comma)
          .read(Array(text.utf8), name: "f").table
      else { return }
      must(back.rows.count <= 1, "one row became \(back.rows.count)")
    },
    "xlsx": { bytes in _ = try? XLSXReader().read(bytes) },
    "xlsx-sheet": { bytes in
      // The same, past the archive: the input is the sheet itself.
      guard let book = Workbook.around(sheet: bytes) else { return }
      _ = try? XLSXReader().read(book)
    },
    "xlsx-styles": { bytes in
      guard let book = Workbook.around(styles: bytes) else { return }
      _ = try? XLSXReader().read(book)
    },
    "zip": { bytes in
      guard let archive = try? ZipArchive(bytes) else { return }
      for entry in archive.entries {
        must(
          !entry.name.hasPrefix("/") && !entry.name.split(separator: "/").contains(".."),
          "leads out: \(entry.name)")
        _ = try? archive.contents(of: entry.name)
      }
    },
    "gzip": { bytes in _ = try? GZipFile.contents(bytes) },
    "picture": { bytes in
      guard let picture = Picture(bytes) else { return }
      must(Picture(picture.bytes) == picture, "a clean picture is not clean")
    },
    "document": { bytes in
      let name = String(decoding: bytes.prefix(40), as: UTF8.self)
      guard let file = try? DocumentFile(bytes, name: name) else { return }
      must(!file.name.contains("/") && !file.name.contains("\n"), "a name that leads elsewhere")
    },
    "pabulib": { bytes in
      guard let file = try? PabulibReader().read(bytes) else { return }
      _ = file.rule
      _ = file.officialWinners()
    },
  ]
}

/// The smallest workbook around one part.
enum Workbook {
  static func around(sheet: [UInt8]) -> [UInt8]? { bytes(sheet: sheet, styles: nil) }
  static func around(styles: [UInt8]) -> [UInt8]? {
    let sheet = """
      <worksheet><sheetData><row><c s="1"><v>40000</v></c></row></sheetData></worksheet>
      """
    return bytes(sheet: Array(sheet.utf8), styles: styles)
  }

  private static func bytes(sheet: [UInt8], styles: [UInt8]?) -> [UInt8]? {
    var writer = ZipWriter()
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let parts: [(String, [UInt8])] = [
      ("_rels/.rels", links(["officeDocument": "xl/workbook.xml"], base)),
      (
        "xl/_rels/workbook.xml.rels",
        links(["worksheet": "sheet.xml", "styles": "styles.xml"], base)
      ),
      (
        "xl/workbook.xml",
        Array(
          """
          <workbook xmlns:r="\(base)"><sheets><sheet name="A" r:id="worksheet"/></sheets></workbook>
          """.utf8)
      ),
      ("xl/sheet.xml", sheet), ("xl/styles.xml", styles ?? Array("<styleSheet/>".utf8)),
    ]
    for (name, contents) in parts {
      guard (try? writer.add(name, contents: contents)) != nil else { return nil }
    }
    return try? writer.bytes()
  }

  private static func links(_ targets: [String: String], _ base: String) -> [UInt8] {
    let items = targets.sorted { $0.key < $1.key }.map {
      "<Relationship Id=\"\($0.key)\" Type=\"\(base)/\($0.key)\" Target=\"\($0.value)\"/>"
    }
    return Array("<Relationships>\(items.joined())</Relationships>".utf8)
  }
}
