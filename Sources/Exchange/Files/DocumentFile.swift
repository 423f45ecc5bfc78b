/// A document that somebody sent, of a kind that its content shows and that everybody can open.
public struct DocumentFile: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case pdf, png, jpeg, docx, xlsx, odt

    public var mediaType: String {
      switch self {
      case .pdf: "application/pdf"
      case .png: "image/png"
      case .jpeg: "image/jpeg"
      case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
      case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      case .odt: "application/vnd.oasis.opendocument.text"
      }
    }
  }

  public enum Fault: Error, Hashable, Sendable {
    case empty, tooLarge
    /// None of the kinds, damaged, locked with a password or with programs in it.
    case kind
  }

  /// Bytes of a document as it is sent.
  public static let largest = 10_000_000
  static let longestName = 100

  public let kind: Kind
  /// As it was called, with the ending of its kind.
  public let name: String
  public let bytes: [UInt8]

  /// - Parameter name: What its sender called it; nothing else its sender says is believed.
  public init(_ sent: [UInt8], name: String) throws(Fault) {
    guard !sent.isEmpty else { throw .empty }
    guard sent.count <= Self.largest else { throw .tooLarge }
    guard let found = Self.read(sent) else { throw .kind }
    (kind, bytes) = found
    self.name = Self.name(name, kind)
  }

  private static func read(_ sent: [UInt8]) -> (Kind, [UInt8])? {
    if sent.starts(with: Array("%PDF-".utf8)) { return (.pdf, sent) }
    if let picture = Picture(sent, largest: largest) {
      return (picture.mediaType == "image/png" ? .png : .jpeg, picture.bytes)
    }
    return office(sent).map { ($0, sent) }
  }

  /// Archives of the office formats; those with programs in them are none of the kinds.
  private static func office(_ sent: [UInt8]) -> Kind? {
    guard sent.starts(with: [0x50, 0x4B, 0x03, 0x04]),
      let archive = try? ZipArchive(sent),
      !archive.entries.contains(where: { isProgram($0.name) })
    else { return nil }
    if archive.contains("[Content_Types].xml") {
      if archive.contains("word/document.xml") { return .docx }
      return archive.contains("xl/workbook.xml") ? .xlsx : nil
    }
    guard archive.contains("content.xml"),
      let type = archive.entries.first(where: { $0.name == "mimetype" }), type.size < 100,
      let content = try? archive.contents(of: "mimetype")
    else { return nil }
    return content == Array(Kind.odt.mediaType.utf8) ? .odt : nil
  }

  private static func isProgram(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix("vbaproject.bin") || name.hasPrefix("basic/")
      || name.hasPrefix("scripts/") || name.contains("/activex/")
  }

  private static func name(_ sent: String, _ kind: Kind) -> String {
    let last = sent.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
    let stem = last.lastIndex(of: ".").map { String(last[..<$0]) } ?? last
    let clean = stem.unicodeScalars.filter { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " -_.()".unicodeScalars.contains(scalar)
        || scalar.properties.generalCategory == .nonspacingMark
    }
    let text = String(String.UnicodeScalarView(clean)).prefix(longestName)
      .split(separator: " ").joined(separator: " ")
    return "\(text.isEmpty ? "document" : text).\(kind.rawValue)"
  }
}
