import CZip

/// A ZIP file in memory, opened for reading under limits that no file can talk its way around.
public struct ZipArchive: Sendable {
  /// What an archive may demand.
  public struct Limits: Sendable {
    /// The most entries, folders included.
    public var entries = 2_000
    /// The most bytes of all entries together, unpacked.
    public var totalSize = 256 << 20
    /// The most times an entry over one megabyte may be larger than its packed form.
    public var ratio = 250

    public init() {}
  }

  /// One file or folder of the archive.
  public struct Entry: Hashable, Sendable {
    /// A relative path with `/`; folders end with it.
    public let name: String
    /// Bytes when unpacked, as the archive says; reading checks it.
    public let size: Int
    let index: UInt64
  }

  /// The entries in the order of the archive.
  public let entries: [Entry]
  private let bytes: [UInt8]
  private let indexByName: [String: Int]

  /// Reads the list of entries; nothing is unpacked yet.
  ///
  /// - Throws: ``ZipError`` when this is no archive, or passes a limit.
  public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(ZipError) {
    // libzip takes no bytes at all for an empty archive; the shortest real one has 22.
    guard bytes.count >= 22 else { throw .notAnArchive }
    self.bytes = bytes
    entries = try Self.withOpen(bytes) { (archive) throws(ZipError) in
      try Self.list(archive, of: bytes.count, limits: limits)
    }
    var indexByName: [String: Int] = [:]
    for (index, entry) in entries.enumerated() {
      guard indexByName.updateValue(index, forKey: entry.name) == nil else {
        throw .duplicateName(entry.name)
      }
    }
    self.indexByName = indexByName
  }

  public func contains(_ name: String) -> Bool { indexByName[name] != nil }

  /// Unpacks one entry.
  ///
  /// - Throws: ``ZipError/missing(entry:)``, or ``ZipError/damaged(entry:)`` when its size or
  ///   checksum is not what the archive says.
  public func contents(of name: String) throws(ZipError) -> [UInt8] {
    guard let index = indexByName[name] else { throw .missing(entry: name) }
    let entry = entries[index]
    return try Self.withOpen(bytes) { (archive) throws(ZipError) in
      try Self.unpack(entry, from: archive)
    }
  }

  private static func withOpen<Value>(
    _ bytes: [UInt8], _ body: (OpaquePointer) throws(ZipError) -> Value
  ) throws(ZipError) -> Value {
    let result = bytes.withUnsafeBytes { buffer -> Result<Value, ZipError> in
      let count = zip_uint64_t(buffer.count)
      guard let source = zip_source_buffer_create(buffer.baseAddress, count, 0, nil) else {
        return .failure(.notAnArchive)
      }
      guard let archive = zip_open_from_source(source, ZIP_RDONLY, nil) else {
        zip_source_free(source)
        return .failure(.notAnArchive)
      }
      defer { zip_discard(archive) }
      do throws(ZipError) {
        return .success(try body(archive))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func list(
    _ archive: OpaquePointer, of size: Int, limits: Limits
  ) throws(ZipError) -> [Entry] {
    let count = Int(zip_get_num_entries(archive, 0))
    guard count <= limits.entries else { throw .tooManyEntries(limit: limits.entries) }
    var entries: [Entry] = []
    var left = limits.totalSize
    // Entries that lie over each other, or go on beyond the end, would pass the ratio.
    var packed = UInt64(size)
    for index in 0..<UInt64(count) {
      var facts = zip_stat_t()
      zip_stat_init(&facts)
      guard zip_stat_index(archive, index, 0, &facts) == 0, let label = facts.name else {
        throw .notAnArchive
      }
      let name = try ZipEntryName.sanitised(String(cString: label))
      guard facts.encryption_method == ZIP_EM_NONE else { throw .encrypted(entry: name) }
      guard [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(facts.comp_method)) else {
        throw .unsupportedCompression(entry: name)
      }
      guard facts.size <= UInt64(left) else { throw .tooLarge(limit: limits.totalSize) }
      left -= Int(facts.size)
      guard facts.comp_size <= packed else { throw .damaged(entry: name) }
      packed -= facts.comp_size
      let isLarge = facts.size > 1 << 20
      guard !isLarge || facts.size / max(1, facts.comp_size) <= UInt64(limits.ratio) else {
        throw .suspiciousRatio(entry: name)
      }
      entries.append(Entry(name: name, size: Int(facts.size), index: index))
    }
    return entries
  }

  /// Asks for one byte more than the archive promised, so that a larger content is noticed.
  private static func unpack(
    _ entry: Entry, from archive: OpaquePointer
  ) throws(ZipError) -> [UInt8] {
    guard let file = zip_fopen_index(archive, entry.index, 0) else {
      throw .damaged(entry: entry.name)
    }
    defer { zip_fclose(file) }
    var isDamaged = false
    let contents = [UInt8](unsafeUninitializedCapacity: entry.size + 1) { buffer, filled in
      while filled <= entry.size {
        let target = buffer.baseAddress.map { $0 + filled }
        let count = zip_fread(file, target, zip_uint64_t(entry.size + 1 - filled))
        isDamaged = count < 0
        if count <= 0 { break }
        filled += Int(count)
      }
    }
    guard !isDamaged, contents.count == entry.size else { throw .damaged(entry: entry.name) }
    return contents
  }
}
