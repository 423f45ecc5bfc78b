/// Reads Pabulib files: META, PROJECTS and VOTES in one pass over the bytes.
///
/// What is odd but clear is read and noted; what is broken is refused with line, field and reason.
public struct PabulibReader: Sendable {
  /// Bytes of the file.
  public var limit = 2 << 30

  public init() {}

  /// - Complexity: O(bytes).
  public func read(_ file: [UInt8]) throws(PabulibError) -> PabulibFile {
    guard file.count <= limit else {
      throw PabulibError(line: 0, field: nil, .fileTooLarge(limit: limit))
    }
    let (bytes, start, encoding) = try decode(file)
    let parsed = try bytes.withUnsafeBufferPointer { buffer throws(PabulibError) in
      var parser = PabulibParser(buffer, from: start)
      try parser.parse()
      return try parser.result()
    }
    return PabulibFile(
      meta: parsed.meta, projectColumns: parsed.projectColumns, projectRows: parsed.projectRows,
      voteColumns: parsed.voteColumns, election: parsed.election, selected: parsed.selected,
      notes: (encoding.map { [.encoding($0.rawValue)] } ?? []) + parsed.notes,
      voteTable: PabulibVoteTable(bytes: bytes, range: parsed.votes))
  }

  /// UTF-8, with the place where the text starts; the encoding when it was another.
  private func decode(
    _ file: [UInt8]
  ) throws(PabulibError) -> (bytes: [UInt8], start: Int, encoding: TextEncoding?) {
    let isUTF16 = file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF])
    if !isUTF16, String(validating: file, as: UTF8.self) != nil {
      return (file, file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, nil)
    }
    let encoding = TextEncoding.guess(file)
    guard let text = try? encoding.decode(file) else {
      throw PabulibError(line: 0, field: nil, .notText)
    }
    return (Array(text.utf8), 0, encoding)
  }
}
