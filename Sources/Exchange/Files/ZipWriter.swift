import CZip
import Foundation

/// Builds a ZIP file in memory whose bytes depend on its contents alone.
///
/// Entries keep the order in which they were added; all carry the time 1980-01-01 00:00, and their
/// bytes are the same on every machine with the same version of zlib.
public struct ZipWriter: Sendable {
  private var entries: [(name: String, contents: [UInt8], isStored: Bool)] = []
  private var names: Set<String> = []

  public init() {}

  /// Adds a file.
  ///
  /// - Parameters:
  ///   - name: A relative path with `/`.
  ///   - isStored: Whether to leave it unpacked, as some formats ask of their first entry.
  /// - Throws: ``ZipError/unsafeName(_:)`` or ``ZipError/duplicateName(_:)``.
  public mutating func add(
    _ name: String, contents: [UInt8], isStored: Bool = false
  ) throws(ZipError) {
    guard try ZipEntryName.sanitised(name) == name, !name.hasSuffix("/") else {
      throw .unsafeName(name)
    }
    guard names.insert(name).inserted else { throw .duplicateName(name) }
    entries.append((name, contents, isStored))
  }

  /// Adds a text file in UTF-8.
  public mutating func add(_ name: String, text: String) throws(ZipError) {
    try add(name, contents: Array(text.utf8))
  }

  /// The whole archive.
  ///
  /// - Throws: ``ZipError/cannotWrite(code:)`` when memory runs out.
  /// - Complexity: O(size of all contents).
  public func bytes() throws(ZipError) -> [UInt8] {
    guard !entries.isEmpty else { return Self.emptyArchive }
    guard let source = zip_source_buffer_create(nil, 0, 0, nil) else {
      throw .cannotWrite(code: Int(ZIP_ER_MEMORY))
    }
    // The archive takes over one reference when it is closed; the other is for reading it back.
    zip_source_keep(source)
    defer { zip_source_free(source) }
    guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, nil) else {
      zip_source_free(source)
      throw .cannotWrite(code: Int(ZIP_ER_OPEN))
    }
    do throws(ZipError) {
      for entry in entries { try add(entry, to: archive) }
    } catch {
      zip_discard(archive)
      throw error
    }
    guard zip_close(archive) == 0 else {
      let code = Int(zip_error_code_zip(zip_get_error(archive)))
      zip_discard(archive)
      throw .cannotWrite(code: code)
    }
    return try contents(of: source)
  }

  /// The end-of-directory record alone; libzip writes nothing for an archive without entries.
  private static let emptyArchive: [UInt8] =
    [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)

  private func add(
    _ entry: (name: String, contents: [UInt8], isStored: Bool), to archive: OpaquePointer
  ) throws(ZipError) {
    // libzip reads the contents when the archive is closed and frees this copy then.
    guard let copy = malloc(max(1, entry.contents.count)) else {
      throw .cannotWrite(code: Int(ZIP_ER_MEMORY))
    }
    entry.contents.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { memcpy(copy, start, bytes.count) }
    }
    guard let part = zip_source_buffer(archive, copy, zip_uint64_t(entry.contents.count), 1) else {
      free(copy)
      throw .cannotWrite(code: Int(ZIP_ER_MEMORY))
    }
    let index = zip_file_add(archive, entry.name, part, ZIP_FL_ENC_UTF_8)
    guard index >= 0 else {
      zip_source_free(part)
      throw .cannotWrite(code: Int(zip_error_code_zip(zip_get_error(archive))))
    }
    let method = entry.isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
    let firstDosDay: zip_uint16_t = 0x0021
    guard zip_set_file_compression(archive, zip_uint64_t(index), method, 9) == 0,
      zip_file_set_dostime(archive, zip_uint64_t(index), 0, firstDosDay, 0) == 0
    else { throw .cannotWrite(code: Int(zip_error_code_zip(zip_get_error(archive)))) }
  }

  private func contents(of source: OpaquePointer) throws(ZipError) -> [UInt8] {
    var facts = zip_stat_t()
    zip_stat_init(&facts)
    guard zip_source_stat(source, &facts) == 0, zip_source_open(source) == 0 else {
      throw .cannotWrite(code: Int(ZIP_ER_READ))
    }
    defer { zip_source_close(source) }
    let size = Int(facts.size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let target = buffer.baseAddress.map { $0 + filled }
        let count = zip_source_read(source, target, zip_uint64_t(size - filled))
        if count <= 0 { break }
        filled += Int(count)
      }
    }
    guard bytes.count == size else { throw .cannotWrite(code: Int(ZIP_ER_READ)) }
    return bytes
  }
}
