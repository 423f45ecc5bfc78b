/// Unpacks a gzip file of one member, as statistical offices publish their tables.
///
/// The packed data of gzip and ZIP are the same (RFC 1951), so the file is put in the frame of a
/// ZIP archive, whose reader checks size, checksum and ratio.
///
/// Source: RFC 1952, <https://www.rfc-editor.org/rfc/rfc1952>
public enum GZipFile {
  /// Whether the bytes begin as a gzip file does.
  public static func isOne(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B, 8]) }

  /// The file's content.
  ///
  /// - Throws: ``ZipError/notAnArchive`` for anything else, ``ZipError/damaged(entry:)`` also for a
  ///   file of several members, and the errors of the limits.
  public static func contents(
    _ bytes: [UInt8], limits: ZipArchive.Limits = ZipArchive.Limits()
  ) throws(ZipError) -> [UInt8] {
    guard isOne(bytes), let start = headerEnd(bytes), start + 8 <= bytes.count else {
      throw .notAnArchive
    }
    let packed = bytes[start..<bytes.count - 8]
    guard packed.count <= Int(UInt32.max) / 2 else { throw .tooLarge(limit: limits.totalSize) }
    let trailer = Array(bytes.suffix(8))
    // CRC-32, packed size, size: in this order in both headers of a ZIP entry.
    let facts = trailer[..<4] + little(packed.count, 4) + trailer[4...]
    let common = little(20, 2) + little(0, 2) + little(8, 2) + little(0, 4) + facts
    let name: [UInt8] = [UInt8(ascii: "x")]
    var zip = little(0x0403_4B50, 4) + common + little(1, 2) + little(0, 2) + name
    zip += packed
    let directory = zip.count
    zip += little(0x0201_4B50, 4) + little(20, 2) + common + little(1, 2) + little(0, 16) + name
    let size = zip.count - directory
    zip += little(0x0605_4B50, 4) + little(0, 4) + little(1, 2) + little(1, 2)
    zip += little(size, 4) + little(directory, 4) + little(0, 2)
    return try ZipArchive(zip, limits: limits).contents(of: "x")
  }

  /// Where the packed data begin, after the fields that the flags announce.
  private static func headerEnd(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 18 else { return nil }
    let flags = bytes[3]
    guard flags & 0b1110_0000 == 0 else { return nil }
    var index = 10
    if flags & 4 != 0 {
      guard index + 2 <= bytes.count else { return nil }
      index += 2 + Int(bytes[index]) + Int(bytes[index + 1]) << 8
    }
    for flag in [UInt8(8), 16] where flags & flag != 0 {
      guard index < bytes.count, let end = bytes[index...].firstIndex(of: 0) else { return nil }
      index = end + 1
    }
    return flags & 2 != 0 ? index + 2 : index
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
  }
}
