import Exchange
import Testing

@Suite struct `Workbooks with bytes that are no text` {
  /// The reader of XML on Linux ended the whole process on such a name.
  @Test(arguments: ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
  func `are refused`(part: String) throws {
    let (letter, wrong) = (UInt8(ascii: "b"), UInt8(0xEF))
    _ = try XLSXReader().read(try workbook(with: letter, in: part))
    let changed = try workbook(with: wrong, in: part)
    #expect(throws: (any Error).self) { try XLSXReader().read(changed) }
  }

  /// A workbook, of which a part has an empty element more, whose name holds a byte.
  private func workbook(with byte: UInt8, in part: String) throws -> [UInt8] {
    var sample = WorkbookSample(WorkbookSample.sheet("<row><c><v>1</v></c></row>"))
    sample.styles = "<cellXfs/>"
    let sound = try ZipArchive(try sample.bytes())
    var writer = ZipWriter()
    for entry in sound.entries {
      var contents = try sound.contents(of: entry.name)
      if entry.name == part, let end = contents.lastIndex(of: UInt8(ascii: "<")) {
        contents.insert(contentsOf: Array("<a".utf8) + [byte] + Array("a/>".utf8), at: end)
      }
      try writer.add(entry.name, contents: contents)
    }
    return try writer.bytes()
  }
}
