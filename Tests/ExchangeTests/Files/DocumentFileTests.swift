import Testing

@testable import Exchange

@Suite struct `Documents that people send` {
  private static func archive(_ entries: [String]) throws -> [UInt8] {
    var writer = ZipWriter()
    for name in entries { try writer.add(name, text: "<x/>") }
    return try writer.bytes()
  }

  private static let word = ["[Content_Types].xml", "word/document.xml"]
  private static let sheet = ["[Content_Types].xml", "xl/workbook.xml"]

  @Test func `are known by their content and keep their name with the ending of their kind`()
    throws
  {
    let pdf = try DocumentFile(Array("%PDF-1.7 x".utf8), name: "../../Писмо од градот.exe")
    #expect(pdf.kind == .pdf && pdf.name == "Писмо од градот.pdf")
    #expect(try DocumentFile(Self.archive(Self.word), name: "a\u{0}b\"<c>.zip").name == "abc.docx")
    #expect(try DocumentFile(Self.archive(Self.sheet), name: "").name == "document.xlsx")
    var text = ZipWriter()
    try text.add("mimetype", text: DocumentFile.Kind.odt.mediaType)
    try text.add("content.xml", text: "<x/>")
    #expect(try DocumentFile(text.bytes(), name: "x.odt").kind == .odt)
  }

  @Test(arguments: ["word/vbaProject.bin", "word/activeX/activeX1.bin"])
  func `with programs in them are refused`(program: String) throws {
    let bytes = try Self.archive(Self.word + [program])
    #expect(throws: DocumentFile.Fault.kind) { try DocumentFile(bytes, name: "a.docx") }
  }

  @Test func `of other kinds, empty or too large are refused`() throws {
    for text in ["<html><script>", "MZ\u{90}", "PK\u{3}\u{4}", "GIF89a", " %PDF-1.7"] {
      #expect(throws: DocumentFile.Fault.kind) {
        try DocumentFile(Array(text.utf8), name: "letter.pdf")
      }
    }
    let other = try Self.archive(["[Content_Types].xml", "ppt/presentation.xml"])
    #expect(throws: DocumentFile.Fault.kind) { try DocumentFile(other, name: "a.docx") }
    #expect(throws: DocumentFile.Fault.empty) { try DocumentFile([], name: "a.pdf") }
    let large = Array("%PDF-".utf8) + Array(repeating: UInt8(0), count: DocumentFile.largest)
    #expect(throws: DocumentFile.Fault.tooLarge) { try DocumentFile(large, name: "a.pdf") }
  }
}
