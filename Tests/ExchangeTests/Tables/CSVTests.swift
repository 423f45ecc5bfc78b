import Civic
import Exact
import Exchange
import Testing

@Suite struct `CSV files` {
  private func rows(_ text: String, _ reader: CSVReader = CSVReader()) throws -> [[String]] {
    try reader.read(Array(text.utf8), name: "T").table.rows.map { $0.map(\.text) }
  }

  @Test func `are read with quotes, doubled quotes and line ends in cells`() throws {
    let text = "a,\"b \"\"c\"\"\",\"d\r\ne\"\r\n1,,\"\"\r\n"
    #expect(try rows(text) == [["a", "b \"c\"", "d\ne"], ["1", "", ""]])
  }

  @Test(arguments: ["\r\n", "\n", "\r"])
  func `are read with each line end`(end: String) throws {
    let text = "a;b\(end)c;d\(end)\(end)e;f"
    #expect(try rows(text) == [["a", "b"], ["c", "d"], [], ["e", "f"]])
  }

  @Test func `keep ragged rows and blanks`() throws {
    #expect(
      try rows("a,b,c\n d \n1,2,3,4\n") == [["a", "b", "c"], [" d "], ["1", "2", "3", "4"]])
  }

  @Test func `keep numbers as they are written`() throws {
    let outcome = try CSVReader().read(Array("t;1.234,50;007\n".utf8), name: "T")
    #expect(outcome.table.rows == [[.text("t"), .text("1.234,50"), .text("007")]])
  }

  @Test func `keep a quote that does not open a cell`() throws {
    #expect(try rows("pipe 5\",x\n") == [["pipe 5\"", "x"]])
  }

  @Test(arguments: [
    ("a;b;c\n1;2;3", CSVDelimiter.semicolon), ("a,b\n1,2", .comma), ("a\tb\n1\t2", .tab),
    ("a|b\n1|2", .bar), ("one column\nonly", .comma), ("", .comma),
    ("Name;2027;2028\nA;1,5;2,5\nB;3,5;4,5", .semicolon),
    ("Plan of Bitola\n\nCode,Title,Cost\nA1,\"x; y; z\",1\nA2,\"u; v; w\",2", .comma),
    ("Title, long\nCode;Title\nA1;b, c\nA2;d\nA3;e", .semicolon),
    ("sep=|\na,b|c\n", .bar),
  ])
  func `tell their delimiter`(text: String, delimiter: CSVDelimiter) throws {
    #expect(try CSVReader().read(Array(text.utf8), name: "T").delimiter == delimiter)
  }

  @Test func `drop the line that declares a delimiter`() throws {
    #expect(try rows("sep=;\r\na;b\r\n") == [["a", "b"]])
  }

  @Test(arguments: [
    ("a,\"b\nc", CSVError.unclosedQuote(line: 1, column: 3)),
    ("a,b\nč,\"b\"x", .textAfterQuote(line: 2, column: 6)),
    ("\"a\nb\",\"c\"d", .textAfterQuote(line: 2, column: 7)),
    ("a,b\nc,d\0", .binaryContent(line: 2, column: 4)),
  ])
  func `that are broken say where`(text: String, error: CSVError) {
    #expect(throws: error) { try rows(text, CSVReader(encoding: .utf8, delimiter: .comma)) }
  }

  @Test func `keep to the limits`() {
    var reader = CSVReader(encoding: .utf8, delimiter: .comma)
    reader.limits.rows = 2
    reader.limits.columns = 3
    reader.limits.cellSize = 4
    reader.limits.fileSize = 20
    reader.limits.cells = 5
    #expect(throws: CSVError.tooManyRows(limit: 2)) { try rows("1\n2\n3", reader) }
    #expect(throws: CSVError.tooManyColumns(line: 2, limit: 3)) { try rows("1\n,,,", reader) }
    #expect(throws: CSVError.cellTooLong(line: 1, column: 3, limit: 4)) {
      try rows("1,12345", reader)
    }
    #expect(throws: CSVError.tooManyCells(limit: 5)) { try rows("1,2,3\n1,2,3", reader) }
    #expect(throws: CSVError.fileTooLarge(limit: 20)) {
      try rows("1,2,3,1,2,3,1,2,3,1,2,3", reader)
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `are read back as they were written`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = ["a", "Ж", "č", "\"", ",", ";", "\n", " ", "=", "1", "\t", "|", "'", "é"]
    let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          pieces[Int.random(in: pieces.indices, using: &random)]
        }.joined()
      }
    }
    for delimiter in CSVDelimiter.allCases {
      let writer = CSVWriter(delimiter: delimiter, neutralisesFormulas: false)
      let reader = CSVReader(delimiter: delimiter)
      #expect(try self.rows(writer.text(rows), reader) == rows)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `of random bytes give rows or an error, never a crash`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<400).map { _ in
      Bool.random(using: &random)
        ? UInt8.random(in: 0...255, using: &random) : Array("\",;\r\n".utf8).randomElement()!
    }
    let outcome = try? CSVReader().read(bytes, name: "T")
    #expect((outcome?.table.rows.count ?? 0) <= bytes.count)
  }

  @Test func `neutralise formulas, but not numbers`() {
    let row = ["=1+1", "+A1", "-5", "-1,5", "@x", "-", "-x", "\tz", "a=b", "+389 2 123"]
    let text = CSVWriter(delimiter: .semicolon).text([row])
    #expect(
      text == "'=1+1;'+A1;-5;-1,5;'@x;-;'-x;'\tz;a=b;'+389 2 123\r\n")
  }
}
