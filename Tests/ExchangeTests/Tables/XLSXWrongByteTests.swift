import Exchange
import Testing

@Suite struct `Workbooks with bytes that are no text` {
  /// The reader of XML on Linux ended the whole process on such a name.
  @Test(arguments: ["xl/worksheets/sheet1.xml", "xl/styles.xml"])
  func `are refused`(part: String) throws {
    var sample = WorkbookSample(WorkbookSample.sheet("<row><c><v>1</v></c></row>"))
    sample.styles = "<cellXfs/>"
    let sound = try ZipArchive(try sample.bytes())
    var writer = ZipWriter()
    for entry in sound.entries {
      var contents = try sound.contents(of: entry.name)
      // `<cellXfs` or `<sheetData` with a byte within the name that begins no letter.
      if entry.name == part, let place = contents.lastIndex(of: UInt8(ascii: "<")) {
        contents.insert(
          contentsOf: [UInt8(ascii: "<"), 0x61, 0xEF, 0x61, UInt8(ascii: "/"), UInt8(ascii: ">")],
          at: place)
      }
      try writer.add(entry.name, contents: contents)
    }
    let changed = try writer.bytes()
    #expect(throws: (any Error).self) { try XLSXReader().read(changed) }
  }
}
