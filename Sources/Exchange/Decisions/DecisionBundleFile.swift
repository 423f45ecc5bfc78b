public import Civic

/// A decision bundle as a ZIP file: `gradnik-decision/1`.
public enum DecisionBundleFile {
  /// What a bundle may demand of the one who reads it.
  public struct Limits: Sendable {
    /// Bytes of the ZIP file.
    public var fileSize = 64 << 20
    /// Bytes of all files in it together, unpacked.
    public var totalSize = 256 << 20
    /// Files in it, folders included.
    public var entries = 1_000

    public init() {}
  }

  /// Packs a bundle: the same bytes for the same files, on every machine with the same zlib.
  ///
  /// The decision comes first, then the other files by name.
  public static func bytes(of bundle: DecisionBundle) throws(ZipError) -> [UInt8] {
    var writer = ZipWriter()
    let first = DecisionBundle.decisionPath
    let files = bundle.files.sorted { $0.key < $1.key }
    for (path, contents) in files.filter({ $0.key == first }) + files.filter({ $0.key != first }) {
      try writer.add(path, contents: contents)
    }
    return try writer.bytes()
  }

  /// Unpacks a bundle; whether it is a true one, ``DecisionBundle`` checks.
  ///
  /// - Throws: ``ZipError`` when the file is no ZIP, is damaged, or passes a limit.
  public static func bundle(
    from bytes: [UInt8], limits: Limits = Limits()
  ) throws(ZipError) -> DecisionBundle {
    guard bytes.count <= limits.fileSize else { throw .tooLarge(limit: limits.fileSize) }
    var zipLimits = ZipArchive.Limits()
    zipLimits.entries = limits.entries
    zipLimits.totalSize = limits.totalSize
    let archive = try ZipArchive(bytes, limits: zipLimits)
    var files: [String: [UInt8]] = [:]
    for entry in archive.entries where !entry.name.hasSuffix("/") {
      files[entry.name] = try archive.contents(of: entry.name)
    }
    return DecisionBundle(files: files)
  }
}
