import Exact
import Exchange
import Testing

@Suite struct `ZIP files` {
  private func sample() throws -> [UInt8] {
    var writer = ZipWriter()
    try writer.add("mimetype", contents: Array("text/plain".utf8), isStored: true)
    try writer.add("inputs/план.txt", text: String(repeating: "Битола ", count: 500))
    try writer.add("empty", contents: [])
    return try writer.bytes()
  }

  @Test func `give back what was put in, in order`() throws {
    let archive = try ZipArchive(sample())
    #expect(archive.entries.map(\.name) == ["mimetype", "inputs/план.txt", "empty"])
    #expect(try archive.contents(of: "mimetype") == Array("text/plain".utf8))
    let text = String(decoding: try archive.contents(of: "inputs/план.txt"), as: UTF8.self)
    #expect(text == String(repeating: "Битола ", count: 500))
    #expect(try archive.contents(of: "empty").isEmpty)
  }

  @Test func `have the same bytes each time they are written`() throws {
    #expect(try sample() == sample())
  }

  @Test func `may be empty`() throws {
    #expect(try ZipArchive(ZipWriter().bytes()).entries.isEmpty)
  }

  @Test(arguments: ["../x", "a/../../x", "", "C:/x", "a\u{1}b", "..\\x"])
  func `are not written with names that lead outside`(name: String) {
    var writer = ZipWriter()
    #expect(throws: ZipError.unsafeName(name)) { try writer.add(name, text: "x") }
  }

  @Test func `are not written with a name twice`() throws {
    var writer = ZipWriter()
    try writer.add("a", text: "1")
    #expect(throws: ZipError.duplicateName("a")) { try writer.add("a", text: "2") }
  }

  @Test func `with names that lead outside are refused`() throws {
    let bytes = try renamed("abcd", to: "../d")
    #expect(throws: ZipError.unsafeName("../d")) { try ZipArchive(bytes) }
  }

  @Test func `with backslashes and a leading slash are read with plain names`() throws {
    let archive = try ZipArchive(renamed("abcd", to: "/b\\d"))
    #expect(archive.entries.map(\.name) == ["b/d"])
    #expect(try archive.contents(of: "b/d") == [120])
  }

  @Test func `with two entries of one name are refused`() throws {
    var writer = ZipWriter()
    try writer.add("aaaa", text: "1")
    try writer.add("bbbb", text: "2")
    let bytes = replacing(Array("bbbb".utf8), with: Array("aaaa".utf8), in: try writer.bytes())
    #expect(throws: ZipError.duplicateName("aaaa")) { try ZipArchive(bytes) }
  }

  @Test func `keep to the limits`() throws {
    var limits = ZipArchive.Limits()
    limits.entries = 2
    #expect(throws: ZipError.tooManyEntries(limit: 2)) {
      try ZipArchive(sample(), limits: limits)
    }
    limits = ZipArchive.Limits()
    limits.totalSize = 1_000
    #expect(throws: ZipError.tooLarge(limit: 1_000)) {
      try ZipArchive(sample(), limits: limits)
    }
  }

  @Test func `that unpack to far more than they hold are refused`() throws {
    var writer = ZipWriter()
    try writer.add("zeros", contents: [UInt8](repeating: 0, count: 8 << 20))
    let bytes = try writer.bytes()
    #expect(throws: ZipError.suspiciousRatio(entry: "zeros")) { try ZipArchive(bytes) }
  }

  @Test func `that claim to hold more than they have are refused`() throws {
    var writer = ZipWriter()
    try writer.add("zeros", contents: [UInt8](repeating: 0, count: 8 << 20))
    var bytes = try writer.bytes()
    // The length that is packed, in the list at the end: so much would hide any ratio.
    let list = try #require(
      bytes.indices.last { Array(bytes[$0...].prefix(4)) == [0x50, 0x4B, 1, 2] })
    bytes.replaceSubrange(list + 20..<list + 24, with: [0xFF, 0xFF, 0xFF, 0x7F])
    #expect(throws: ZipError.damaged(entry: "zeros")) { try ZipArchive(bytes) }
  }

  @Test func `that lie about the size of an entry are caught when it is read`() throws {
    let archive = try ZipArchive(lying(size: 10))
    #expect(throws: ZipError.damaged(entry: "n")) { try archive.contents(of: "n") }
  }

  @Test func `missing an entry say which`() throws {
    let archive = try ZipArchive(sample())
    #expect(throws: ZipError.missing(entry: "x")) { try archive.contents(of: "x") }
  }

  @Test(arguments: [[], [1, 2, 3], Array("PK".utf8), [UInt8](repeating: 80, count: 4_000)])
  func `that are none are refused`(bytes: [UInt8]) {
    #expect(throws: ZipError.notAnArchive) { try ZipArchive(bytes) }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `broken anywhere give an error or the right contents, never a crash`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var bytes = try sample()
    for _ in 0..<3 {
      let index = Int.random(in: bytes.indices, using: &random)
      bytes[index] = UInt8.random(in: 0...255, using: &random)
    }
    if seed % 4 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
    do throws(ZipError) {
      let archive = try ZipArchive(bytes)
      for entry in archive.entries where !entry.name.hasSuffix("/") {
        #expect(try archive.contents(of: entry.name).count == entry.size)
      }
    } catch {
      #expect(error != .cannotWrite(code: 0))
    }
  }

  private func renamed(_ name: String, to other: String) throws -> [UInt8] {
    var writer = ZipWriter()
    try writer.add(name, text: "x")
    return replacing(Array(name.utf8), with: Array(other.utf8), in: try writer.bytes())
  }

  /// An archive whose one entry `n` says it has `size` bytes unpacked, but has 2,000.
  private func lying(size: UInt8) throws -> [UInt8] {
    var writer = ZipWriter()
    try writer.add("n", text: String(repeating: "ab", count: 1_000))
    let trueSize: [UInt8] = [0xD0, 0x07, 0, 0]
    return replacing(trueSize, with: [size, 0, 0, 0], in: try writer.bytes())
  }

  private func replacing(_ old: [UInt8], with new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    var changed = bytes
    for start in 0...(bytes.count - old.count) where Array(bytes[start..<start + old.count]) == old
    {
      changed.replaceSubrange(start..<start + old.count, with: new)
    }
    return changed
  }
}
